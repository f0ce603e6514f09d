/** The words of the mails that tell somebody how they stand. They hold no name and no secret. */
import type { EventRef } from '../event-directory.ts';
import type { Message } from '../message.ts';

export const REGISTRATION_NEWS = ['registered', 'waiting-approval', 'waiting-place', 'approved', 'promoted'] as const;
export type RegistrationNews = (typeof REGISTRATION_NEWS)[number];

const SUBJECTS: Readonly<Record<RegistrationNews, string>> = {
  registered: 'You are registered',
  'waiting-approval': 'Your registration waits for approval',
  'waiting-place': 'You are on the waiting list',
  approved: 'Your registration is approved',
  promoted: 'You have a place now',
};

const SENTENCES: Readonly<Record<RegistrationNews, string>> = {
  registered: 'You are registered for:',
  'waiting-approval': 'An organiser will look at your registration, and you will get another mail\nthen. It is for:',
  'waiting-place':
    'All places are taken. You are on the waiting list, and you will get another\nmail as soon as a place is free. The list is for:',
  approved: 'An organiser has approved your registration, and you have a place. It is for:',
  promoted: 'A place has become free, and it is yours. You were on the waiting list, and\nyou are registered now for:',
};

/** @param page where people see and change what they registered. */
export function registrationMail(to: string, news: RegistrationNews, event: EventRef, page: URL): Message {
  const parts = [
    'Hello,',
    `${SENTENCES[news]}\n${event.name}`,
    `Here you see it, change it or withdraw it:\n${page.href}`,
    ...(event.helpdesk === null ? [] : [`Questions? Write to ${event.helpdesk}.`]),
  ];
  return { to, subject: `${SUBJECTS[news]}: ${event.name}`, text: `${parts.join('\n\n')}\n` };
}
