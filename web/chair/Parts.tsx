import { Button } from '@mantine/core';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import type { StepView } from '../../agenda/show/show-view.ts';
import { ROUNDS_STAFF_TOPIC } from '../../breakouts/topics.ts';
import type { StaffRoundsView } from '../../breakouts/view.ts';
import { POLLS_STAFF_TOPIC } from '../../polls/topics.ts';
import type { PollLinesView } from '../../polls/view.ts';
import { onDemand } from '../shell/on-demand.tsx';
import { useServerNow, useTopic } from '../shell/use-live.ts';
import { pollBrief, pollsOfDay } from './day-polls.ts';
import { foremostRound, hasBreakout, roomsBrief, roundsOfDay } from './day-rooms.ts';
import type { PanelHands } from './panel-hands.ts';
import type { Picture } from './picture.ts';
import { countNew, nearPlaces } from './queue.ts';
import { StatusLine } from './StatusLine.tsx';
import { useQueues } from './use-queues.ts';

// The chair's day must run with what comes first; these come when they are needed.
const RoomsPanel = onDemand(() => import('./RoomsPanel.tsx').then((part) => part.RoomsPanel), {
  label: 'Loading the rooms',
  rows: 4,
});
const PollsPanel = onDemand(() => import('./PollsPanel.tsx').then((part) => part.PollsPanel), {
  label: 'Loading the polls',
  rows: 3,
});
const QuestionsPanel = onDemand(() => import('./QuestionsPanel.tsx').then((part) => part.QuestionsPanel), {
  label: 'Loading the questions',
  rows: 4,
});

export interface PartsProps {
  readonly slug: string;
  readonly zone: string;
  readonly dayId: string;
  readonly steps: readonly StepView[];
  readonly picture: Picture;
  readonly here: number | null;
  /** Whether the server cannot be reached. */
  readonly isOff: boolean;
  readonly mayEdit: boolean;
  readonly onSaid: (text: string) => void;
  /** Shows what a change of the day would move, before it is made. */
  readonly onAsk: (command: ShowCommand) => void;
  readonly hands: RefObject<PanelHands>;
  readonly roomHands: RefObject<PanelHands>;
  /** What leads to the parts, for the page's keys. */
  readonly leads: RefObject<Leads | null>;
  /** The last part. */
  readonly children: ReactNode;
}

export interface Leads {
  readonly rooms: () => void;
  readonly polls: () => void;
  readonly questions: () => void;
}

/** Rooms, polls, questions and what else there is beside the day, with the line that leads to each. */
export function Parts(props: PartsProps) {
  const { slug, zone, dayId, steps, picture, here, isOff, mayEdit, onSaid, hands, leads, children } = props;
  const { onAsk, roomHands } = props;
  const { state: rounds } = useTopic<StaffRoundsView>(hasBreakout(steps) ? ROUNDS_STAFF_TOPIC : null);
  const round = foremostRound(roundsOfDay(rounds?.rounds ?? [], dayId), steps);
  const { state: lines } = useTopic<PollLinesView>(POLLS_STAFF_TOPIC);
  const queues = useQueues(nearPlaces(steps).map(({ place }) => place));
  const live = lines ? pollsOfDay(lines.polls, dayId, steps).live : [];
  const rooms = usePart(round !== undefined && round.state !== 'planned');
  const polls = usePart(live.length > 0);
  const questions = usePart(false);
  useImperativeHandle(leads, () => ({ rooms: rooms.lead, polls: polls.lead, questions: questions.lead }));
  const now = useServerNow(1000);
  return (
    <>
      {hasBreakout(steps) && (
        <Part id="rooms" title="Rooms" part={rooms}>
          <RoomsPanel
            {...{ slug, zone, dayId, steps, isOff, mayEdit, onSaid, onAsk }}
            view={rounds}
            hands={roomHands}
          />
        </Part>
      )}
      <Part id="polls" title="Polls" part={polls}>
        <PollsPanel {...{ slug, zone, dayId, steps, picture, here, lines, isOff, mayEdit, onSaid, hands }} />
      </Part>
      <Part id="questions" title="Questions" part={questions}>
        <QuestionsPanel {...{ slug, steps, isOff, onSaid }} />
      </Part>
      {children}
      <StatusLine
        rooms={hasBreakout(steps) ? roomsBrief(round, now) : null}
        poll={pollBrief(live, here)}
        newQuestions={queues.every((queue) => queue === null) ? null : countNew(queues)}
        onRooms={rooms.lead}
        onPolls={polls.lead}
        onQuestions={questions.lead}
        onBanner={writeBanner}
      />
    </>
  );
}

export function writeBanner(): void {
  document.querySelector<HTMLInputElement>('input[name="banner"]')?.focus();
}

interface LedPart {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly isOpen: boolean;
  readonly flip: () => void;
  /** Opens it, in sight and with the focus on its heading. */
  readonly lead: () => void;
}

/** @param isWanted whether it is open until somebody says otherwise. */
function usePart(isWanted: boolean): LedPart {
  const heading = useRef<HTMLHeadingElement>(null);
  const [opened, open] = useState<boolean | null>(null);
  const [led, lead] = useState(0);
  useEffect(() => {
    if (led === 0) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [led]);
  const isOpen = opened ?? isWanted;
  return {
    ...{ heading, isOpen },
    flip: () => open(!isOpen),
    lead: () => {
      open(true);
      lead((count) => count + 1);
    },
  };
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly part: LedPart;
  readonly children: ReactNode;
}

function Part({ id, title, part: { heading, isOpen, flip }, children }: PartProps) {
  return (
    <section className="section chair-part" aria-labelledby={`${id}-title`}>
      <div className="chair-part-head">
        <h2 className="section-title" id={`${id}-title`} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button variant="default" className="scripted-only tall-button" aria-expanded={isOpen} onClick={flip}>
          {isOpen ? 'Hide' : 'Show'}
          <span className="visually-hidden"> the {title.toLowerCase()}</span>
        </Button>
      </div>
      {isOpen && children}
    </section>
  );
}
