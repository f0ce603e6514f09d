/** What somebody who signs in has asked for and typed. */

/** A mail that was asked for. The code works with `request` alone, in the browser that asked. */
export interface Asked {
  readonly request: string;
  readonly email: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  /** UTC milliseconds on the browser's clock. */
  readonly askedAt: number;
}

const AGAIN_AFTER_MILLISECONDS = 60_000;
const DIGITS = 6;

/** @param now UTC milliseconds. @returns 0 when another mail may be asked for. */
export function secondsUntilAgain({ askedAt }: Asked, now: number): number {
  return Math.max(0, Math.min(60, Math.ceil((askedAt + AGAIN_AFTER_MILLISECONDS - now) / 1000)));
}

/** The digits of what was typed or pasted, in whatever script and grouping: `12 34-56`. */
export function readCode(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '').slice(0, DIGITS);
}

/** A whole sentence, or null for a code that may be right. */
export function codeFault(code: string): string | null {
  if (code.length === DIGITS) return null;
  return code === '' ? 'Type the six digits of the mail.' : `The code has six digits; here are ${code.length}.`;
}

/** A whole sentence, or null for what may be an address. The server looks more closely. */
export function addressFault(typed: string): string | null {
  const email = typed.trim();
  if (email === '') return 'Type your mail address.';
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? null : 'A mail address looks like name@example.org.';
}
