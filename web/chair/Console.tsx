import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ConsoleView } from '../../agenda/show/show-view.ts';
import { instant } from '../../kernel/time.ts';
import { dayAndMonth, faceAt, zoneCity } from '../clock-face.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { onDemand } from '../shell/on-demand.tsx';
import { PageKeys } from '../shell/PageKeys.tsx';
import { useLostSince } from '../shell/page-life.ts';
import { serverNow, useServerNow } from '../shell/use-live.ts';
import { clockWithSeconds } from '../show/AsOf.tsx';
import { SoundSwitch } from '../show/SoundSwitch.tsx';
import { stepTitle } from '../show/show-words.ts';
import { useSound } from '../show/sound.ts';
import { Banners } from './Banners.tsx';
import { BigClock, PhaseMark } from './BigClock.tsx';
import { Conflicts } from './Conflicts.tsx';
import { Control, TroubleNotice } from './Control.tsx';
import { Controls, type Hand } from './Controls.tsx';
import type { ChairPageState } from './chair-state.ts';
import { helpText, MOMENT_WORDS, titleIn } from './chair-words.ts';
import { DayList } from './DayList.tsx';
import { DaySwitch } from './DaySwitch.tsx';
import { Facts } from './Facts.tsx';
import { handOf, skippedBy } from './hand.ts';
import { type Leads, Parts, writeBanner } from './Parts.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import type { PanelHands } from './panel-hands.ts';
import { type Picture, pictureAt } from './picture.ts';
import { useConsole } from './use-console.ts';
import { type Desk, useDesk } from './use-desk.ts';

// A day is over once: what is said then need not be there before.
const HandOver = onDemand(() => import('./HandOver.tsx').then((part) => part.HandOver), {
  label: 'Loading the hand-over',
  rows: 4,
});

export interface ConsoleProps extends ChairPageState {
  readonly written: ConsoleView;
}

export function Console({ session, self, day, days, written }: ConsoleProps) {
  const { slug, name } = session.event;
  const { view, asOf, here, accept } = useConsole(written.day.number, written);
  const { number, date, timeZone: zone, run, chairs } = view.day;
  const now = instant(useServerNow(1000));
  const picture = pictureAt(run, now);
  const desk = useDesk({ slug, view, self, onView: accept });
  const [chosen, choose] = useState<string | null>(null);
  const [isEnding, setEnding] = useState(false);
  const pollHands = useRef<PanelHands>({});
  const roomHands = useRef<PanelHands>({});
  const leads = useRef<Leads>(null);
  const wasTaken = useWasTaken(view, self);
  useFreshPreview(desk, view);
  const isLost = useLostSince() !== null;
  const sound = useSound(picture.current ? picture.left : null, picture.current?.id ?? null);
  const blocked = blockedText(view, self, isLost);
  const isOff = blocked !== null || desk.busy;
  const hand = handOf({
    ...{ picture, chosen, isOff, now: serverNow() },
    mayUndo: view.undo !== null,
    ...{ ask: desk.ask, act: desk.act, undo: desk.undo },
    endDay: () => setEnding(true),
  });
  const skipped = skippedBy(picture, chosen);
  const adjusted = picture.current ?? picture.next;
  return (
    <>
      <header className="chair-head">
        <h1 className="chair-title">
          <PhaseMark moment={picture.moment} />
          <span>
            Day {number}, {dayAndMonth(date)}
          </span>
        </h1>
        <p className="chair-facts">
          <span className="chair-now">
            {faceAt(now, zone).clock} {zoneCity(zone)}
          </span>
          {here !== null && <span className="chair-here">{here} here</span>}
          {asOf !== null && (
            <strong className="chair-as-of">As of {clockWithSeconds(asOf, zone)}, without a live connection</strong>
          )}
          {chairs.length > 0 && <span dir="auto">Chair: {chairs.join('; ')}</span>}
        </p>
        <DaySwitch slug={slug} days={days} shown={number} />
      </header>
      <Control
        {...{ self, zone, wasTaken }}
        isOver={picture.moment === 'over'}
        control={view.control}
        isOff={isLost || desk.busy}
        trouble={desk.trouble}
        onTake={desk.takeControls}
      />
      <div className="chair-deck">
        <div>
          <BigClock picture={picture} zone={zone} />
          <SoundSwitch {...sound} />
        </div>
        <div className="chair-side">
          <Facts picture={picture} zone={zone} />
          <Controls
            {...{ picture, hand, blocked }}
            stale={asOf === null || isLost ? null : STALE}
            undoes={view.undo}
            skips={skipped === null ? null : titleIn(run, skipped)}
            adjusts={adjusted ? stepTitle(adjusted) : null}
          />
          <p className="chair-said" role="status" dir="auto">
            {desk.said}
          </p>
          {desk.asked === null && <TroubleNotice trouble={desk.trouble} at="controls" />}
        </div>
      </div>
      <Conflicts view={run} isOff={isOff} onAsk={desk.ask} {...{ picture, now }} />
      {picture.moment === 'over' && <HandOver slug={slug} event={name} day={number} version={view.version} />}
      <DayList
        {...{ picture, zone, chosen, isOff }}
        steps={run.steps}
        onChoose={choose}
        onAsk={(command) => desk.ask(command)}
      />
      <p className="chair-help">
        {helpText(view.help)} <HelpLink session={session} />
      </p>
      <Parts
        {...{ slug, zone, picture, here, leads }}
        dayId={day?.id ?? ''}
        steps={run.steps}
        isOff={isLost}
        mayEdit={session.me?.roles.some(({ role }) => role === 'organiser') ?? false}
        onSaid={desk.say}
        onAsk={desk.ask}
        hands={pollHands}
        roomHands={roomHands}
      >
        <Banners {...{ slug, zone, now }} banners={view.banners} isOff={isLost} onSaid={desk.say} />
      </Parts>
      <Announcer picture={picture} view={view} self={self} />
      <PageKeys
        keys={[
          ...keysOf(hand, view.control?.by === self || isLost ? null : desk.takeControls),
          ...partKeys(pollHands, roomHands, leads),
        ]}
      />
      {desk.asked && (
        <PreviewDialog
          {...{ run, zone, blocked }}
          asked={desk.asked}
          busy={desk.busy}
          trouble={desk.trouble}
          onAsk={desk.ask}
          onAskFirst={desk.askFirst}
          onApply={desk.apply}
          onCancel={desk.cancel}
        />
      )}
      {isEnding && (
        <ConfirmDialog
          title={`End day ${number}?`}
          action="End the day"
          busy={desk.busy}
          onCancel={() => setEnding(false)}
          onConfirm={() => {
            setEnding(false);
            desk.act({ do: 'end-day' });
          }}
        >
          <EndingText picture={picture} />
        </ConfirmDialog>
      )}
    </>
  );
}

function EndingText({ picture: { run, current } }: { readonly picture: Picture }) {
  const left = run.steps.filter(({ status }) => status === 'ahead').length;
  return (
    <p dir="auto">
      {current && `“${stepTitle(current)}” ends now. `}
      {left > 0 && `${left} ${left === 1 ? 'entry that is' : 'entries that are'} ahead will be skipped. `}
      Undo takes it back.
    </p>
  );
}

function HelpLink({ session }: Pick<ChairPageState, 'session'>) {
  const href = `/e/${session.event.slug}/helpdesk`;
  if (!session.event.pages.some((page) => page.href === href)) return null;
  return (
    <a className="text-link tall-link" href={href}>
      Helpdesk
    </a>
  );
}

const STALE = 'The live connection is lost. The buttons work, but what others do is shown some seconds later.';

/** Why the buttons do nothing now; null where they do. */
function blockedText({ control }: ConsoleView, self: string, isLost: boolean): string | null {
  if (isLost) return 'The server cannot be reached, so nothing can be changed until it answers.';
  if (control !== null && control.by !== self) return `${control.name} has the controls. Take them to change the day.`;
  return null;
}

/** Whether somebody took the controls away from this page, until it has them again. */
function useWasTaken({ control }: ConsoleView, self: string): boolean {
  const had = useRef(control?.by === self);
  const [was, setWas] = useState(false);
  const by = control?.by;
  useEffect(() => {
    if (by === self) setWas(false);
    else if (had.current && by !== undefined) setWas(true);
    had.current = by === self;
  }, [by, self]);
  return was;
}

/** What was worked out for another version is worked out anew. */
function useFreshPreview({ asked, busy, renewPreview }: Desk, { version }: ConsoleView): void {
  const isOld = !busy && asked?.ripple != null && asked.ripple.version < version;
  useEffect(() => {
    if (isOld) renewPreview();
  });
}

/** What has changed, read out when the reader pauses: not each minute, and not what it was from the start. */
function Announcer({
  picture,
  view,
  self,
}: {
  readonly picture: Picture;
  readonly view: ConsoleView;
  readonly self: string;
}) {
  const { moment, current } = picture;
  const by = view.control === null || view.control.by === self ? null : view.control.name;
  const text = [
    `${MOMENT_WORDS[moment]}${current ? `: ${stepTitle(current)}` : ''}.`,
    by === null ? '' : `${by} has the controls.`,
  ].join(' ');
  const first = useRef(text);
  const [heard, hear] = useState('');
  useEffect(() => {
    if (first.current === text) return;
    first.current = '';
    hear(text);
  }, [text]);
  return (
    <p className="visually-hidden" role="status">
      {heard}
    </p>
  );
}

function keysOf(hand: Hand, take: (() => void) | null) {
  const by = (minutes: number) => (hand.adjust ? () => hand.adjust?.(minutes) : null);
  return [
    { key: 'n', what: 'End what is on and start what is next; start the day', act: hand.next },
    { key: 'e', what: 'End what is on without starting anything', act: hand.end },
    { key: '+', what: 'One minute more for what is on', act: by(1) },
    { key: '-', what: 'One minute fewer', act: by(-1) },
    { key: '*', what: 'Five minutes more (on many keyboards Shift and +)', act: by(5) },
    { key: '_', what: 'Five minutes fewer (Shift and −)', act: by(-5) },
    { key: 'h', what: 'Hold the clock, or let it go on', act: hand.hold },
    { key: 's', what: 'Skip the entry that is open in the list, or the next', act: hand.skip },
    { key: 'u', what: 'Undo the last command', act: hand.undo },
    { key: 't', what: 'Take the controls', act: take },
    { key: 'b', what: 'Write a banner', act: writeBanner },
  ];
}

/** They are looked up when a key is pressed: the parts come later, and change by themselves. */
function partKeys(hands: RefObject<PanelHands>, rooms: RefObject<PanelHands>, leads: RefObject<Leads | null>) {
  return [
    { key: 'r', what: 'To the rooms', act: () => leads.current?.rooms() },
    { key: 'g', what: 'Put the next room on the stage; after the last, finish', act: () => rooms.current.lead?.() },
    { key: 'p', what: 'To the polls', act: () => leads.current?.polls() },
    { key: 'o', what: 'Open the poll that is marked', act: () => hands.current.open?.() },
    { key: 'c', what: 'Close the poll that is marked', act: () => hands.current.close?.() },
    { key: 'v', what: 'Show its counts; once more, its correct answer', act: () => hands.current.show?.() },
    { key: 'x', what: 'Take its counts back', act: () => hands.current.hide?.() },
    { key: 'q', what: 'To the questions', act: () => leads.current?.questions() },
  ];
}
