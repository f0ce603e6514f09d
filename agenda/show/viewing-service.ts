/** The show as its audiences see it, read from what is stored. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { findEventById } from '../draft/event-store.ts';
import type { Event } from '../schema.ts';
import { type Banner, listBanners } from './banner-store.ts';
import type { BannerAudience } from './command-schema.ts';
import { holderOf, namesOfActors } from './controls-service.ts';
import type { ShowNeeds } from './day-service.ts';
import { findDayFor, presentSecond, showDays, showOf, untouched } from './day-service.ts';
import { dayView, type ShowDay, titleIn } from './show-of-day.ts';
import type { CommandOf } from './show-service.ts';
import { findLastUndoable, isCommand, listOver, type Show, type ShowChange } from './show-store.ts';
import type { BannersView, BannerView, ConsoleView, ControlView, NowView, ShowDayView } from './show-view.ts';
import { commandInWords } from './words.ts';

export async function nowOf(needs: ShowNeeds, { id, timeZone }: EventRef): Promise<NowView> {
  const { db } = needs;
  const now = presentSecond(needs.clock);
  const event = await findEventById(db, id);
  const days = event ? await showDays(needs, db, event) : [];
  const banners = await listBanners(db, id, now);
  return {
    day: event ? await dayOfNow(db, event, days, now) : null,
    days: days.map(({ day }) => day.number).sort((one, other) => one - other),
    banners: banners.filter(({ audience }) => audience === 'all').map((banner) => bannerView(banner, timeZone)),
  };
}

/** The first day that is not over; the last where all are. */
async function dayOfNow(
  db: Kysely<Tables>,
  event: Event,
  days: readonly ShowDay[],
  now: Instant,
): Promise<ShowDayView | null> {
  const over = await listOver(db, event.id);
  const isOver = (day: ShowDay) => over.get(day.id) ?? untouched(event, day, now).dueAt === null;
  const day = days.find((each) => !isOver(each)) ?? days.at(-1);
  return day ? dayView(day, (await showOf(db, event, day, now)).run) : null;
}

export async function bannersOf(
  { db, clock }: ShowNeeds,
  { id, timeZone }: EventRef,
  audience: BannerAudience,
): Promise<BannersView> {
  const banners = await listBanners(db, id, clock.now());
  return {
    banners: banners.filter((banner) => banner.audience === audience).map((banner) => bannerView(banner, timeZone)),
  };
}

/** @param timeZone the event's. */
export function bannerView({ id, text, audience, createdAt, endsAt }: Banner, timeZone: string): BannerView {
  const time = (at: Instant) => formatRfc3339(at, timeZone);
  return { id, text, audience, createdAt: time(createdAt), endsAt: time(endsAt) };
}

/**
 * Undefined for a day that is not published, and while the plan gives its number to another: who may follow it is
 * asked of the plan.
 */
export async function consoleOf(
  needs: ShowNeeds,
  { id, days }: Pick<EventRef, 'id' | 'days'>,
  number: number,
): Promise<ConsoleView | undefined> {
  const { db } = needs;
  const event = await findEventById(db, id);
  const day = event && (await showDays(needs, db, event)).find((each) => each.day.number === number);
  if (!day || days.every((planned) => planned.id !== day.id || planned.number !== number)) return undefined;
  const show = await showOf(db, event, day, presentSecond(needs.clock));
  return await consoleView(needs, db, event, day, show);
}

/** @throws AppError as `findDayFor`. */
export async function readConsole(
  needs: ShowNeeds,
  of: Pick<CommandOf, 'actor' | 'event' | 'day'>,
): Promise<ConsoleView> {
  const { event, day } = await findDayFor(needs, of);
  const show = await showOf(needs.db, event, day, presentSecond(needs.clock));
  return await consoleView(needs, needs.db, event, day, show);
}

export async function consoleView(
  needs: ShowNeeds,
  db: Kysely<Tables>,
  event: Event,
  day: ShowDay,
  show: Show,
): Promise<ConsoleView> {
  const { id, advance, timeZone } = event;
  const undoable = await findLastUndoable(db, id, day.id);
  const banners = await listBanners(db, id, presentSecond(needs.clock));
  return {
    day: dayView(day, show.run),
    version: show.version,
    advance,
    control: await controlView(needs, db, id, day, show),
    undo: undoable ? changeInWords(undoable.change, day, show) : null,
    banners: banners.map((banner) => bannerView(banner, timeZone)),
    help: await needs.neighbours.countHelp(db, id),
  };
}

function changeInWords(change: ShowChange, day: ShowDay, { run }: Show): string | null {
  return isCommand(change) ? commandInWords(change, (entry) => titleIn(day, run, entry)) : null;
}

async function controlView(
  needs: ShowNeeds,
  db: Kysely<Tables>,
  eventId: EventId,
  day: ShowDay,
  show: Show,
): Promise<ControlView | null> {
  const by = await holderOf(needs, db, eventId, show);
  if (by === null || show.controlledSince === null) return null;
  const nameOf = await namesOfActors(needs, db, eventId, [by]);
  return { by, name: nameOf(by), since: formatRfc3339(show.controlledSince, day.day.timeZone) };
}
