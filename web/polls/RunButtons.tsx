import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PollContent } from '../../polls/schema.ts';
import type { PollStaffView } from '../../polls/view.ts';
import { EditProblem } from '../organise/FormFrame.tsx';
import { useWork } from '../organise/use-work.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { useServerNow } from '../shell/use-live.ts';
import { usePollEdits } from './queries.ts';
import { isOver, mayRemove, type Press, pressesFor } from './run-words.ts';

export interface RunButtonsProps {
  readonly slug: string;
  readonly poll: PollStaffView;
  readonly onSaid: (text: string) => void;
  readonly onGone: () => void;
}

/** What a poll is meant to come to; all else is there where it is needed. */
const LEADS_ON: readonly Press['command'][] = ['ready', 'open', 'close', 'show', 'show-answer'];

/** What can be done with a poll now, the first thing in front. */
export function RunButtons({ slug, poll, onSaid, onGone }: RunButtonsProps) {
  const { run, remove } = usePollEdits(slug);
  const { busy, error, work } = useWork(onSaid);
  const [asked, setAsked] = useState<Press | 'remove' | null>(null);
  const done = async (act: () => Promise<unknown>, said: string) => {
    const isDone = await work(act, said);
    setAsked(null);
    return isDone;
  };
  const press = (pressed: Press) => done(() => run(poll, { do: pressed.command }), pressed.said);
  const { question, kind } = poll.content as PollContent;
  const [newest] = poll.rounds;
  const now = useServerNow(1000);
  const isLast = poll.state === 'open' && isOver(newest?.closesAt ?? null, now);
  const presses = pressesFor({
    state: poll.state,
    kind,
    isAnswerShown: (newest?.answerShownAt ?? null) !== null,
    imported: poll.imported,
    fault: newest?.fault ?? null,
    isOver: isLast,
  });
  return (
    <>
      <div className="buttons polls-do">
        {presses.map((each, place) => (
          <Button
            key={each.command}
            variant={place === 0 && LEADS_ON.includes(each.command) ? 'filled' : 'default'}
            disabled={busy}
            onClick={() => (each.command === 'reopen' ? setAsked(each) : void press(each))}
          >
            {each.name}
          </Button>
        ))}
        {mayRemove(poll.state) && (
          <Button variant="default" disabled={busy} onClick={() => setAsked('remove')}>
            Remove
          </Button>
        )}
        {isLast && <p>It takes the ballots that are under way, and is counted then.</p>}
        {poll.state === 'closing' && !newest?.fault && <p>It is being counted.</p>}
      </div>
      <EditProblem error={error} of="the poll" />
      {asked === 'remove' && (
        <ConfirmDialog
          title="Remove this poll?"
          action="Remove the poll"
          busy={busy}
          onCancel={() => setAsked(null)}
          onConfirm={async () => {
            if (await done(() => remove(poll), `“${question}” is removed.`)) onGone();
          }}
        >
          <p>
            “<bdi>{question}</bdi>” goes with all its rounds, ballots and results. In the archive they would be kept.
          </p>
        </ConfirmDialog>
      )}
      {asked !== null && asked !== 'remove' && (
        <ConfirmDialog
          title="Open a new round?"
          action="Open a new round"
          busy={busy}
          onCancel={() => setAsked(null)}
          onConfirm={() => void press(asked)}
        >
          <p>Everybody may vote once more. What this round came to is kept and stays as it is.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
