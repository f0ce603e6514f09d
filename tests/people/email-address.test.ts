import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDomain, emailAddress, mailDomain, readEmail } from '../../people/email-address.ts';

describe('a mail address', () => {
  it.each([
    ['anna@example.org', 'anna@example.org', 'anna@example.org'],
    ['  Anna.Lind@Example.ORG ', 'Anna.Lind@example.org', 'anna.lind@example.org'],
    ["o'brien+event@sub.example.org", "o'brien+event@sub.example.org", "o'brien+event@sub.example.org"],
    // Letters of full width, as some keyboards write them, are the plain ones.
    ['ａｎｎａ＠example.org', 'anna@example.org', 'anna@example.org'],
    ['kontakt@müller.example', 'kontakt@xn--mller-kva.example', 'kontakt@xn--mller-kva.example'],
  ])('is read: %j', (given, email, key) => {
    expect(readEmail(given)).toEqual({ ok: true, address: { email, key, domain: key.split('@')[1] } });
  });

  it.each([
    ['no at sign', 'anna.example.org'],
    ['nothing before the at sign', '@example.org'],
    ['nothing after it', 'anna@'],
    ['two of them', 'anna@evil.example@example.org'],
    ['a display name', 'Anna <anna@example.org>'],
    ['a quoted local part', '"anna"@example.org'],
    ['a comment', 'anna(x)@example.org'],
    ['two addresses', 'anna@example.org,otto@example.org'],
    ['two addresses, by semicolon', 'anna@example.org;otto@example.org'],
    ['a space inside', 'an na@example.org'],
    ['a header behind a line break', 'anna@example.org\r\nBcc: otto@example.org'],
    ['a line break alone', 'anna@exam\nple.org'],
    ['a Unicode line break', 'anna@example.org\u2028otto@example.org'],
    ['a NUL', 'anna\u0000@example.org'],
    ['an IP address for a domain', 'anna@[127.0.0.1]'],
    ['a bare IP address', 'anna@127.0.0.1'],
    ['a domain without a dot', 'anna@localhost'],
    ['a port', 'anna@example.org:25'],
    ['a path', 'anna@example.org/x'],
    ['a domain that ends in a dot', 'anna@example.org.'],
    ['a dot at the start', '.anna@example.org'],
    ['a long local part', `${'a'.repeat(65)}@example.org`],
    ['a long address', `anna@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example.org`],
  ])('is refused with %s', (_name, given) => {
    expect(readEmail(given)).toEqual({ ok: false, expected: expect.any(String) });
  });

  it('that looks like somebody else’s is refused, and the letter named', () => {
    expect(readEmail('аnna@example.org')).toEqual({
      ok: false,
      expected: 'an address of plain letters before the @: "а" is U+0430',
    });
  });

  it.each([
    ['anna@exаmple.org', 'а', 'U+0430'],
    ['anna@αrchive.example.org', 'α', 'U+03B1'],
  ])('with a domain that mixes alphabets is refused, and the letter named: %s', (given, letter, code) => {
    expect(readEmail(given)).toEqual({ ok: false, expected: `a domain of one alphabet: "${letter}" is ${code}` });
  });

  it('with a domain of another alphabet altogether is kept', () => {
    expect(readEmail('info@почта.example')).toMatchObject({ ok: true, address: { domain: 'xn--80a1acny.example' } });
  });

  it('with a domain that looks like another never equals it', () => {
    const [real, fake] = ['example.org', 'exаmple.org'].map(asciiDomain);
    expect([real, fake]).toEqual(['example.org', 'xn--exmple-4nf.org']);
  });

  it('is told apart from another by more than case', () => {
    const key = (text: string) => emailAddress.parse(text).key;
    expect(key('ANNA@EXAMPLE.ORG')).toBe(key('anna@example.org'));
    expect(key('anna@example.org')).not.toBe(key('anna@example.com'));
  });

  it('is too long when its domain is in ASCII, in which form mail is sent to it', () => {
    const domain = `${'ü.'.repeat(28)}example`;
    const fits = readEmail(`${'x'.repeat(20)}@${domain}`);
    expect(fits.ok && readEmail(fits.address.email)).toEqual(fits);
    expect(readEmail(`${'x'.repeat(64)}@${domain}`).ok).toBe(false);
  });

  it('is, whatever was typed, one line of ASCII with one @ and a domain of ours to compare', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.emailAddress(),
          fc.tuple(fc.string(), fc.constant('@a.org')).map((parts) => parts.join('')),
        ),
        (given) => {
          const read = readEmail(given);
          if (!read.ok) return;
          expect(read.address.email).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/);
          expect(readEmail(read.address.email)).toEqual(read);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a mail domain', () => {
  it.each([
    ['@Example.org', 'example.org'],
    [' customs.example.org ', 'customs.example.org'],
  ])('is read: %j', (given, domain) => {
    expect(mailDomain.parse(given)).toBe(domain);
  });

  it.each([
    '',
    'org',
    'exa mple.org',
    'anna@example.org',
    '*.example.org',
    'example.org/x',
    '10.0.0.1',
    '%65xample.org',
  ])('is refused: %j', (given) => {
    expect(mailDomain.safeParse(given).success).toBe(false);
  });
});
