import { Button } from '@mantine/core';
import { useContext } from 'react';
import { SUMMARY_FIELDS } from '../../breakouts/summary-fields.ts';
import type { RoundsView, SummaryView } from '../../breakouts/view.ts';
import type { OwnQuestionsView, QuestionsView } from '../../questions/view.ts';
import { faceAt } from '../clock-face.ts';
import { Notice } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { useServerNow, WrittenAt } from '../shell/use-live.ts';
import { AsOf } from '../show/AsOf.tsx';
import { Countdown } from '../show/Countdown.tsx';
import { ShownTime, ShownZones, zonesAt } from '../show/times.tsx';
import { useOwnZone } from '../show/use-own-zone.ts';
import { FieldBox } from './FieldBox.tsx';
import { RoomQuestions } from './RoomQuestions.tsx';
import { dueText, FIELD_WORDS, isNudged, statusOf } from './summary-words.ts';
import { useWriting, type WritingHere } from './use-writing.ts';
import { isUnsent } from './writing.ts';

export interface SummaryState {
  readonly session: Session;
  /** UTC milliseconds of the server's clock. */
  readonly at: number;
  readonly rounds: RoundsView;
  readonly summary: SummaryView;
  /** Whether whoever reads it may write it, too. */
  readonly mayWrite: boolean;
  /** Of the session on which the round hangs; null where it is not planned any more. */
  readonly title: string | null;
  readonly questions: QuestionsView | null;
  readonly own: OwnQuestionsView;
}

/** What a room brings to the plenary, written by its facilitator and rapporteur. */
export function SummaryPage({ state }: { readonly state: SummaryState }) {
  const { session } = state;
  const zones = { event: session.event.timeZone, own: useOwnZone(null) };
  return (
    <WrittenAt value={state.at}>
      <SignedInShell session={session} here="" saysAsOf>
        <ShownZones value={zones}>
          <div className="summary-page">
            <Summary state={state} />
            <RoomQuestions
              slug={session.event.slug}
              room={state.summary.room.name}
              isMember={session.me !== null}
              written={state.questions}
              own={state.own}
            />
          </div>
          <AsOf />
        </ShownZones>
      </SignedInShell>
    </WrittenAt>
  );
}

function Summary({ state }: { readonly state: SummaryState }) {
  const { session, summary, rounds, title, mayWrite } = state;
  const { slug } = session.event;
  const here = useWriting({ slug, participantId: session.me?.participantId ?? '', written: summary, rounds });
  const { view } = here.shown;
  const { name, topic } = view.room;
  return (
    <div className="summary">
      {title !== null && (
        <p className="summary-of" dir="auto">
          {title}
        </p>
      )}
      <h1 className="page-title" dir="auto">
        {name}
      </h1>
      {topic !== null && (
        <p className="summary-topic" dir="auto">
          {topic}
        </p>
      )}
      <Told here={here} />
      {mayWrite && !view.presented ? <Boxes here={here} /> : <Texts here={here} />}
    </div>
  );
}

/** The deadline, what the chair said, and how long the room is still open. */
function Told({ here: { shown, round, room } }: { readonly here: WritingHere }) {
  const now = useServerNow(1000);
  const zone = useZone(now);
  const { view } = shown;
  const due = dueText(view, now, zone);
  const left = view.dueAt === null || view.state === 'in' || view.presented ? null : Date.parse(view.dueAt) - now;
  const closes = round?.state === 'open' || round?.state === 'closing' ? round.closesAt : null;
  const messages = [...new Map([...(round?.messages ?? []), ...(room?.messages ?? [])].map((each) => [each.id, each]))];
  return (
    <>
      <p className="summary-due" data-late={(left !== null && left <= 0) || undefined}>
        {due}
        {left !== null && left > 0 && (
          <>
            {' '}
            <Countdown left={left} name="Until the summary is due" /> left.
          </>
        )}
      </p>
      {closes !== null && (
        <p className="summary-small">
          The rooms close at <ShownTime at={Date.parse(closes)} isAlone />.
        </p>
      )}
      <div className="summary-told" role="status">
        {isNudged(view) && (
          <Notice tone="late" title={`The chair asks for your summary, ${clockAt(view.nudgedAt, zone)}.`}>
            <p>The plenary waits for it. Press “Hand it in” when it is ready.</p>
          </Notice>
        )}
        {messages.map(([id, { text, at }]) => (
          <p className="summary-message" key={id} dir="auto">
            <span className="summary-small">From the chair, {clockAt(at, zone)}: </span>
            {text}
          </p>
        ))}
      </div>
    </>
  );
}

function Boxes({ here: { writing, shown } }: { readonly here: WritingHere }) {
  const zone = useZone(useServerNow(60_000));
  const { is, text } = statusOf(shown, zone);
  return (
    <>
      <div className="summary-bar" data-status={is}>
        <p className="summary-status" role="status">
          {text}
        </p>
        <HandIn {...{ writing, shown }} />
      </div>
      {SUMMARY_FIELDS.map((field) => (
        <FieldBox key={field} field={field} state={shown.fields[field]} writing={writing} />
      ))}
    </>
  );
}

function HandIn({ writing, shown }: Pick<WritingHere, 'writing' | 'shown'>) {
  const { fields, view } = shown;
  const isEmpty = SUMMARY_FIELDS.every((field) => fields[field].text.trim() === '');
  if (view.state === 'in') {
    return (
      <button type="button" className="plain-button flush-button" onClick={() => writing?.handIn(false)}>
        Take it back
      </button>
    );
  }
  return (
    <Button disabled={writing === null || isEmpty} onClick={() => writing?.handIn(true)}>
      Hand it in
    </Button>
  );
}

/** Once presented, and for those who only read it. What was typed too late is shown with it, and is not lost. */
function Texts({ here: { shown } }: { readonly here: WritingHere }) {
  const { view, fields } = shown;
  return (
    <dl className="summary-texts">
      {SUMMARY_FIELDS.map((field) => (
        <div key={field}>
          <dt>{FIELD_WORDS[field].label}</dt>
          <dd dir="auto">{view.texts[field] === '' ? <em>Nothing was written.</em> : view.texts[field]}</dd>
          {isUnsent(fields[field]) && (
            <dd className="summary-theirs" dir="auto">
              <p className="summary-small">Typed here after that, and not saved:</p>
              {fields[field].text}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function useZone(now: number): string {
  return zonesAt(now, useContext(ShownZones)).first;
}

function clockAt(time: string | null, zone: string): string {
  return time === null ? '' : faceAt(Date.parse(time), zone).clock;
}
