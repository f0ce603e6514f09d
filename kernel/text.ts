/** What a person may type: shapes of lines and texts that every room takes. */
import { z } from 'zod';
import { isTimeZone } from './time.ts';

/** UTF-8 cannot hold half a surrogate pair: the databases would store another text than was answered. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
const HALF_A_CHARACTER = 'expected no half of a character (a surrogate without its other)';

/** One line of text, without control characters, trimmed and composed (NFC). */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1, 'expected some text')
    .max(longest, `expected at most ${longest} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'expected no line breaks or control characters')
    .refine(isWellFormed, HALF_A_CHARACTER);

/** Text of several lines. U+0000 is refused because PostgreSQL cannot hold it. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest, `expected at most ${longest} characters`)
    .refine((each) => !each.includes('\u0000'), 'expected no U+0000')
    .refine(isWellFormed, HALF_A_CHARACTER);

/** A web address to follow, as people paste it. */
export const webLink = text(2000).pipe(z.url({ protocol: /^https?$/, error: 'expected an http or https address' }));

/**
 * An id that a page makes for what it may send again. Of plain characters: it is stored beside what others send at the
 * same moment, and PostgreSQL would refuse all of it for one U+0000.
 */
export const clientId = z.string().regex(/^[\x20-\x7e]{1,100}$/, 'expected 1 to 100 plain characters (ASCII)');

export const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone, as Europe/Zurich');
