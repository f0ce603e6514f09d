/** The show on a real database as the process wires it: two days, a chair, a deputy, an organiser, and a clock that tests set. */
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import type { ConsoleView } from '../../../agenda/show/show-view.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { SignInId } from '../../../kernel/ids.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { findParticipantByEmail } from '../../../people/roster/participant-store.ts';
import { rolesOf } from '../../../people/roster/role-store.ts';
import type { RoleFields } from '../../../people/schema.ts';
import { type Services, wire } from '../../../server/wiring.ts';
import { searchThread } from '../../breakouts/dealings/search-thread.ts';
import type { OpenTestDatabase, TestDatabase } from '../../engines.ts';
import { newKeyDir } from '../../key-folders.ts';
import { address } from '../../people/people-room.ts';
import { eventFields, OPERATOR, planFiles, StandingClock } from '../room.ts';

/** Day 1 is 12:00 to 13:50 in Zurich, which is an hour before UTC's 12:50: three talks, a break of 20 minutes. */
export const DAYS = [
  'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation',
  '1,2026-03-09,12:00,13:50,Europe/Zurich,20,1,Office',
  '2,2026-03-10,12:00,13:00,Europe/Zurich,0,0,Office',
].join('\n');
export const SESSIONS = [
  'day,order,kind,title,minutes,join_link',
  '1,1,opening,Welcome,15,https://meet.example.org/secret',
  '1,2,presentation,Talk,45,',
  '1,3,keynote,Keynote,30,',
  '2,1,assembly,Assembly,60,',
].join('\n');

export interface ShowRoom extends Services {
  readonly database: TestDatabase;
  readonly clock: StandingClock;
  readonly event: EventRef;
  readonly chair: Actor;
  readonly deputy: Actor;
  readonly organiser: Actor;
  /** Somebody registered, as they would be signed in right now. */
  actorFor(name: string): Promise<Actor>;
  edit(): Promise<{ actor: Actor; slug: string; revision: number }>;
  /** Does something with day 1 as whoever saw its newest version. */
  press(command: ShowCommand, actor?: Actor): Promise<ConsoleView>;
  back(actor?: Actor): Promise<ConsoleView>;
  console(day?: number): Promise<ConsoleView>;
  /** The id of an entry of the published agenda. */
  idOf(title: string): Promise<string>;
  /** `TITLE HH:MM-HH:MM`, with `*` where what is expected is another than was planned, and skipped ones. */
  told(): Promise<string[]>;
  /** `TITLE HH:MM-HH:MM #SEQUENCE`, cancelled ones said to be so: what calendars are told. */
  calendar(): Promise<string[]>;
  /** Runs what is due, as the jobs do, until the clock shows a time of 2026-03-09 in UTC. */
  runTo(time: string): Promise<void>;
}

export async function openShowRoom(
  open: OpenTestDatabase,
  files: { readonly days?: string; readonly sessions?: string } = {},
): Promise<ShowRoom> {
  const database = await open();
  const clock = new StandingClock('2026-03-02T09:00:00Z');
  const services = wire({
    database,
    keyDir: newKeyDir(),
    searchThread,
    clock,
    publicUrl: () => new URL('https://plenum.example.org'),
  });
  const { agenda, people } = services;
  const edit = async () => {
    const { revision } = await agenda.events.get(OPERATOR, 'meeting');
    return { actor: OPERATOR, slug: 'meeting', revision };
  };
  await agenda.events.create(OPERATOR, eventFields());
  await agenda.imports.replace(await edit(), planFiles(files.days ?? DAYS, files.sessions ?? SESSIONS));
  await agenda.versions.publish(await edit(), '');
  const event = (await agenda.directory.find('meeting')) as EventRef;

  const appoint = async (name: string, role: Partial<RoleFields>) => {
    const roles = [{ role: 'organiser', day: null, room: null, ...role } as RoleFields];
    await people.roster.appoint(OPERATOR, event, { email: address(`${name}@example.org`), name, roles });
    return await actorFor(name);
  };
  const actorFor = async (name: string): Promise<Actor> => {
    const found = await findParticipantByEmail(database.db, event.id, address(`${name}@example.org`).key);
    if (!found?.person) throw new Error(`${name} is not on the list`);
    const roles = await rolesOf(database.db, event.id, found.id);
    const standing = { eventId: event.id, participantId: found.id, state: found.state, roles };
    return { kind: 'person', personId: found.person.id, signInId: 'none' as SignInId, standings: [standing] };
  };
  const organiser = await appoint('organiser', {});
  const chair = await appoint('chair', { role: 'chair', day: 1 });
  const deputy = await appoint('deputy', { role: 'deputy', day: 1 });

  const readConsole = async (day = 1) => {
    const view = await agenda.show.console(event, day);
    if (!view) throw new Error(`day ${day} is not published`);
    return view;
  };
  const asChair = async (actor: Actor) => ({ actor, event, day: 1, version: (await readConsole()).version });
  const published = async () => {
    const held = await agenda.published.get('meeting');
    if (!held) throw new Error('the event is there');
    return held;
  };
  return {
    ...services,
    ...{ database, clock, event, organiser, chair, deputy, actorFor, edit, console: readConsole },
    press: async (command, actor = chair) => agenda.show.command(await asChair(actor), command),
    back: async (actor = chair) => agenda.show.undo(await asChair(actor)),
    idOf: async (title) => {
      const entries = (await published()).agenda.days.flatMap((day) => day.entries);
      const found = entries.find((entry) => entry.title === title || entry.kind === title);
      if (!found) throw new Error(`nothing is called ${title}`);
      return found.id;
    },
    told: async () => {
      const [day] = (await published()).agenda.days;
      return (day?.entries ?? []).map(({ title, start, end, expectedStart, expectedEnd, skipped }) => {
        if (skipped) return `${title} skipped`;
        return `${title} ${mark(start, expectedStart)}-${mark(end, expectedEnd)}`;
      });
    },
    calendar: async () =>
      (await published()).entries.map(({ content, sequence, cancelledAt }) => {
        const time = cancelledAt === null ? `${clockOf(content.start)}-${clockOf(content.end)}` : 'cancelled';
        return `${content.title} ${time} #${sequence}`;
      }),
    runTo: async (time) => {
      const until = Date.parse(`2026-03-09T${time}:00Z`);
      for (;;) {
        const due = await agenda.show.nextDue();
        if (due === null || due > until) break;
        if (due > clock.now()) clock.advance(due - clock.now());
        await agenda.show.tick(clock.now());
      }
      clock.set(`2026-03-09T${time}:00Z`);
    },
  };
}

/** Of an agenda's time in Zurich. */
function clockOf(time: string): string {
  return time.slice(11, 16);
}

function mark(planned: string, expected: string | undefined): string {
  return expected === undefined ? clockOf(planned) : `${clockOf(expected)}*`;
}
