import { describe, expect, test } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import type { Message } from '../../people/message.ts';
import { REGISTRATION_NEWS, registrationMail } from '../../people/registration/registration-mail.ts';
import { invitationMail, signInMail } from '../../people/sign-in/sign-in-mail.ts';

const TO = 'officer@example.org';
const LINK = 'https://plenum.example.org/sign-in/plenum_in_abc';
const PAGE = new URL('https://plenum.example.org/e/annual/me');
const event = { name: 'The annual event', helpdesk: 'help@example.org' } as unknown as EventRef;
const withoutHelp = { ...event, helpdesk: null };

const MAILS: readonly (readonly [string, Message])[] = [
  ['sign-in', signInMail(TO, LINK, '123456', event)],
  ['sign-in without an event', signInMail(TO, LINK, '123456', null)],
  ['a link sent by an organiser', signInMail(TO, LINK, null, withoutHelp)],
  ['invitation', invitationMail(TO, 'Risk officer, Estonia', LINK, event)],
  ...REGISTRATION_NEWS.map((news) => [news, registrationMail(TO, news, event, PAGE)] as const),
];

describe.each(MAILS)('the mail of %s', (_, { text }) => {
  test('has lines that no mail program breaks, and leads to one page', () => {
    const long = text.split('\n').filter((line) => line.length > 78);
    expect(long).toEqual([]);
    expect(text.match(/https?:/g)).toHaveLength(1);
  });

  test('speaks in whole sentences: each part begins with a capital and ends as a sentence does', () => {
    const parts = text.trim().split('\n\n').slice(1);
    const said = parts.filter((part) => !/^ {4}\d/.test(part));
    expect(said.filter((part) => !/^[A-Z]/.test(part))).toEqual([]);
    // What leads to a name or an address ends with a colon, and that stands on a line of its own.
    expect(said.filter((part) => !/(\.|:|:\n[^\n]+)$/.test(part))).toEqual([]);
    expect(text).not.toMatch(/[!;]/);
  });
});

test('a mail to sign in says what to do on either device, and what to do when nobody asked', () => {
  expect(signInMail(TO, LINK, '123456', event)).toEqual({
    to: TO,
    subject: 'Your sign-in link and code: The annual event',
    text: `Hello,

You asked to sign in to:
The annual event

Open this link to sign in:
https://plenum.example.org/sign-in/plenum_in_abc

It leads to a page with a button. The link works once, within 15 minutes.

If you read this mail on another device, type this code on the page where
you asked to sign in:

    123 456

Please pass on neither the link nor the code: whoever has one of them can
sign in as you, and nobody of the team will ask you for them. If you did not
ask for this mail, you need do nothing.

If you have questions, write to help@example.org.
`,
  });
});

test('a code is in no subject, which mail servers keep in their logs', () => {
  expect(MAILS.filter(([, { subject }]) => /\d/.test(subject))).toEqual([]);
});

test('whoever waits is told for what, and that another mail comes', () => {
  const { text } = registrationMail(TO, 'waiting-place', withoutHelp, PAGE);
  expect(text).toBe(`Hello,

Your registration has arrived. It is for:
The annual event

All places are taken, so you are on the waiting list. You will get another
mail as soon as there is a place for you.

On this page you can look at your registration, change it or withdraw it:
https://plenum.example.org/e/annual/me
`);
});
