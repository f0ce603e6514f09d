import { Button } from '@mantine/core';
import { useState } from 'react';
import { sessionName } from '../../breakouts/rounds/sessions.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { EditProblem } from '../organise/FormFrame.tsx';
import { useForm } from '../organise/use-form.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { Empty } from '../shell/Notice.tsx';
import { BreakoutsLink } from './BreakoutsLink.tsx';
import type { PartProps } from './part-props.ts';
import { useEverybody, useRoundEdits } from './queries.ts';
import { RoundForm } from './RoundForm.tsx';
import { newRoom, newRoomId, type RoundValues, roundSent, roundValues } from './round-form.ts';
import { isAhead, isRunning, peopleSentence } from './round-words.ts';
import { StateMark } from './StateMark.tsx';
import { ZoomFile } from './ZoomFile.tsx';

/** One round: its rooms, its files, and its end. */
export function RoundPart({ id, ...rest }: PartProps & { readonly id: string }) {
  const round = rest.rounds.find((each) => each.id === id);
  if (!round) return <Empty title="This round was removed." />;
  return <Round {...rest} round={round} />;
}

type RoundProps = PartProps & { readonly round: StaffRoundView };

function Round({ round, ...rest }: RoundProps) {
  const { slug, sessions, onGo, onSaid } = rest;
  const { change } = useRoundEdits(slug);
  const everybody = useEverybody(slug);
  const session = sessions.find(({ id }) => id === round.entry);
  const form = useForm(roundValues(round), async (values) => {
    const after = await change(round, roundSent(values, { id: round.entry, day: round.day }));
    onSaid('The rooms are saved.');
    return roundValues(after);
  });
  return (
    <>
      <h1 className="page-title" dir="auto">
        {session?.title ?? 'A session that is published no more'}
      </h1>
      <p className="breakouts-line">
        <StateMark state={round.state} />
        {session && <span>{sessionName(sessions, round.entry).split(':').slice(0, 2).join(':')}</span>}
        <span>{peopleSentence(round)}</span>
        <BreakoutsLink slug={slug} to={{ show: 'board', round: round.id, set: null }} onGo={onGo}>
          Who is where
        </BreakoutsLink>
      </p>
      {!isAhead(round.state) && <p className="breakouts-hint">{lockedText(round)}</p>}
      <RoundForm
        form={form}
        {...rest}
        own={round.id}
        people={everybody.data ?? []}
        state={round.state}
        label="Rooms"
        action="Save the rooms"
        further={isAhead(round.state) && <RemoveRound {...rest} round={round} />}
      />
      <ZoomFile slug={slug} round={round} />
    </>
  );
}

const lockedText = ({ state }: StaffRoundView): string =>
  isRunning(state)
    ? 'While a round runs, the links, facilitators and rapporteurs of its rooms may be changed.'
    : 'The rooms of a round that has closed stay as they were.';

/** A round that is not stored yet. */
export function NewRound({ entry, ...rest }: PartProps & { readonly entry: string }) {
  const { slug, sessions, rounds, onGo, onDone, onSaid } = rest;
  const { create } = useRoundEdits(slug);
  const everybody = useEverybody(slug);
  const session = sessions.find(({ id }) => id === entry);
  const [begun] = useState(() => ['Room 1', 'Room 2', 'Room 3'].map((name) => newRoom(newRoomId(), name)));
  const form = useForm<RoundValues>({ opens: 'agenda', rooms: begun }, async (values) => {
    const after = await create(roundSent(values, { id: entry, day: session?.dayId ?? '' }));
    onSaid('The round is set up. Deal people into its rooms next.');
    onDone({ show: 'round', id: after.id });
    return roundValues(after);
  });
  if (!session) return <Empty title="This session is published no more." />;
  if (rounds.some((round) => round.entry === entry)) return <Empty title="This breakout has rooms already." />;
  return (
    <>
      <h1 className="page-title" dir="auto">
        Rooms of {session.title}
      </h1>
      <RoundForm
        form={form}
        {...rest}
        own={null}
        people={everybody.data ?? []}
        state="planned"
        label="Rooms"
        action="Set up the round"
        isNew
        onCancel={() => onGo({ show: 'all' })}
      />
    </>
  );
}

function RemoveRound({ slug, round, onDone, onSaid }: RoundProps) {
  const { remove } = useRoundEdits(slug);
  const [state, setState] = useState<'idle' | 'asked' | 'busy'>('idle');
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setState('busy');
    try {
      await remove(round);
      onSaid('The round is removed.');
      onDone({ show: 'all' });
    } catch (failure) {
      setError(failure);
      setState('idle');
    }
  };
  return (
    <>
      <Button variant="default" onClick={() => setState('asked')}>
        Remove the round
      </Button>
      <EditProblem error={error} of="the round" />
      {state !== 'idle' && (
        <ConfirmDialog
          title="Remove this round?"
          action="Remove the round"
          busy={state === 'busy'}
          onCancel={() => setState('idle')}
          onConfirm={() => void confirm()}
        >
          <p>Its rooms go, with every set of places that was prepared for it. The session stays on the agenda.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
