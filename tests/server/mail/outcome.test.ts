import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../kernel/time.ts';
import { nextAttempt, outcomeOf } from '../../../server/mail/outcome.ts';

const NOW = instant(1_000_000);

describe('what became of handing a mail over', () => {
  it.each([
    [
      'an address that the server does not know',
      { code: 'EENVELOPE', responseCode: 550, permanent: true },
      false,
      'refused',
    ],
    ['a text that it does not take', { code: 'EMESSAGE', responseCode: 554, permanent: true }, true, 'refused'],
    ['an address that no server could take', { code: 'EENVELOPE' }, false, 'refused'],
    ['a full mailbox', { code: 'EENVELOPE', responseCode: 452, permanent: false }, false, 'later'],
    ['a server that is busy after the text', { code: 'EMESSAGE', responseCode: 451, permanent: false }, true, 'later'],
    ['a server that is not there', { code: 'ESOCKET' }, false, 'later'],
    ['a wrong password', { code: 'EAUTH', responseCode: 535, permanent: true }, false, 'later'],
    ['a connection that ended before the text', { code: 'ECONNECTION' }, false, 'later'],
    ['a connection that ended within the text', { code: 'ECONNECTION' }, true, 'unknown'],
    ['silence after the text', { code: 'ETIMEDOUT' }, true, 'unknown'],
    ['something that is no error', undefined, false, 'later'],
  ])('after %s', (_case, error, begun, kind) => {
    expect(outcomeOf(error, begun).kind).toBe(kind);
  });

  it('says why in one short line', () => {
    expect(outcomeOf(new Error(`No\r\n  ${'x'.repeat(400)}`), false)).toEqual({
      kind: 'later',
      cause: 'unknown',
      reason: `No ${'x'.repeat(296)}…`,
    });
  });

  it('tries again after 1, 5, 10, 20 and 30 minutes, up to a fifth later, and then no more', () => {
    const minutes = (attempts: number, chance: number) => {
      const at = nextAttempt(attempts, NOW, chance);
      return at === null ? null : (at - NOW) / MINUTE;
    };
    expect([1, 2, 3, 4, 5, 6].map((attempts) => minutes(attempts, 0))).toEqual([1, 5, 10, 20, 30, null]);
    expect([1, 2, 3, 4, 5].map((attempts) => minutes(attempts, 1))).toEqual([1.2, 6, 12, 24, 36]);
  });
});
