import { type RefObject, useEffect, useState } from 'react';
import type { StepView } from '../../agenda/show/show-view.ts';
import type { PollLinesView, PollLineView } from '../../polls/view.ts';
import type { Press } from '../polls/run-words.ts';
import { Empty, Loading } from '../shell/Notice.tsx';
import { serverNow } from '../shell/use-live.ts';
import { entryName, foremost, pollsOfDay, pressesOn } from './day-polls.ts';
import { PollRow } from './PollRow.tsx';
import type { PanelHands } from './panel-hands.ts';
import type { Picture } from './picture.ts';
import { usePollDesk } from './use-poll-desk.ts';

export interface PollsPanelProps {
  readonly slug: string;
  readonly zone: string;
  readonly dayId: string;
  readonly steps: readonly StepView[];
  readonly picture: Picture;
  /** How many have a page open; null until that was heard. */
  readonly here: number | null;
  /** Null until they were heard. */
  readonly lines: PollLinesView | null;
  /** Whether the server cannot be reached. */
  readonly isOff: boolean;
  readonly mayEdit: boolean;
  readonly onSaid: (text: string) => void;
  /** What the page's keys do with the poll that is chosen. */
  readonly hands: RefObject<PanelHands>;
}

/** The polls of the day in running order, to be opened, closed and shown. */
export function PollsPanel(props: PollsPanelProps) {
  const { slug, zone, dayId, steps, picture, here, lines, isOff, mayEdit, onSaid, hands } = props;
  const desk = usePollDesk(slug, onSaid);
  const [chosenId, choose] = useState<string | null>(null);
  const { live, archived, drafts } = pollsOfDay((lines?.polls ?? []).map(desk.current), dayId, steps);
  const chosen = live.find(({ id }) => id === chosenId) ?? foremost(live);
  useEffect(() => {
    hands.current = isOff || !chosen ? {} : handsOn(chosen, desk.command);
    return () => {
      hands.current = {};
    };
  });
  if (lines === null) return <Loading rows={3} label="Loading the polls" />;
  const row = (poll: PollLineView) => (
    <PollRow
      key={poll.id}
      {...{ poll, steps, picture, zone, here, desk, mayEdit }}
      isOff={isOff || desk.busy !== null}
      isChosen={poll.id === chosen?.id}
      isOpen={poll.id === chosenId}
      onChoose={() => choose(poll.id === chosenId ? null : poll.id)}
    />
  );
  return (
    <>
      {live.length === 0 && (
        <Empty title="This day has no poll that can be opened.">
          <p>Organisers make polls and make them ready.</p>
        </Empty>
      )}
      <ul className="poll-list">
        {live.map((poll, place) => (
          <li key={poll.id} data-state={poll.state} data-chosen={poll.id === chosen?.id || undefined}>
            {poll.entry !== live[place - 1]?.entry || place === 0 ? (
              <p className="poll-entry" dir="auto">
                {entryName(poll.entry, steps)}
              </p>
            ) : null}
            {row(poll)}
          </li>
        ))}
      </ul>
      {drafts > 0 && (
        <p className="poll-drafts">
          {drafts === 1 ? '1 draft is' : `${drafts} drafts are`} not ready yet.{' '}
          {mayEdit && (
            <a className="text-link" href={`/e/${slug}/organise/polls`}>
              Edit polls
            </a>
          )}
        </p>
      )}
      {archived.length > 0 && (
        <details className="poll-archive">
          <summary>Archived: {archived.length}</summary>
          <ul className="poll-list">
            {archived.map((poll) => (
              <li key={poll.id} data-state={poll.state}>
                {row(poll)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Which keys do something with a poll as it is; whether it can still be closed is asked when one is pressed. */
function handsOn(poll: PollLineView, command: ReturnType<typeof usePollDesk>['command']): PanelHands {
  const by = (...names: readonly Press['command'][]) => {
    const find = () => pressesOn(poll, serverNow()).find((each) => names.includes(each.command));
    const press = () => {
      const found = find();
      if (found) command(poll, found.command, found.said);
    };
    return find() && press;
  };
  const [open, close, show, hide] = [by('open'), by('close'), by('show', 'show-answer'), by('hide')];
  return { ...(open && { open }), ...(close && { close }), ...(show && { show }), ...(hide && { hide }) };
}
