/** What is said of a poll beside its question. Pure; instants are UTC milliseconds. */
import { GRACE } from '../../../polls/poll.ts';
import type { PaperView } from '../../../polls/view.ts';
import { faceAt } from '../../clock-face.ts';
import type { RefusalCode } from './ballots.ts';

/** Stated on the paper, in a sentence. */
export const SECRECY_SENTENCES: Readonly<Record<PaperView['secrecy'], string>> = {
  named: 'Named: organisers see who chose what.',
  unnamed: 'Unnamed: who chose what is stored, and shown to nobody.',
  secret: 'Secret: sealed when it is sent; after closing nobody can link it to you.',
};

/** Whether a vote can still be in time, as far as the page knows. */
export function takesVotes({ state, closesAt }: Pick<PaperView, 'state' | 'closesAt'>, now: number): boolean {
  return state === 'open' && (closesAt === null || now < Date.parse(closesAt) + GRACE);
}

/** `The poll closed at 14:07:10.` @param zone of the reader. */
export function closedText({ closesAt }: Pick<PaperView, 'closesAt'>, now: number, zone: string): string {
  const at = closesAt === null ? null : Date.parse(closesAt);
  if (at === null || at > now) return 'The poll is closed.';
  const seconds = String(Math.floor(at / 1000) % 60).padStart(2, '0');
  return `The poll closed at ${faceAt(at, zone).clock}:${seconds}.`;
}

/** What happened to a vote that does not count, what it means, and what to do. */
export function refusalText(code: RefusalCode, paper: PaperView, now: number, zone: string): string {
  switch (code) {
    case 'poll-not-open':
      return `${closedText(paper, now, zone)} Your vote was not counted.`;
    case 'other-round':
      return 'The poll was opened anew before your vote was confirmed. It does not count in this round; you can vote again.';
    case 'already-voted':
      return 'Your earlier vote is in, and the poll allows no change. This one was not counted.';
    case 'too-many-options':
      return `At most ${paper.most} can be chosen. Your vote was not counted; take one away and vote again.`;
    case 'too-few-options':
      return `At least ${paper.least} have to be chosen. Your vote was not counted; choose more and vote again.`;
    case 'unknown-option':
      return 'The options have changed since this page showed them. Your vote was not counted; load the page again.';
    case 'unauthenticated':
      return 'You are no longer signed in, so your vote was not counted. Sign in and vote again.';
    case 'forbidden':
    case 'not-found':
      return 'This poll is not open to you. Your vote was not counted.';
    default:
      return 'The server could not read your vote, so it was not counted. Load the page again and vote once more.';
  }
}

/** Whether the voter can do better at once. */
export function isMendable(code: RefusalCode): boolean {
  return ['other-round', 'too-many-options', 'too-few-options', 'bad-input'].includes(code);
}

/** `61 people, 118 answers`: apart where they are not the same. */
export function countText(people: number, answers: number, kind: PaperView['kind']): string {
  const voted = people === 1 ? '1 person' : `${people} people`;
  return kind === 'opinion' && answers !== people
    ? `${voted}, ${answers} ${answers === 1 ? 'answer' : 'answers'}`
    : voted;
}
