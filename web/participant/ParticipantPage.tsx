import type { Helpdesk } from '../../agenda/schema.ts';
import type { NowView } from '../../agenda/show/show-view.ts';
import { ROUNDS_TOPIC } from '../../breakouts/topics.ts';
import type { RoundsView } from '../../breakouts/view.ts';
import type { OwnHelpView } from '../../people/help/help-schema.ts';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { useTopic, WrittenAt } from '../shell/use-live.ts';
import { AsOf } from '../show/AsOf.tsx';
import { SoundSwitch } from '../show/SoundSwitch.tsx';
import { useSound } from '../show/sound.ts';
import { ShownTime, ShownZones } from '../show/times.tsx';
import { useOwnZone } from '../show/use-own-zone.ts';
import { useRun } from '../show/use-run.ts';
import { Banners } from './Banners.tsx';
import { HelpMe } from './HelpMe.tsx';
import { NextUp } from './NextUp.tsx';
import { NowCard } from './NowCard.tsx';
import { dayPlace } from './now-words.ts';
import { Polls, type WrittenPolls } from './polls/Polls.tsx';
import { Rooms, type WrittenRooms } from './rooms/Rooms.tsx';
import { isOpen } from './rooms/room-words.ts';
import { WholeDay } from './WholeDay.tsx';

export interface ParticipantState {
  readonly session: Session;
  /** UTC milliseconds of the server's clock. */
  readonly at: number;
  readonly now: NowView;
  readonly polls: WrittenPolls;
  readonly rooms: WrittenRooms;
  readonly help: OwnHelpView;
  readonly helpdesk: Helpdesk;
  /** What the person has said of themselves. */
  readonly own: { readonly timeZone: string | null; readonly tags: readonly string[] };
}

/** What is on now, what is next, and where to click. */
export function ParticipantPage({ state }: { readonly state: ParticipantState }) {
  return (
    <WrittenAt value={state.at}>
      <SignedInShell session={state.session} here={`/e/${state.session.event.slug}`} saysAsOf>
        <Show state={state} />
      </SignedInShell>
    </WrittenAt>
  );
}

function Show({ state }: { readonly state: ParticipantState }) {
  const { session, own } = state;
  const followed = useTopic<NowView>('now', state.now);
  const view = followed.state ?? state.now;
  const { day, days } = view;
  const run = useRun(day);
  const zone = useOwnZone(own.timeZone);
  const sound = useSound(run?.left ?? null, run?.current?.id ?? null);
  const zones = { event: day?.timeZone ?? session.event.timeZone, own: zone };
  const { slug } = session.event;
  return (
    <ShownZones value={zones}>
      <div className="participant">
        <div className="participant-main">
          <header className="participant-head">
            <h1 className="participant-day">
              {day ? dayPlace(day.number, days).title : <bdi>{session.event.name}</bdi>}
            </h1>
            {run && (
              <p className="participant-clock">
                <span className="visually-hidden">It is </span>
                <ShownTime at={run.now} />
              </p>
            )}
          </header>
          <Banners view={view} roles={session.me?.roles ?? []} />
          <NowCard slug={slug} day={day} days={days} run={run} tags={own.tags} />
          <RoomsAndPolls state={state} run={run} today={day?.number ?? null} onCall={sound.ring} />
          {day && run && <NextUp run={run} />}
          {day && run && <WholeDay day={day} run={run} slug={slug} />}
        </div>
        <div className="participant-side">
          <HelpMe slug={slug} written={state.help} helpdesk={state.helpdesk} />
          <SoundSwitch {...sound} alsoFor=", and when a poll or your room opens" />
        </div>
      </div>
      <AsOf />
    </ShownZones>
  );
}

interface CallProps {
  readonly state: ParticipantState;
  readonly run: ReturnType<typeof useRun>;
  /** The number of the day that is on or comes next. */
  readonly today: number | null;
  /** Told when one is called to something new. */
  readonly onCall: () => void;
}

/** While rooms are open one's own comes first; else the poll that asks for something now, before the room of later. */
function RoomsAndPolls({ state: { session, polls, rooms }, run, today, onCall }: CallProps) {
  const view = useTopic<RoundsView>(ROUNDS_TOPIC, rooms.rounds).state ?? rooms.rounds;
  const { slug } = session.event;
  const participantId = session.me?.participantId ?? '';
  const shown = [
    <Rooms key="rooms" {...{ slug, view, run, today, onCall }} written={rooms} />,
    <Polls key="polls" {...{ slug, participantId }} written={polls} onOpening={onCall} />,
  ];
  return view.rounds.some(isOpen) ? shown : shown.reverse();
}
