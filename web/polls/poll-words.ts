/** The words of the organiser's page for what polls are, and what has become of them. */
import type { PollState } from '../../polls/poll.ts';
import type { PollKind, Secrecy } from '../../polls/schema.ts';

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
