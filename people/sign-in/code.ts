/** The six digits of a mail, for whoever reads mail on another machine than they sign in on. */
import { z } from 'zod';

/** So many tries are made of one code, right or wrong; then it is worth nothing. */
export const TRIES = 5;

/** As people type it: `123 456` and `123-456` are meant as `123456`. */
export const typedCode = z
  .string()
  .max(50)
  .transform((given) => given.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[0-9]{6}$/, 'expected the six digits of the mail'));

/** As a mail shows it: `123 456`. */
export function shownCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
