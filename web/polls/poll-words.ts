/** The words of the organiser's page for what polls are, and what has become of them. */
import type { PollState } from '../../polls/poll.ts';
import type { PollKind, Secrecy } from '../../polls/schema.ts';
import type { PollLineView } from '../../polls/view.ts';
import { percent } from './result-rows.ts';

export const POLL_KIND_NAMES: Readonly<Record<PollKind, string>> = {
  opinion: 'Opinion',
  ranking: 'Ranking',
  scale: 'Scale',
  text: 'Short text',
  trivia: 'Trivia',
};

export const POLL_KIND_LEADS: Readonly<Record<PollKind, string>> = {
  opinion: 'One answer or several out of a list.',
  ranking: 'Options in an order, best first.',
  scale: 'One of five steps from 1 to 5.',
  text: 'A few words, gathered into a list and a cloud.',
  trivia: 'One answer, of which exactly one is correct.',
};

export const STATE_NAMES: Readonly<Record<PollState, string>> = {
  draft: 'Draft',
  ready: 'Ready',
  open: 'Open',
  closing: 'Being counted',
  closed: 'Closed',
  shown: 'Shown',
  archived: 'Archived',
};

export const SECRECY_NAMES: Readonly<Record<Secrecy, string>> = {
  named: 'Named',
  unnamed: 'Unnamed',
  secret: 'Secret',
};

/** What each secrecy means, as organisers choose it. */
export const SECRECY_LEADS: Readonly<Record<Secrecy, string>> = {
  named: 'Organisers see who chose what.',
  unnamed: 'Who chose what is stored, so that it can be changed, and shown to nobody.',
  secret: 'After closing nobody can link a ballot to its voter. No interim results, no breakdown, no points.',
};

/** `61 of 87 voted (70 %)`; empty before the first round. */
export function turnoutText({
  round,
  turnout,
  entitled,
}: Pick<PollLineView, 'round' | 'turnout' | 'entitled'>): string {
  if (round === 0) return '';
  if (entitled === null) return `${turnout} voted`;
  return `${turnout} of ${entitled} voted${entitled > 0 ? ` (${percent(turnout, entitled)})` : ''}`;
}
