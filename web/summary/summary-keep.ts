/**
 * Where a tab keeps what it has not saved of a summary: over reloads, and as long as it is open. Devices are shared, and
 * what a room says under the Chatham House rule is not for the next reader.
 */
import { SUMMARY_FIELDS } from '../../breakouts/summary-fields.ts';
import type { KeptField, KeptFields, WritingNeeds } from './writing.ts';

/** @param key each person's of each room apart. Without storage it lasts as long as the page. */
export function summaryKeep(key: string): WritingNeeds['keep'] {
  return {
    read() {
      try {
        return readFields(sessionStorage.getItem(key));
      } catch {
        return {};
      }
    },
    write(fields) {
      try {
        if (Object.keys(fields).length > 0) sessionStorage.setItem(key, JSON.stringify(fields));
        else sessionStorage.removeItem(key);
      } catch {
        // Storage is full or forbidden.
      }
    },
  };
}

/** Whatever is no field is left out: others may write there. */
export function readFields(stored: string | null): KeptFields {
  if (stored === null) return {};
  try {
    const parsed = (JSON.parse(stored) ?? {}) as Record<string, unknown>;
    const kept = SUMMARY_FIELDS.flatMap((field) => (isKept(parsed[field]) ? [[field, parsed[field]] as const] : []));
    return Object.fromEntries(kept);
  } catch {
    return {};
  }
}

function isKept(value: unknown): value is KeptField {
  const { text, version, sent, aside } = (value ?? {}) as Record<string, unknown>;
  return typeof text === 'string' && Number.isInteger(version) && areTexts(sent) && areTexts(aside);
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
