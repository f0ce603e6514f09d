import type { ReactNode } from 'react';
import type { PollState } from '../../polls/poll.ts';
import type { PollKind } from '../../polls/schema.ts';
import type { PollLineView } from '../../polls/view.ts';
import { POLL_KIND_NAMES, SECRECY_NAMES, STATE_NAMES } from './poll-words.ts';
import { turnoutText } from './turnout-words.ts';

/** A poll in a line below its question: how it stands, what it is, who voted. */
export function PollLine({ poll }: { readonly poll: PollLineView }) {
  const turnout = turnoutText(poll, null);
  return (
    <p className="poll-line">
      <StateMark state={poll.state} />
      <PollKindMark kind={poll.kind} />
      <span>{SECRECY_NAMES[poll.secrecy]}</span>
      {poll.quiz !== null && (
        <span>
          Quiz: <bdi>{poll.quiz}</bdi>
        </span>
      )}
      {turnout !== '' && <span className="poll-turnout">{turnout}</span>}
      {poll.fault !== null && <strong className="poll-fault">It could not be counted</strong>}
    </p>
  );
}

export function StateMark({ state }: { readonly state: PollState }) {
  return (
    <span className="poll-state" data-state={state}>
      {STATE_NAMES[state]}
    </span>
  );
}

const OUTLINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const;

/** One shape a kind, told apart without colour; always beside its word. */
const SHAPES: Readonly<Record<PollKind, ReactNode>> = {
  opinion: <path d="M1.5 2.5h9v5.5h-4.5l-2.5 2.25v-2.25h-2z" {...OUTLINE} />,
  ranking: <path d="M1.5 2.5h9M1.5 6h6M1.5 9.5h3" {...OUTLINE} />,
  scale: <path d="M1 6h10M2 4v4M6 4v4M10 4v4" {...OUTLINE} />,
  text: <path d="M2 2.75h8M6 2.75v7" {...OUTLINE} />,
  trivia: <path d="M4 4.25a2 2 0 1 1 2.75 1.9q-.75.4-.75 1.35M6 9v1.25" {...OUTLINE} />,
};

export function PollKindMark({ kind }: { readonly kind: PollKind }) {
  return (
    <span className="kind">
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[kind]}
      </svg>
      {POLL_KIND_NAMES[kind]}
    </span>
  );
}
