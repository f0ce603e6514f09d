/** What is typed about the registration of an event, and what of it is sent. */
import type { ConsentText } from '../../people/schema.ts';
import type { RegistrationSettings } from '../../people/view.ts';
import { type MomentReading, readMoment, type TypedMoment, typedMoment } from './moment.ts';
import { numberOrText } from './organisation-draft.ts';

export interface ConsentDraft {
  /** Null until the server has seen it; then it never changes. */
  readonly key: string | null;
  /** Of the words as they are stored; null for a new text. */
  readonly version: number | null;
  readonly title: string;
  readonly text: string;
  readonly required: boolean;
}

export interface SettingsDraft {
  readonly opens: TypedMoment;
  readonly closes: TypedMoment;
  /** Empty for no limit. */
  readonly places: string;
  readonly waitingList: boolean;
  readonly consents: readonly ConsentDraft[];
}

export function settingsDraft(settings: RegistrationSettings, zone: string): SettingsDraft {
  return {
    opens: typedMoment(settings.opensAt, zone),
    closes: typedMoment(settings.closesAt, zone),
    places: settings.places?.toString() ?? '',
    waitingList: settings.waitingList,
    consents: settings.consents.map(({ key, version, title, text, required }) => ({
      key,
      version,
      title,
      text,
      required,
    })),
  };
}

export interface SettingsReading {
  readonly opens: MomentReading;
  readonly closes: MomentReading;
  /** What is sent; null while a time is doubtful or wrong. */
  readonly body: Record<string, unknown> | null;
}

export function readSettings(draft: SettingsDraft, zone: string): SettingsReading {
  const opens = readMoment(draft.opens, zone);
  const closes = readMoment(draft.closes, zone);
  const opensAt = sentTime(opens);
  const closesAt = sentTime(closes);
  if (opensAt === undefined || closesAt === undefined) return { opens, closes, body: null };
  const body = {
    opensAt,
    closesAt,
    places: numberOrText(draft.places),
    waitingList: draft.waitingList,
    consents: consentBodies(draft.consents),
  };
  return { opens, closes, body };
}

/** Undefined where there is nothing that may be sent. */
function sentTime(reading: MomentReading): string | null | undefined {
  if (reading.kind === 'none') return null;
  return reading.kind === 'at' ? reading.at : undefined;
}

function consentBodies(consents: readonly ConsentDraft[]): Omit<ConsentText, 'version'>[] {
  const taken = new Set(consents.flatMap(({ key }) => (key === null ? [] : [key])));
  return consents.map(({ key, title, text, required }) => {
    const own = key ?? freeKey(title, taken);
    taken.add(own);
    return { key: own, title, text, required };
  });
}

/** A short name made of a title: `Photographs and video` → `photographs-and-video`. */
function freeKey(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  const base = plain === '' ? 'consent' : plain;
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}
