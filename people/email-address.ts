/**
 * Mail addresses: how they are read, and when two of them are the same person's.
 *
 * An address is refused when a mail program could read it as something else than it shows: line breaks
 * (which become further recipients), display names, comments, lists. Its local part must be ASCII: an
 * address with a Cyrillic "о" looks like that of somebody else, and few mail servers take it at all; for
 * the same reason no part of a domain may mix alphabets. A domain of other letters is kept in its ASCII
 * form (`xn--…`), so that a look-alike never equals the domain that it imitates. Case does not tell people
 * apart, nor do letters of full width.
 */
import { z } from 'zod';

export interface EmailAddress {
  /** As mail is sent to it: trimmed, the domain in lower-case ASCII. */
  readonly email: string;
  /** As it is compared: all in lower case. */
  readonly key: string;
  /** In lower-case ASCII. */
  readonly domain: string;
}

export type EmailRead =
  | { readonly ok: true; readonly address: EmailAddress }
  | { readonly ok: false; readonly expected: string };

const LONGEST = 254;
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z][a-z0-9-]{0,61}[a-z0-9])$/;

/** Reads one bare address. Never throws. */
export function readEmail(given: string): EmailRead {
  const text = given.normalize('NFKC').trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(given.trim())) {
    return refused('an address without line breaks or control characters');
  }
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > LONGEST) return refused('one mail address, as anna@example.org');
  const local = text.slice(0, at);
  const foreign = [...local].find((letter) => letter > '\u007f');
  if (foreign) return refused(`an address of plain letters before the @: "${foreign}" is ${codePoint(foreign)}`);
  if (local.length > 64 || !LOCAL.test(local))
    return refused('one bare mail address, as anna@example.org, without a name');
  const imitating = imitatingLetter(text.slice(at + 1));
  if (imitating) return refused(`a domain of one alphabet: "${imitating}" is ${codePoint(imitating)}`);
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null) return refused('a domain after the @, as example.org');
  // In ASCII a domain is longer; what was stored must be read again when mail is sent to it.
  if (local.length + 1 + domain.length > LONGEST) return refused(`an address of at most ${LONGEST} characters`);
  return { ok: true, address: { email: `${local}@${domain}`, key: `${local.toLowerCase()}@${domain}`, domain } };
}

/** A domain in lower-case ASCII, or null when it cannot be one. */
export function asciiDomain(given: string): string | null {
  const text = given.normalize('NFKC').trim().toLowerCase();
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(text) || !URL.canParse(`http://${text}/`)) return null;
  const { hostname } = new URL(`http://${text}/`);
  return DOMAIN.test(hostname) ? hostname : null;
}

/** A letter that stands among Latin ones in a part of a domain, and looks like one of them. */
function imitatingLetter(domain: string): string | undefined {
  const mixed = domain.split('.').filter((part) => /\p{Script=Latin}/u.test(part));
  return /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.exec(mixed.join('.'))?.[0];
}

function refused(expected: string): EmailRead {
  return { ok: false, expected };
}

function codePoint(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** An address as it comes from outside. */
export const emailAddress = z
  .string()
  .max(1000)
  .transform((given, context): EmailAddress => {
    const read = readEmail(given);
    if (read.ok) return read.address;
    context.addIssue(`expected ${read.expected}`);
    return z.NEVER;
  });

export const mailDomain = z
  .string()
  .max(1000)
  .transform((given, context): string => {
    const domain = asciiDomain(given.replace(/^@/, ''));
    if (domain !== null) return domain;
    context.addIssue('expected a mail domain, as example.org');
    return z.NEVER;
  });
