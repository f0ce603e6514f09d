/** How form fields, which hold text, become the values of an edit and back. */

/** Text as a field shows it; empty for nothing. */
export function shown(value: string | number | null): string {
  return value === null ? '' : String(value);
}

/** A field that may be left empty. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

/** What is not a number is sent as it was typed, so that the server says at the field what it expected. */
export function number(text: string): number | string {
  const trimmed = text.trim();
  return trimmed === '' || Number.isNaN(Number(trimmed)) ? text : Number(trimmed);
}

export function numberOrNull(text: string): number | string | null {
  return text.trim() === '' ? null : number(text);
}

/** `Risk management; Data analytics` */
export function listed(text: string): string[] {
  return text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
