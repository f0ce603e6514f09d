import { Button } from '@mantine/core';
import { type FormEvent, useContext, useId, useState } from 'react';
import type { PaperView } from '../../../polls/view.ts';
import { newClientId } from '../../shell/client-id.ts';
import { type Draft, draftFault, EMPTY_DRAFT, limitsText } from './draft.ts';
import { OptionList } from './OptionList.tsx';
import { OwnChoice } from './OwnChoice.tsx';
import { SECRECY_SENTENCES } from './poll-words.ts';
import { Ranking } from './Ranking.tsx';
import { ShortText } from './ShortText.tsx';
import { type OwnBallot, useFate, useOwnBallot, VotingHere } from './use-ballots.ts';

export interface BallotProps {
  readonly paper: PaperView;
  /** The element that says what is asked. */
  readonly titleId: string;
}

/** The paper while it may be filled in: not while a vote is on its way, and once it is in only to change it. */
export function Ballot({ paper, titleId }: BallotProps) {
  const own = useOwnBallot(paper.id, paper.round);
  const fate = useFate(paper.id, paper.round);
  const [isChanging, setChanging] = useState(false);
  if (fate?.is === 'sending') return <OwnChoice paper={paper} own={asOwn(paper, fate.ballot)} />;
  if (own && !isChanging) {
    return (
      <>
        <OwnChoice paper={paper} own={own} />
        <p className="poll-small">{SECRECY_SENTENCES[paper.secrecy]}</p>
        {paper.mayChange && (
          <button type="button" className="plain-button flush-button" onClick={() => setChanging(true)}>
            Change my vote
          </button>
        )}
      </>
    );
  }
  const last = fate ? asOwn(paper, fate.ballot) : own;
  return (
    <Form paper={paper} titleId={titleId} before={last} isChange={own !== null} onCast={() => setChanging(false)} />
  );
}

function asOwn({ id, round }: PaperView, ballot: Pick<Draftable, 'options' | 'text'>): OwnBallot {
  return { poll: id, round, options: ballot.options ? [...ballot.options] : null, text: ballot.text ?? null };
}

interface Draftable {
  readonly options?: readonly string[];
  readonly text?: string;
}

interface FormProps extends BallotProps {
  /** What was sent last, to begin with. */
  readonly before: OwnBallot | null;
  readonly isChange: boolean;
  readonly onCast: () => void;
}

function Form({ paper, titleId, before, isChange, onCast }: FormProps) {
  const { ballots } = useContext(VotingHere);
  const [draft, setDraft] = useState<Draft>(() => draftOf(paper, before));
  const [fault, setFault] = useState<string | null>(null);
  const faultId = useId();
  const change = (changed: Draft) => {
    setDraft(changed);
    setFault(null);
  };
  const cast = (event: FormEvent) => {
    event.preventDefault();
    const missing = draftFault(draft, paper);
    setFault(missing);
    if (missing !== null || !ballots) return;
    const choice = paper.kind === 'text' ? { text: draft.text.trim() } : { options: draft.options };
    ballots.cast({ id: newClientId(), poll: paper.id, round: paper.round, ...choice });
    onCast();
  };
  return (
    <form className="poll-form" onSubmit={cast} noValidate>
      <p className="poll-limits">{limitsText(paper, paper.options.length)}</p>
      <Fields paper={paper} titleId={titleId} draft={draft} onChange={change} />
      <p className="poll-fault" id={faultId} role="alert">
        {fault}
      </p>
      <div className="poll-send">
        <Button type="submit" className="tall-button vote-button scripted-only">
          {isChange ? 'Change my vote' : 'Vote'}
        </Button>
        <p className="poll-small">{SECRECY_SENTENCES[paper.secrecy]}</p>
      </div>
    </form>
  );
}

interface FieldsProps extends BallotProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function Fields({ paper, titleId, draft, onChange }: FieldsProps) {
  if (paper.kind === 'text') {
    return <ShortText titleId={titleId} value={draft.text} onChange={(text) => onChange({ ...draft, text })} />;
  }
  const List = paper.kind === 'ranking' ? Ranking : OptionList;
  return (
    <List
      paper={paper}
      titleId={titleId}
      chosen={draft.options}
      onChange={(options) => onChange({ ...draft, options })}
    />
  );
}

/** Options that the paper no longer has are let go. */
function draftOf({ options }: PaperView, before: OwnBallot | null): Draft {
  if (!before) return EMPTY_DRAFT;
  const known = new Set(options.map(({ id }) => id));
  return { options: (before.options ?? []).filter((id) => known.has(id)), text: before.text ?? '' };
}
