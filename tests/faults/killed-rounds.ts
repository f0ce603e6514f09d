/** Whole servers that are killed while a round opens or closes, its summary is typed, and people come late. */
import { setTimeout } from 'node:timers/promises';
import type { DraftView } from '../../agenda/draft/draft.ts';
import type { ConsoleView } from '../../agenda/show/show-view.ts';
import { LiveEvent, SLUG, signInPeople } from '../../bench/live-event.ts';
import { type ServerProcess, startPlenumOn } from '../../bench/processes.ts';
import type { SummaryChange } from '../../breakouts/schema.ts';
import type { SetView, StaffRoundsView, StaffRoundView, SummaryView } from '../../breakouts/view.ts';
import { newId } from '../../kernel/random.ts';
import { type DatabaseLocation, openDatabase } from '../../server/database.ts';
import type { Refusal } from '../../web/summary/writing.ts';
import type { Dice } from './dice.ts';
import { Follower } from './round-follower.ts';
import { Typist } from './round-typist.ts';

/** With the 60 sessions of a day: the most that a try takes is two of them. */
export const MOST_KILLS = 25;
const SESSIONS = 60;
const ROOMS = 3;
const PLACED = 12;
const LATE = 6;
const FOLLOWERS = 3;
/** Before the deed that is cut off, in milliseconds: longer than what is typed may lie unsaved. */
const TYPING = 2_600;
const FIRST_SAVED = 1_900;
/** What is typed may be lost for so long, and a moment in which it is on its way. */
const LONGEST_LOST = 2_000 + 400;
/** A server is killed within this time after the deed, in milliseconds. */
const LONGEST_AFTER = 120;
const SETTLED_WITHIN = 15_000;

/** What is cut off. */
const WAYS = ['opened by agenda', 'opened by hand', 'closed by agenda', 'closed by hand', 'closed by clock'] as const;
type Way = (typeof WAYS)[number];

/** A round as it was before the kill. */
interface Prepared {
  readonly way: Way;
  readonly round: string;
  readonly room: string;
  readonly set: string;
  readonly message: string;
  /** Rooms by participant, of all who had a place. */
  readonly places: ReadonlyMap<string, string>;
  /** Those who have none. */
  readonly late: readonly { readonly participant: string; readonly name: string }[];
  readonly show: number;
}

interface Cut {
  readonly isAcknowledged: boolean;
  readonly killedAt: number;
  /** Who was told that they have a place. */
  readonly came: readonly string[];
}

export class KilledRounds {
  readonly losses = {
    ...{ 'acknowledged and lost': 0, 'not once': 0, 'places lost': 0, 'words lost': 0, 'messages lost': 0 },
    'shown otherwise': 0,
  };
  /** Of what was typed, in milliseconds, where the page was gone too. */
  longestLost = 0;
  readonly #dataDir: string;
  readonly #location: DatabaseLocation;
  readonly #dice: Dice;
  readonly #event: LiveEvent;
  #server: ServerProcess;
  #sessions: { readonly id: string; readonly day: string }[] = [];
  #cookies: readonly string[] = [];
  #followers: readonly Follower[] = [];
  #made: string[] = [];

  private constructor(dataDir: string, location: DatabaseLocation, dice: Dice, server: ServerProcess) {
    this.#dataDir = dataDir;
    this.#location = location;
    this.#dice = dice;
    this.#server = server;
    this.#event = new LiveEvent(server);
  }

  /** @param databaseUrl of PostgreSQL; a file in the data folder without it. */
  static async open(dataDir: string, databaseUrl: string | undefined, dice: Dice): Promise<KilledRounds> {
    const location = databaseUrl === undefined ? { dataDir } : { databaseUrl };
    const settings = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
    const killed = new KilledRounds(dataDir, location, dice, await startPlenumOn(dataDir, settings, 'quiet'));
    await killed.#prepareEvent();
    return killed;
  }

  async close(): Promise<void> {
    for (const follower of this.#followers) follower.leave();
    await this.#server.stop();
  }

  async oneTry(): Promise<void> {
    const prepared = await this.#prepare(WAYS[this.#made.length % WAYS.length] ?? 'opened by agenda');
    const { way, round, room } = prepared;
    const path = `breakouts/rounds/${round}/rooms/${room}/summary`;
    const typist = new Typist((change) => this.#save(path, change), await this.#ask<SummaryView>('GET', path));
    typist.type();
    // Some are killed just as the first words are saved.
    const isSaving = way !== 'closed by clock' && this.#dice.throw(2) === 0;
    await setTimeout(isSaving ? FIRST_SAVED + this.#dice.throw(LONGEST_AFTER) : TYPING);
    const cut = await this.#cutOff(prepared);
    const isPageGone = this.#dice.throw(2) === 0;
    if (isPageGone) typist.vanish();
    else typist.rest();
    await this.#restart();
    await this.#lookAtRound(prepared, cut);
    await this.#lookAtPlaces(prepared, cut);
    await this.#lookAtWords(path, typist, isPageGone ? cut.killedAt : null);
    await this.#lookAtPages();
  }

  /** Ends what is on: every round has opened and closed once. */
  async endOfDay(): Promise<void> {
    await this.#press();
    for (const round of this.#made) {
      const isClosed = await this.#until(round, ({ state }) => state === 'closed');
      if (!isClosed || !(await this.#isOnce(round, true))) this.losses['not once'] += 1;
    }
    for (const { backwards } of this.#followers) if (backwards > 0) this.losses['shown otherwise'] += 1;
  }

  async #prepareEvent(): Promise<void> {
    await this.#event.publish(SESSIONS, 1, 'breakout');
    this.#cookies = await signInPeople(this.#location, PLACED + LATE + FOLLOWERS);
    const { days } = await this.#ask<DraftView>('GET', 'plan');
    this.#sessions = days.flatMap((day) => day.sessions.map(({ id }) => ({ id, day: day.id })));
    const { settings } = await this.#ask<{ settings: object }>('GET', 'breakouts/settings');
    await this.#ask('PUT', 'breakouts/settings', { ...settings, warnSeconds: 10 }, 0);
    this.#followers = this.#cookies.slice(-FOLLOWERS).map((cookie) => new Follower(this.#event.address, cookie));
    for (const follower of this.#followers) await follower.come();
  }

  async #prepare(way: Way): Promise<Prepared> {
    const entry = this.#sessions.shift();
    // The next one begins as this one ends.
    if (way === 'closed by agenda') this.#sessions.shift();
    const rooms = Array.from({ length: ROOMS }, (_, at) => ({ id: newId(), name: `Room ${at + 1}` }));
    const opens = way === 'opened by hand' ? 'chair' : 'agenda';
    const { id: round } = await this.#ask<StaffRoundView>('POST', 'breakouts/rounds', { entry, opens, rooms });
    this.#made.push(round);
    const sets = `breakouts/rounds/${round}/sets`;
    const set = await this.#ask<SetView>('POST', sets, { from: 'empty', name: 'By hand' });
    const moves = set.unplaced
      .slice(0, PLACED)
      .map(({ participant }, at) => ({ participant, room: rooms[at % ROOMS]?.id ?? '' }));
    await this.#ask('POST', `${sets}/${set.id}/moves`, { moves }, set.revision);
    await this.#command(round, { do: 'use', set: set.id });
    const message = `Said to all in ${round}`;
    await this.#command(round, { do: 'message', text: message, room: null });
    if (way !== 'opened by agenda') await this.#press();
    if (way.startsWith('closed')) await this.#until(round, ({ state }) => state === 'open');
    if (way === 'closed by clock') await this.#waitForClosing(await this.#command(round, { do: 'close' }));
    const places = new Map(moves.map(({ participant, room }) => [participant, room]));
    const late = set.unplaced.slice(PLACED, PLACED + LATE);
    const show = (await this.#ask<ConsoleView>('GET', 'days/1/show')).version;
    return { way, round, room: rooms[0]?.id ?? '', set: set.id, message, places, late, show };
  }

  /** Until what is typed before the kill has begun. */
  async #waitForClosing({ closesAt }: StaffRoundView): Promise<void> {
    await setTimeout(Math.max(0, Date.parse(closesAt ?? '') - TYPING - LONGEST_AFTER / 2 - Date.now()));
  }

  async #cutOff(prepared: Prepared): Promise<Cut> {
    const tokens = await Promise.all(prepared.late.map(({ name }) => this.#tokenOf(name)));
    let isAcknowledged = false;
    const doing = this.#deed(prepared).then(
      () => {
        isAcknowledged = true;
      },
      () => {},
    );
    const came: string[] = [];
    const coming = prepared.late.map(({ participant }, at) =>
      this.#dealIn(prepared.round, tokens[at] ?? {}).then(
        (isPlaced) => isPlaced && came.push(participant),
        () => {},
      ),
    );
    await setTimeout(this.#dice.throw(LONGEST_AFTER));
    const [acknowledged, told] = [isAcknowledged, [...came]];
    const killedAt = performance.now();
    await this.#server.kill();
    await Promise.all([doing, ...coming]);
    return { isAcknowledged: acknowledged, killedAt, came: told };
  }

  async #deed({ way, round }: Prepared): Promise<unknown> {
    if (way === 'closed by clock') return null;
    if (way === 'opened by hand') return await this.#command(round, { do: 'open' });
    if (way === 'closed by hand') return await this.#command(round, { do: 'close' });
    return await this.#press();
  }

  async #lookAtRound(prepared: Prepared, { isAcknowledged }: Cut): Promise<void> {
    const { way, round, show, message } = prepared;
    const before = await this.#round(round);
    const { version } = await this.#ask<ConsoleView>('GET', 'days/1/show');
    const wasDone = {
      ...{ 'opened by agenda': version > show, 'closed by agenda': version > show, 'closed by clock': true },
      ...{ 'opened by hand': before.openedAt !== null, 'closed by hand': before.closesByHand !== null },
    }[way];
    if (isAcknowledged && !wasDone) this.losses['acknowledged and lost'] += 1;
    if (!wasDone) await this.#deed(prepared);
    const expected = way.startsWith('opened')
      ? ['open']
      : way === 'closed by hand'
        ? ['closing', 'closed']
        : ['closed'];
    const isSo = await this.#until(round, ({ state }) => expected.includes(state));
    if (!isSo || !(await this.#isOnce(round, expected[0] === 'closed'))) this.losses['not once'] += 1;
    const told = await this.#read((db) =>
      db.selectFrom('breakout_message').select('text').where('round_id', '=', round).execute(),
    );
    if (told.length !== 1 || told[0]?.text !== message) this.losses['messages lost'] += 1;
  }

  async #lookAtPlaces({ round, set, places: before }: Prepared, { came }: Cut): Promise<void> {
    const { places } = await this.#ask<SetView>('GET', `breakouts/rounds/${round}/sets/${set}`);
    const rooms = new Map(places.map(({ participant, room }) => [participant, room]));
    const isKept = [...before].every(([participant, room]) => rooms.get(participant) === room);
    const isOneEach = rooms.size === places.length;
    if (!isKept || !isOneEach || !came.every((who) => rooms.has(who))) this.losses['places lost'] += 1;
  }

  /** @param goneAt when the page went; null where it is there and saves what it has. */
  async #lookAtWords(path: string, typist: Typist, goneAt: number | null): Promise<void> {
    const stored = async () => (await this.#ask<SummaryView>('GET', path)).texts.outcomes;
    if (!(await stored()).startsWith(typist.acknowledged)) this.losses['acknowledged and lost'] += 1;
    if (goneAt === null) {
      if (!(await within(async () => (await stored()) === typist.text))) this.losses['words lost'] += 1;
      typist.vanish();
      return;
    }
    const lost = typist.lostOf(await stored(), goneAt) ?? Number.POSITIVE_INFINITY;
    this.longestLost = Math.max(this.longestLost, lost);
    if (lost > LONGEST_LOST) this.losses['words lost'] += 1;
  }

  async #lookAtPages(): Promise<void> {
    const areRight = await within(async () => {
      const shown = await this.#ask<unknown>('GET', 'breakouts');
      return this.#followers.every((follower) => follower.shows(shown));
    });
    if (!areRight) this.losses['shown otherwise'] += 1;
  }

  /** Whether what was written down says that it opened once, and where it has closed, that it did so once by itself. */
  async #isOnce(round: string, isClosed: boolean): Promise<boolean> {
    const rows = await this.#read((db) =>
      db
        .selectFrom('people_audit_entry')
        .select(['action', 'actor'])
        .where('subject', '=', `breakout:${round}`)
        .where('action', 'in', ['breakout-opened', 'breakout-closed'])
        .execute(),
    );
    const opened = rows.filter(({ action }) => action === 'breakout-opened').length;
    const closed = rows.filter(({ action, actor }) => action === 'breakout-closed' && actor === 'system').length;
    return opened === 1 && (closed === 1 || (!isClosed && closed === 0));
  }

  async #restart(): Promise<void> {
    for (const follower of this.#followers) follower.leave();
    const settings = 'databaseUrl' in this.#location ? { DATABASE_URL: this.#location.databaseUrl } : {};
    const { port } = new URL(this.#server.url);
    this.#server = await startPlenumOn(this.#dataDir, { ...settings, PORT: port }, 'quiet');
    for (const follower of this.#followers) await follower.come();
  }

  async #press(): Promise<ConsoleView> {
    const { version } = await this.#ask<ConsoleView>('GET', 'days/1/show');
    return await this.#ask('POST', 'days/1/show/commands', { do: 'next' }, version);
  }

  async #command(round: string, command: object): Promise<StaffRoundView> {
    const { revision } = await this.#round(round);
    return await this.#ask('POST', `breakouts/rounds/${round}/commands`, command, revision);
  }

  async #round(id: string): Promise<StaffRoundView> {
    const { rounds } = await this.#ask<StaffRoundsView>('GET', 'breakouts/staff');
    const found = rounds.find((each) => each.id === id);
    if (!found) throw new Error(`round ${id} is gone`);
    return found;
  }

  #until(round: string, isSo: (round: StaffRoundView) => boolean): Promise<boolean> {
    return within(async () => isSo(await this.#round(round)));
  }

  /** What a page sends with each change. */
  async #tokenOf(name: string): Promise<Readonly<Record<string, string>>> {
    const cookie = this.#cookies[Number(name.slice('Guest '.length))] ?? '';
    const me = await fetch(`${this.#server.url}/api/me`, { headers: { cookie } });
    const { csrfToken } = (await me.json()) as { readonly csrfToken: string };
    return { cookie, 'x-csrf-token': csrfToken, origin: this.#server.url };
  }

  async #dealIn(round: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
    const address = `${this.#server.url}/api/events/${SLUG}/me/breakouts/${round}/deal-in`;
    return (await fetch(address, { method: 'POST', headers })).ok;
  }

  async #save(path: string, change: SummaryChange): Promise<SummaryView | Refusal> {
    try {
      return await this.#ask<SummaryView>('PUT', path, change);
    } catch {
      return { is: 'passing' };
    }
  }

  async #ask<T>(method: string, path: string, body?: object, revision?: number): Promise<T> {
    const match = revision === undefined ? undefined : `"${revision}"`;
    return (await (await this.#event.ask(method, path, body, match)).json()) as T;
  }

  async #read<T>(work: (db: Awaited<ReturnType<typeof openDatabase>>['db']) => Promise<T>): Promise<T> {
    const { db, close } = await openDatabase(this.#location);
    try {
      return await work(db);
    } finally {
      await close();
    }
  }
}

async function within(isSo: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + SETTLED_WITHIN; performance.now() < end; await setTimeout(50))
    if (await isSo()) return true;
  return false;
}
