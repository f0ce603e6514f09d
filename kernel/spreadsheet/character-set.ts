/**
 * Text out of the bytes of a file that somebody saved somewhere: UTF-8 with or without a byte order
 * mark, UTF-16 with one, and otherwise Windows-1252, which is what older spreadsheets write.
 */

/** The letters of Windows-1252 from 0x80 to 0x9F; the blank ones are bytes that it does not have. */
const UPPER_LETTERS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

export type TextRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly found: string };

/** Reads bytes as text, without the byte order mark. Never throws; `line` counts from 1. */
export function readText(bytes: Uint8Array): TextRead {
  const foreign = foreignFormat(bytes);
  if (foreign) return { ok: false, line: 1, found: foreign };
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const nul = decoded.text.indexOf('\0');
  if (nul >= 0) return { ok: false, line: lineAt(decoded.text, nul), found: 'a NUL byte, as no text has' };
  return decoded;
}

function foreignFormat(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'a zip file or a workbook (.xlsx, .ods)';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'an old workbook (.xls)';
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return 'a PDF file';
  return null;
}

function decode(bytes: Uint8Array): TextRead {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeAs('utf-16le', bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return decodeAs('utf-16be', bytes);
  const asUtf8 = decodeAs('utf-8', bytes);
  if (asUtf8.ok || startsWith(bytes, [0xef, 0xbb, 0xbf])) return asUtf8;
  return decodeWindows1252(bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): TextRead {
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, line: 1, found: `bytes that are not ${encoding.toUpperCase()} although the file says so` };
  }
}

/** By hand: the TextDecoder of Node 20 reads 0x80 to 0x9F as control characters. */
function decodeWindows1252(bytes: Uint8Array): TextRead {
  const letters: string[] = [];
  let line = 1;
  for (const byte of bytes) {
    const letter = byte >= 0x80 && byte <= 0x9f ? UPPER_LETTERS[byte - 0x80] : String.fromCharCode(byte);
    if (letter === undefined || (letter === ' ' && byte !== 0x20)) {
      return { ok: false, line, found: `the byte ${byte.toString(16)}, which is neither UTF-8 nor Windows-1252` };
    }
    if (letter === '\n') line += 1;
    letters.push(letter);
  }
  return { ok: true, text: letters.join('') };
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split(/\r\n|\r|\n/).length;
}
