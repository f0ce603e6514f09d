/**
 * Consent texts and what people answer to them. The version of a text rises by itself when its words
 * change, and never falls: what somebody agreed to can always be told from what stands there now.
 */
import type { z } from 'zod';
import { AppError, type InputFault } from '../../kernel/errors.ts';
import type { ConsentText, consentText } from '../schema.ts';
import type { StoredConsent } from './registration.ts';

export interface ConsentGiven {
  readonly key: string;
  readonly version: number;
  readonly given: boolean;
}

/** The texts as they are stored after organisers wrote these; those left out are kept as retired. */
export function nextConsents(
  stored: readonly StoredConsent[],
  written: readonly z.infer<typeof consentText>[],
): StoredConsent[] {
  const present = written.map((text): StoredConsent => {
    const before = stored.find(({ key }) => key === text.key);
    return { ...text, version: versionOf(text, before), retired: false };
  });
  const retired = stored
    .filter(({ key }) => !written.some((text) => text.key === key))
    .map((text): StoredConsent => ({ ...text, retired: true }));
  return [...present, ...retired];
}

function versionOf(text: z.infer<typeof consentText>, before: StoredConsent | undefined): number {
  if (!before) return 1;
  return before.title === text.title && before.text === text.text ? before.version : before.version + 1;
}

/**
 * Makes sure that what somebody answered is to the texts as they are now, and agrees to what one must.
 * @throws AppError `bad-input` for a text that there is not, or one answered twice; `consent-missing` naming
 * each text whose words have changed since, and each that one has to agree to.
 */
export function demandConsents(texts: readonly ConsentText[], answers: readonly ConsentGiven[]): void {
  refuseUnknown(texts, answers);
  const changed = answers.flatMap(({ key, version }, place): InputFault[] => {
    const text = texts.find((each) => each.key === key);
    if (!text || text.version === version) return [];
    return [{ path: `consents.${place}.version`, message: `"${text.title}" is at version ${text.version} now.` }];
  });
  if (changed.length > 0) {
    const message = 'The words that you agree to have changed since you saw them. Look at them again.';
    throw new AppError('consent-missing', message, { errors: changed });
  }
  const missing = texts.filter(({ key, required }) => required && !isGiven(answers, key));
  if (missing.length === 0) return;
  throw new AppError(
    'consent-missing',
    `To register you have to agree to ${missing.map(({ title }) => `"${title}"`).join(' and ')}.`,
    {
      errors: missing.map(({ key, title }) => ({ path: 'consents', message: `"${title}" (${key}) is not agreed to.` })),
    },
  );
}

function refuseUnknown(texts: readonly ConsentText[], answers: readonly ConsentGiven[]): void {
  const errors = answers.flatMap(({ key }, place): InputFault[] => {
    const path = `consents.${place}.key`;
    if (!texts.some((text) => text.key === key)) return [{ path, message: 'There is no such text here.' }];
    const isFirst = answers.findIndex((answer) => answer.key === key) === place;
    return isFirst ? [] : [{ path, message: 'This text is answered twice.' }];
  });
  if (errors.length > 0) throw new AppError('bad-input', 'An answer is to no text of this event.', { errors });
}

function isGiven(answers: readonly ConsentGiven[], key: string): boolean {
  return answers.some((answer) => answer.key === key && answer.given);
}

/** The answers that say something new. @param held all earlier ones, newest first. */
export function newAnswers(held: readonly ConsentGiven[], answers: readonly ConsentGiven[]): ConsentGiven[] {
  return answers.filter(({ key, version, given }) => {
    const before = held.find((each) => each.key === key);
    return before?.version !== version || before.given !== given;
  });
}
