import { Button } from '@mantine/core';
import { type BreakoutSession, clockOf } from '../../breakouts/rounds/sessions.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { countOf } from '../agenda/wording.ts';
import { shortDay } from '../clock-face.ts';
import { Said } from '../organise/Said.tsx';
import { Empty } from '../shell/Notice.tsx';
import { BreakoutsLink } from './BreakoutsLink.tsx';
import type { PartProps } from './part-props.ts';
import { peopleSentence } from './round-words.ts';
import { StateMark } from './StateMark.tsx';

export interface OverviewProps extends PartProps {
  readonly said: string;
}

/** Which breakout has rooms, and who is in them. */
export function Overview(props: OverviewProps) {
  const { sessions, rounds, said, onGo } = props;
  const without = sessions.filter(({ id }) => !rounds.some(({ entry }) => entry === id));
  const loose = rounds.filter(({ entry }) => !sessions.some(({ id }) => id === entry));
  const isDealt = rounds.some(({ set }) => set !== null) && dealable(rounds).every(({ unplaced }) => unplaced === 0);
  return (
    <>
      <div className="breakouts-head">
        <h1 className="page-title">Breakouts</h1>
        <p className="breakouts-sum">{sumText(sessions, without, rounds)}</p>
      </div>
      <Said text={said} />
      <div className="buttons breakouts-do">
        {without.length > 0 && (
          <Button variant={rounds.length === 0 ? 'filled' : 'default'} onClick={() => onGo({ show: 'set-up' })}>
            Set up rounds for every breakout
          </Button>
        )}
        {rounds.length > 0 && (
          <Button variant={isDealt || without.length > 0 ? 'default' : 'filled'} onClick={() => onGo({ show: 'deal' })}>
            Deal people into rooms
          </Button>
        )}
        <Button variant="default" onClick={() => onGo({ show: 'settings' })}>
          Settings and rules
        </Button>
      </div>
      {sessions.length === 0 ? (
        <Empty title="No breakout is published yet.">
          <p>Breakouts are sessions of the agenda. Once it is published with some, their rooms are set up here.</p>
        </Empty>
      ) : (
        <Days {...props} />
      )}
      {loose.length > 0 && (
        <section className="section">
          <h2 className="section-title">Of sessions that are published no more</h2>
          <ul className="breakouts-list">
            {loose.map((round) => (
              <li key={round.id} className="breakouts-round">
                <RoundLines {...props} round={round} title="A session that is published no more" />
              </li>
            ))}
          </ul>
        </section>
      )}
      {rounds.length > 0 && (
        <section className="section" aria-labelledby="summaries">
          <h2 className="section-title" id="summaries">
            Summaries
          </h2>
          <Summaries {...props} />
        </section>
      )}
    </>
  );
}

/** What leaves of the rounds that have closed, and which rooms owe theirs. */
function Summaries({ slug, rounds, sessions }: OverviewProps) {
  const closed = rounds.filter(({ state }) => state === 'closed' || state === 'reported');
  if (closed.length === 0)
    return <p className="section-lead">There are none yet: they can be taken away once a breakout has closed.</p>;
  const owed = closed.flatMap((round) =>
    round.rooms.filter(({ summary }) => summary !== 'in').map((room) => ({ round, room })),
  );
  const dayOf = ({ entry }: StaffRoundView) => sessions.find(({ id }) => id === entry)?.day ?? null;
  return (
    <>
      <p className="section-lead">
        What the rooms of {countOf(closed.length, 'closed breakout')} wrote, by theme.{' '}
        {owed.length === 0 && 'All summaries are in.'}
      </p>
      <p className="breakouts-files">
        {FORMATS.map(([format, name]) => (
          <a key={format} className="text-link" href={`/api/events/${slug}/breakouts/summaries.${format}`} download>
            {name}
          </a>
        ))}
      </p>
      {owed.length > 0 && (
        <>
          <h3 className="breakouts-part-title breakouts-owed">Not handed in: {owed.length}</h3>
          <ul className="breakouts-list">
            {owed.map(({ round, room }) => (
              <li key={room.id}>
                {dayOf(round) !== null && `Day ${dayOf(round)}, `}
                <bdi>{room.name}</bdi>
                {room.topic !== null && (
                  <>
                    {' · '}
                    <bdi>{room.topic}</bdi>
                  </>
                )}
                : {room.summary === 'draft' ? 'a draft' : 'missing'}. <OwedLink slug={slug} round={round} room={room} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface OwedLinkProps {
  readonly slug: string;
  readonly round: StaffRoundView;
  readonly room: StaffRoundView['rooms'][number];
}

/** What the plenary has heard stays as it is. */
function OwedLink({ slug, round, room: { id, name, summary } }: OwedLinkProps) {
  const isHeard = round.report.find(({ room }) => room === id)?.state !== 'ahead';
  if (isHeard && summary === 'none') return null;
  return (
    <a className="text-link tall-link" href={`/e/${slug}/rooms/${round.id}/${id}/summary`}>
      {isHeard ? 'Read it' : summary === 'draft' ? 'Read or hand it in' : 'Write it'}
      <span className="visually-hidden"> for {name}</span>
    </a>
  );
}

const FORMATS = [
  ['md', 'For reading (Markdown)'],
  ['csv', 'As a table (CSV)'],
  ['json', 'As data (JSON)'],
] as const;

/** Of one that has closed, whoever had no place needs none any more. */
const dealable = (rounds: readonly StaffRoundView[]) =>
  rounds.filter(({ state }) => state !== 'closed' && state !== 'reported');

function sumText(
  sessions: readonly BreakoutSession[],
  without: readonly BreakoutSession[],
  rounds: readonly StaffRoundView[],
): string {
  if (sessions.length === 0) return '';
  const all = countOf(sessions.length, 'breakout');
  if (without.length > 0) return `${without.length} of ${all} ${without.length === 1 ? 'has' : 'have'} no rooms yet.`;
  const undealt = rounds.filter(({ set }) => set === null).length;
  if (undealt > 0) return `All have rooms; in ${undealt} of ${all} nobody has a place yet.`;
  const most = Math.max(0, ...dealable(rounds).map(({ unplaced }) => unplaced));
  if (most > 0) return `All have rooms; ${most === 1 ? '1 person has' : `up to ${most} people have`} no place yet.`;
  return `Everybody is dealt into the rooms of ${all}.`;
}

function Days(props: OverviewProps) {
  const { sessions } = props;
  const days = [...new Map(sessions.map((session) => [session.day, session])).values()];
  return (
    <div className="breakouts-days">
      {days.map(({ day, date }) => (
        <section key={day} aria-label={`Day ${day}`}>
          <h2 className="breakouts-day-title">
            Day {day} <span className="breakouts-day-date">{shortDay(date)}</span>
          </h2>
          <ol>
            {sessions
              .filter((session) => session.day === day)
              .map((session) => (
                <li key={session.id} className="breakouts-round">
                  <SessionRow {...props} session={session} />
                </li>
              ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function SessionRow(props: OverviewProps & { readonly session: BreakoutSession }) {
  const { slug, session, rounds, onGo } = props;
  const round = rounds.find(({ entry }) => entry === session.id);
  const planned = clockOf(session.start);
  const expected = session.expectedStart === null ? planned : clockOf(session.expectedStart);
  return (
    <>
      <p className="breakouts-when">
        {expected !== planned && <s>{planned}</s>} {expected} to {clockOf(session.end)}
      </p>
      {round ? (
        <RoundLines {...props} round={round} title={session.title} />
      ) : (
        <>
          <h3 className="breakouts-title" dir="auto">
            {session.title}
          </h3>
          <p className="breakouts-missing">No rooms yet</p>
          <p className="breakouts-links">
            <BreakoutsLink slug={slug} to={{ show: 'new', entry: session.id }} onGo={onGo}>
              Set up rooms<span className="visually-hidden"> of {session.title}</span>
            </BreakoutsLink>
          </p>
        </>
      )}
    </>
  );
}

interface RoundLinesProps extends OverviewProps {
  readonly round: StaffRoundView;
  readonly title: string;
}

function RoundLines({ slug, round, title, onGo }: RoundLinesProps) {
  const { id, rooms, state, set } = round;
  const isIn = rooms.filter(({ summary }) => summary === 'in').length;
  return (
    <>
      <h3 className="breakouts-title" dir="auto">
        {title}
      </h3>
      <p className="breakouts-line">
        <StateMark state={state} />
        <span>{peopleSentence(round)}</span>
        {(state === 'closed' || state === 'reported') && (
          <span>
            {isIn} of {rooms.length} summaries in.
          </span>
        )}
      </p>
      <ul className="breakouts-rooms">
        {rooms.map((room) => (
          <li key={room.id}>
            <bdi className="breakouts-room-name">{room.name}</bdi>
            {room.topic !== null && <bdi>{room.topic}</bdi>}
            <span className="breakouts-size">{set === null ? '' : room.size}</span>
          </li>
        ))}
      </ul>
      <p className="breakouts-links">
        <BreakoutsLink slug={slug} to={{ show: 'board', round: id, set: null }} onGo={onGo}>
          Who is where<span className="visually-hidden"> in {title}</span>
        </BreakoutsLink>
        <BreakoutsLink slug={slug} to={{ show: 'round', id }} onGo={onGo}>
          Rooms and files<span className="visually-hidden"> of {title}</span>
        </BreakoutsLink>
      </p>
    </>
  );
}
