/** What chairs do with a running day: each command is one transaction with all that follows from it. */
import { AppError } from '../../kernel/errors.ts';
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { AuditAction, AuditDetails } from '../../people/audit/audit.ts';
import { advance } from './clock-hand.ts';
import { obey } from './command.ts';
import type { ShowCommand } from './command-schema.ts';
import { holderOf, refuseElsewhere, refuseStaleVersion } from './controls-service.ts';
import type { ShowNeeds } from './day-service.ts';
import { type DayAt, findDayFor, holdDayFor, nameOfActor, presentSecond, showOf } from './day-service.ts';
import { type Ripple, rippleOf } from './ripple.ts';
import type { Run } from './run.ts';
import { type ShowDay, titleIn } from './show-of-day.ts';
import type { CommandOf } from './show-service.ts';
import { findLastUndoable, forgetUndo, isCommand, type ShowChange } from './show-store.ts';
import type { ConsoleView, RippleView } from './show-view.ts';
import { type ChangeOfDay, changeDay } from './telling-service.ts';
import { moveOnDay } from './ticking-service.ts';
import { consoleView } from './viewing-service.ts';
import { commandInWords } from './words.ts';

export function command(needs: ShowNeeds, of: CommandOf, wanted: ShowCommand): Promise<ConsoleView> {
  return act(needs, of, async (at) => {
    await refuseOthers(needs, of, at);
    const { run } = obey(at.show.run, wanted, at.now);
    return { run, change: wanted, before: at.show.run, action: 'show-changed', details: { command: said(wanted) } };
  });
}

export function undo(needs: ShowNeeds, of: CommandOf): Promise<ConsoleView> {
  return act(needs, of, async (at) => {
    await refuseOthers(needs, of, at);
    const { tx, event, day } = at;
    const last = await findLastUndoable(tx, event.id, day.id);
    if (!last?.before) throw new AppError('nothing-to-undo', 'There is nothing to take back.');
    await forgetUndo(tx, event.id, day.id, last.number);
    const details = { command: `Undo: ${said(last.change)}` };
    return { run: last.before, change: { do: 'undo' }, before: null, action: 'show-changed', details };
  });
}

export function takeControls(needs: ShowNeeds, of: CommandOf): Promise<ConsoleView> {
  return act(needs, of, async (at) => {
    const { tx, event, show } = at;
    if (show.run.endedAt !== null) throw new AppError('state-not-right', 'This day is over: nobody has its controls.');
    const holder = await holderOf(needs, tx, event.id, show);
    if (holder === nameOfActor(of)) return null;
    await refuseStale(needs, of, at);
    const details = { from: show.controller };
    return { run: show.run, change: { do: 'take-controls' }, before: null, action: 'controls-taken', details };
  });
}

async function refuseStale(needs: ShowNeeds, of: CommandOf, { tx, event, show }: DayAt): Promise<void> {
  await refuseStaleVersion(needs, tx, event.id, show, { seen: of.version, by: nameOfActor(of) });
}

async function refuseOthers(needs: ShowNeeds, of: CommandOf, at: DayAt): Promise<void> {
  await refuseStale(needs, of, at);
  await refuseElsewhere(needs, at.tx, at.event.id, at.show, nameOfActor(of));
}

/** What somebody's command makes of a day, and how it is written down. */
interface Decision extends Pick<ChangeOfDay, 'run' | 'change' | 'before'> {
  readonly action: AuditAction;
  readonly details: AuditDetails;
}

/**
 * What the clock has to do is done first, so that nobody ends by hand what has just ended by itself: then the
 * version is another than they saw.
 * @param decide null where there is nothing to do.
 */
async function act(
  needs: ShowNeeds,
  of: CommandOf,
  decide: (at: DayAt) => Promise<Decision | null>,
): Promise<ConsoleView> {
  const now = presentSecond(needs.clock);
  const found = await findDayFor(needs, of);
  await moveOnDay(needs, { eventId: found.event.id, dayId: found.day.id }, now);
  const { view, topics } = await inTransaction(needs.db, async (tx) => {
    const at = await holdDayFor(needs, tx, of, now);
    const decision = await decide(at);
    const { show, topics } = decision ? await carryOut(needs, of, at, decision) : { show: at.show, topics: [] };
    return { view: await consoleView(needs, tx, at.event, at.day, show), topics };
  });
  if (topics.length > 0) needs.announce({ kind: 'topics-changed', eventId: found.event.id, topics });
  return view;
}

/** Whoever did something has the controls, until the day is over. */
async function carryOut(needs: ShowNeeds, of: CommandOf, at: DayAt, { action, details, ...decided }: Decision) {
  const { tx, event, day } = at;
  const by = nameOfActor(of);
  const controller = decided.run.endedAt === null ? by : null;
  const changed = await changeDay(at, { ...decided, by, controller });
  const { number } = day.day;
  const subject = `day:${number}`;
  await needs.record(tx, { eventId: event.id, actor: of.actor, action, subject, details });
  await needs.touch(tx, event.id, ...changed.topics);
  return changed;
}

/** Without the titles of what it is about: content is in no log. */
function said(change: ShowChange): string {
  return isCommand(change) ? commandInWords(change, () => 'an entry') : change.do;
}

/** @throws AppError as `command`, but for the version. */
export async function preview(needs: ShowNeeds, of: CommandOf, wanted: ShowCommand): Promise<RippleView> {
  const now = presentSecond(needs.clock);
  const { event, day } = await findDayFor(needs, of);
  const show = await showOf(needs.db, event, day, now);
  await refuseElsewhere(needs, needs.db, event.id, show, nameOfActor(of));
  const { run } = advance(show.run, event.advance, now);
  return rippleView(rippleOf(run, wanted, now), day, run, show.version);
}

function rippleView({ moved, conflicts, ...ripple }: Ripple, day: ShowDay, run: Run, version: number): RippleView {
  const time = (at: Instant) => formatRfc3339(at, day.day.timeZone);
  const title = (entry: string) => titleIn(day, run, entry);
  const titleOfPart = (id: string) => day.day.entries.find((entry) => entry.id === id)?.title ?? title(id);
  const span = (of: { readonly start: Instant; readonly end: Instant } | null) =>
    of && { start: time(of.start), end: time(of.end) };
  return {
    moved: moved.map(({ id, before, after }) => ({
      ...{ id, title: titleOfPart(id) },
      ...{ before: span(before), after: span(after) },
    })),
    conflicts: conflicts.map(({ id, minutes, choices }) => ({
      ...{ id, title: title(id), minutes },
      choices: choices.map(({ command, gives }) => ({ command, words: commandInWords(command, title), gives })),
    })),
    lateMinutes: ripple.lateMinutes,
    endsAt: time(ripple.endsAt),
    overMinutes: ripple.overMinutes,
    version,
  };
}
