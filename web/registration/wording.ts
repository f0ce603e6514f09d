/** What the registration page says. Instants are RFC 3339, zones IANA names. */
import type { OwnRegistration, RegistrationView } from '../../people/view.ts';
import { faceAt, plainDay, zoneCity } from '../clock-face.ts';

/** `29 December at 08:00 (Zurich)` */
export function momentText(at: string, zone: string): string {
  const { date, clock } = faceAt(Date.parse(at), zone);
  return `${plainDay(date)} at ${clock} (${zoneCity(zone)})`;
}

/** What anybody is told first, in one sentence. */
export function phaseSentence({ phase, opensAt, closesAt, event }: RegistrationView): string {
  if (phase === 'not-open' && opensAt !== null) {
    return `Registration opens on ${momentText(opensAt, event.timeZone)}.`;
  }
  if (phase === 'closed' && closesAt !== null) {
    return `Registration closed on ${momentText(closesAt, event.timeZone)}.`;
  }
  if (phase !== 'open') return 'Registration is not open yet. When it opens will be said on this page.';
  if (closesAt === null) return 'Registration is open.';
  return `Registration is open until ${momentText(closesAt, event.timeZone)}.`;
}

/** How full it is; null where nothing has to be said. */
export function placesSentence({ phase, placesLeft }: RegistrationView): string | null {
  if (phase !== 'open' || placesLeft === 'yes') return null;
  return placesLeft === 'waiting-list'
    ? 'All places are taken. Who registers now waits in line, and gets a place by itself when one becomes free.'
    : 'All places are taken, and there is no waiting list.';
}

export interface Standing {
  readonly tone: 'plain' | 'done' | 'late';
  readonly title: string;
  readonly text: string;
}

/** How somebody stands who has registered, or is asked to; null for whoever has only an address that may. */
export function standingOf({ state, waitingFor, placeInLine, email }: OwnRegistration, open: boolean): Standing | null {
  if (state === 'registered') {
    return { tone: 'done', title: 'You are registered.', text: `As ${email}. There is nothing more to do.` };
  }
  if (state === 'waiting' && waitingFor === 'approval') {
    return {
      tone: 'plain',
      title: 'Your registration waits for an organiser.',
      text: `When it is approved, a mail goes to ${email}.`,
    };
  }
  if (state === 'waiting') {
    return {
      tone: 'plain',
      title:
        placeInLine === null ? 'You are on the waiting list.' : `You are number ${placeInLine} on the waiting list.`,
      text: `When a place becomes free it is yours by itself, and a mail goes to ${email}.`,
    };
  }
  if (state === 'declined') {
    return {
      tone: 'plain',
      title: 'You do not take part.',
      text: open ? 'If you have changed your mind, register again below.' : 'You withdrew, or declined the invitation.',
    };
  }
  if (state === 'invited') {
    return {
      tone: 'plain',
      title: 'You are invited.',
      text: open ? `As ${email}. You take part once you have registered.` : `As ${email}.`,
    };
  }
  return null;
}
