import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** A new random identity, branded by what it is for. */
export function newId<T extends string>(): T {
  return randomUUID() as T;
}

/** A bearer secret of 192 bits that can stand in a URL, behind a prefix that says what it opens. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(24).toString('base64url')}`;
}

/** What is stored in place of a secret. The secret is random and long, so a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Six digits for a person to type; each is as likely as every other. Too few to be safe without a count of tries. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** What a slow digest is mixed with, so that equal texts differ in store. */
export function newSalt(): string {
  return randomBytes(16).toString('base64url');
}
