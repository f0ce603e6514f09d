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

/** What stands before the name of the event, and what after it. */
const SENTENCES: Readonly<Record<RegistrationNews, readonly string[]>> = {
  registered: ['You are registered for:'],
  'waiting-approval': [
    'Your registration has arrived. It is for:',
    'An organiser has to approve it first. You will get another mail then.',
  ],
  'waiting-place': [
    'Your registration has arrived. It is for:',
    'All places are taken, so you are on the waiting list. You will get another\nmail as soon as there is a place for you.',
  ],
  approved: ['An organiser has approved your registration. You are now registered for:'],
  promoted: ['A place has become free, and it is yours. You are now registered for:'],
};

/** @param page where people see and change what they registered. */
export function registrationMail(to: string, news: RegistrationNews, event: EventRef, page: URL): Message {
  const [before, ...after] = SENTENCES[news];
  const parts = [
    'Hello,',
    `${before}\n${event.name}`,
    ...after,
    `On this page you can look at your registration, change it or withdraw it:\n${page.href}`,
    ...(event.helpdesk === null ? [] : [`If you have questions, write to ${event.helpdesk}.`]),
  ];
  return { to, subject: `${SUBJECTS[news]}: ${event.name}`, text: `${parts.join('\n\n')}\n` };
}
