/** Revisions as HTTP names them (RFC 9110): `ETag: "12"` tells one, `If-Match: "12"` names the one seen. */
import { AppError } from './errors.ts';

export function entityTag(of: string | number): string {
  return `"${of}"`;
}

/** The revision that an edit names, or null when it names none. @throws AppError `bad-request` when it cannot be read. */
export function revisionNamed(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined) return null;
  const digits = /^\s*"(\d{1,9})"\s*$/.exec(ifMatch)?.[1];
  if (digits === undefined) {
    throw new AppError('bad-request', 'If-Match does not name a revision: send it as answered in ETag, as "12".', {
      errors: [{ path: 'header.if-match', message: `expected one revision in double quotes, found ${ifMatch}` }],
    });
  }
  return Number(digits);
}

/** @throws AppError `revision-required` when an edit names no revision. */
export function revisionSeen(ifMatch: string | undefined): number {
  const revision = revisionNamed(ifMatch);
  if (revision === null) throw revisionRequired();
  return revision;
}

export function revisionRequired(): AppError {
  return new AppError(
    'revision-required',
    'Name the revision that you have seen: send If-Match: "REVISION", as answered in ETag.',
  );
}

/** Whether a reader has what the tag names already; a weak tag of the same text counts too. */
export function holdsAlready(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((each) => ['*', tag].includes(each.trim().replace(/^W\//, '')));
}
