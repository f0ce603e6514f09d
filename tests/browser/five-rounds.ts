/** The sample event with 120 people of 17 organisations, all dealt into the rooms of its five breakouts. */
import { expect } from 'vitest';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import { newDealing, type RoundCommand } from '../../breakouts/schema.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import type { Clock } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { firstStart } from '../../server/first-start.ts';
import type { Services } from '../../server/wiring.ts';
import { OPERATOR } from '../agenda/room.ts';
import type { TestDatabase } from '../engines.ts';
import { newKeyDir } from '../key-folders.ts';

/** Four more than the sample has people of. */
const COUNTRIES = [
  ...['Estonia', 'United Kingdom', 'Belgium', 'Hungary', 'Ireland', 'Netherlands', 'France', 'Germany', 'Finland'],
  ...['Austria', 'Latvia', 'Poland', 'Portugal', 'Czechia', 'Denmark', 'Norway', 'Sweden'],
];
const MORE_PEOPLE = 106;

/** Loads the sample and invites the others, who all accept. @returns its slug. */
export async function loadFullSample(database: TestDatabase, services: Services, clock: Clock): Promise<EventRef> {
  const ground = { database, keyDir: newKeyDir(), clock, publicUrl: () => new URL('http://127.0.0.1:1') };
  const sample = await firstStart(ground, { withSample: true, showKey: () => undefined });
  const event = await services.agenda.directory.find(sample?.slug ?? '');
  if (!event) throw new Error('the sample was not loaded');
  const rows = Array.from({ length: MORE_PEOPLE }, (_, at) => {
    const country = COUNTRIES[at % COUNTRIES.length];
    return `"Delegate ${at + 1}, ${country}",delegate-${at + 1}@example.org,"Customs administration, ${country}"`;
  });
  const bytes = new TextEncoder().encode(['name,email,organisation', ...rows].join('\n'));
  await services.people.imports.store(OPERATOR, event, { name: 'delegates.csv', bytes }, null);
  await database.db
    .updateTable('people_participant')
    .set({ state: 'registered', registered_at: clock.now() })
    .execute();
  return event;
}

/** By the assigner in its thread, as an organiser has it done. */
export async function dealAll({ breakouts }: Services, event: EventRef) {
  const asked = { actor: OPERATOR, event };
  const rounds = (await breakouts.rounds.staffRounds(event)).rounds.map(({ id }) => id);
  const { id } = await breakouts.dealings.start(asked, newDealing.parse({ rounds, effort: 0.3 }));
  for (;;) {
    const dealing = await breakouts.dealings.read(asked, id);
    if (dealing.state === 'done') break;
    if (dealing.state !== 'running') throw new Error(`the dealing ${dealing.state}: ${dealing.fault}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { figures } = await breakouts.dealings.read(asked, id);
  return { ...(await breakouts.dealings.use(asked, id, true)), figures };
}

/** The day and the rounds by commands, as chairs give them. */
export interface Hands {
  readonly staff: (day: number) => Promise<StaffRoundView>;
  readonly give: (day: number, command: RoundCommand) => Promise<StaffRoundView>;
  /** Ends what is on and begins what is next. */
  readonly next: (day: number) => Promise<void>;
  readonly endDay: (day: number) => Promise<void>;
  /** Until what is next is of that kind. */
  readonly goBefore: (day: number, kind: 'breakout' | 'plenary') => Promise<void>;
  readonly tick: () => Promise<void>;
}

export function handsOn({ agenda, breakouts }: Services, event: EventRef, clock: Clock): Hands {
  const asked = { actor: OPERATOR, event };
  const staff = async (day: number) => {
    const found = (await breakouts.rounds.staffRounds(event)).rounds[day - 1];
    if (!found) throw new Error(`day ${day} has no round`);
    return found;
  };
  const read = (day: number) => agenda.show.readConsole(OPERATOR, event, day);
  const show = async (day: number, command: ShowCommand) => {
    const { version } = await read(day);
    await agenda.show.command({ ...asked, day, version }, command);
  };
  const next = (day: number) => show(day, { do: 'next' });
  return {
    staff,
    next,
    endDay: (day) => show(day, { do: 'end-day' }),
    give: async (day, command) =>
      breakouts.rounds.command({ ...asked, round: (await staff(day)).id, revision: null }, command),
    goBefore: async (day, kind) => {
      for (;;) {
        const { steps } = (await read(day)).day.run;
        if (steps.find(({ status }) => status === 'ahead')?.kind === kind) return;
        await next(day);
      }
    },
    tick: () => breakouts.rounds.tick(clock.now()),
  };
}

/** What a room of a day writes, and is read in every export. */
export const found = (day: number, room: string) => `What ${room} of day ${day} found`;

/** A breakout from its beginning to the last report, of which the last room has written nothing. */
export async function runQuickly(services: Services, event: EventRef, hands: Hands, day: number): Promise<void> {
  await hands.goBefore(day, 'breakout');
  expect((await hands.staff(day)).state).toBe('assigned');
  await hands.next(day);
  await hands.tick();
  const { id: round, state, rooms } = await hands.staff(day);
  expect(state).toBe('open');
  for (const { id: room, name } of rooms.slice(0, -1)) await handIn(services, event, round, room, found(day, name));
  await hands.next(day);
  await hands.tick();
  for (const { id } of rooms) await hands.give(day, { do: 'present', room: id });
  expect((await hands.give(day, { do: 'finish' })).state).toBe('reported');
  await hands.endDay(day);
}

export async function handIn(services: Services, event: EventRef, round: string, room: string, text: string) {
  const fields = [{ field: 'outcomes' as const, text, version: 0 }];
  await services.breakouts.summaries.save({ actor: OPERATOR, event, round, room }, { fields, isIn: true });
}
