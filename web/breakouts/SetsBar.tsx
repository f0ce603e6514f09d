import { Button } from '@mantine/core';
import { useState } from 'react';
import { sessionName } from '../../breakouts/rounds/sessions.ts';
import type { NewSet } from '../../breakouts/schema.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { EditProblem } from '../organise/FormFrame.tsx';
import { useWork } from '../organise/use-work.ts';
import { Select } from '../shell/fields.tsx';
import { BreakoutsLink } from './BreakoutsLink.tsx';
import type { PartProps } from './part-props.ts';
import { useRoundEdits } from './queries.ts';
import { isAhead, SOURCE_NAMES } from './round-words.ts';

export interface SetsBarProps extends PartProps {
  readonly round: StaffRoundView;
  /** The set on the board. */
  readonly shown: string | null;
}

const LONGEST_NAME = 80;

/** The sets of a round: which is in use, which is looked at, and how more are made. */
export function SetsBar({ round, shown, ...rest }: SetsBarProps) {
  const { slug, onGo, onDone, onSaid } = rest;
  const { command, addSet, removeSet } = useRoundEdits(slug);
  const { busy, error, work } = useWork(onSaid);
  const line = round.sets.find(({ id }) => id === shown);
  const isInUse = line !== undefined && line.id === round.set;
  const isOver = round.state === 'closed' || round.state === 'reported';
  const make = (made: NewSet, said: string) =>
    work(async () => {
      const { id } = await addSet(round.id, made);
      onDone({ show: 'board', round: round.id, set: id });
    }, said);
  return (
    <section className="sets" aria-label="Sets of places">
      {round.sets.length > 0 && (
        <ul className="sets-list">
          {round.sets.map(({ id, name, source, places }) => (
            <li key={id} aria-current={id === shown ? 'true' : undefined}>
              <BreakoutsLink slug={slug} to={{ show: 'board', round: round.id, set: id }} onGo={onGo}>
                <bdi>{name}</bdi>
              </BreakoutsLink>
              <span className="sets-of">
                {SOURCE_NAMES[source]}, {places === 1 ? '1 place' : `${places} places`}
              </span>
              {id === round.set && <strong className="sets-used">In use</strong>}
            </li>
          ))}
        </ul>
      )}
      {!isOver && line && !isInUse && isAhead(round.state) && (
        <Button
          className="tall-button"
          disabled={busy}
          onClick={() => void work(() => command(round, { do: 'use', set: line.id }), `“${line.name}” is in use.`)}
        >
          Take into use
        </Button>
      )}
      {!isOver && (
        // Folded again as soon as another set is shown.
        <details key={shown} className="sets-more" open={line === undefined}>
          <summary>{line ? 'Copy, remove or add sets' : 'Make a set'}</summary>
          <div className="buttons">
            {line && (
              <Button
                variant="default"
                disabled={busy}
                onClick={() =>
                  void make(
                    { from: 'copy', set: line.id, name: `${line.name.slice(0, LONGEST_NAME - 6)}, copy` },
                    `This is a copy of “${line.name}”.`,
                  )
                }
              >
                Copy this set
              </Button>
            )}
            {line && !isInUse && (
              <Button
                variant="default"
                disabled={busy}
                onClick={() =>
                  void work(async () => {
                    await removeSet(round.id, line);
                    onDone({ show: 'board', round: round.id, set: null });
                  }, `“${line.name}” is removed.`)
                }
              >
                Remove this set
              </Button>
            )}
            <Button
              variant="default"
              disabled={busy}
              onClick={() => void make({ from: 'empty', name: 'By hand' }, 'This set is empty.')}
            >
              New empty set
            </Button>
          </div>
          <AsLastTime {...rest} round={round} busy={busy} onMake={make} />
        </details>
      )}
      <EditProblem error={error} of="the round" />
    </section>
  );
}

interface AsLastTimeProps extends PartProps {
  readonly round: StaffRoundView;
  readonly busy: boolean;
  readonly onMake: (made: NewSet, said: string) => Promise<boolean>;
}

function AsLastTime({ round, rounds, sessions, busy, onMake }: AsLastTimeProps) {
  const others = rounds.filter(({ id, set }) => id !== round.id && set !== null);
  const [from, setFrom] = useState('');
  const chosen = others.find(({ id }) => id === from) ?? others[0];
  if (!chosen) return null;
  return (
    <div className="breakouts-copy">
      <Select
        label="As in another round"
        value={chosen.id}
        onChange={setFrom}
        choices={others.map(({ id, entry }) => ({ value: id, label: sessionName(sessions, entry) }))}
      />
      <Button
        variant="default"
        className="tall-button"
        disabled={busy}
        onClick={() =>
          void onMake(
            { from: 'round', round: chosen.id, name: 'As last time' },
            'People are where they were in the other round.',
          )
        }
      >
        Make a set as there
      </Button>
    </div>
  );
}
