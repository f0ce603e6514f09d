/** Breakout rounds on a real database as the process wires them, beside a running day and a clock that tests set. */
import type { RoundOf } from '../../../breakouts/breakout-service.ts';
import { moves, type RoundCommand, type RoundContent, roundContent } from '../../../breakouts/schema.ts';
import type { StaffRoundView } from '../../../breakouts/view.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { ParticipantId } from '../../../kernel/ids.ts';
import { newId } from '../../../kernel/random.ts';
import type { RoleFields } from '../../../people/schema.ts';
import { type Services, wire } from '../../../server/wiring.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { openShowRoom, type ShowRoom } from '../../agenda/show/show-room.ts';
import type { OpenTestDatabase } from '../../engines.ts';
import { newKeyDir } from '../../key-folders.ts';
import { address } from '../../people/people-room.ts';

/** Day 1 begins at 11:00 in UTC: three breakouts, of which a plenary hears the first and the second. */
export const SESSIONS = [
  'day,order,kind,title,minutes,audience,reports_back',
  '1,1,opening,Welcome,15,,',
  '1,2,breakout,Breakout 1,25,Risk; Data,',
  '1,3,plenary,Plenary 1,20,,Breakout 1',
  '1,4,breakout,Breakout 2,30,,',
  '1,5,plenary,Plenary 2,20,,Breakout 2',
  '1,6,breakout,Breakout 3,20,,',
  '1,7,closure,Closure,10,,',
  '2,1,breakout,Breakout 4,20,,',
  '2,2,assembly,Assembly,40,,',
].join('\n');
const DAYS = [
  'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation',
  '1,2026-03-09,12:00,14:20,Europe/Zurich,0,0,Office',
  '2,2026-03-10,12:00,13:00,Europe/Zurich,0,0,Office',
].join('\n');

export interface RoundRoom extends Omit<ShowRoom, 'told' | 'console'> {
  /** What a round on a session is made with: the rooms One, Two and Three, unless told. */
  contentOn(title: string, more?: Partial<RoundContent>): Promise<RoundContent>;
  plan(title: string, more?: Partial<RoundContent>): Promise<string>;
  /** A round with a set in use, in which everybody is in the room that they lead, or dealt in turn. @returns its id. */
  assign(title: string, more?: Partial<RoundContent>): Promise<string>;
  of(round: string, actor?: Actor): Promise<RoundOf>;
  staff(round: string): Promise<StaffRoundView>;
  give(round: string, command: RoundCommand, actor?: Actor): Promise<StaffRoundView>;
  /** `STATE`, and once it was opened `opened HH:MM:SS`, `closes HH:MM:SS` in UTC. */
  told(round: string): Promise<string>;
  /** Somebody who is registered, with the roles given. */
  invite(name: string, role?: Partial<RoleFields>): Promise<{ actor: Actor; id: ParticipantId }>;
  /** Another process over the same database. */
  restarted(): Services;
  /** Runs what is due of the day and of the rounds until the clock shows a time of 2026-03-09 in UTC. */
  runAllTo(time: string): Promise<void>;
  /** What was written down of a round's opening and closing, oldest first. */
  written(round: string): Promise<string[]>;
}

export async function openRoundRoom(open: OpenTestDatabase): Promise<RoundRoom> {
  const room = await openShowRoom(open, { days: DAYS, sessions: SESSIONS });
  const { agenda, clock, event, organiser, people, database } = room;
  const { rounds, sets } = room.breakouts;
  const asked = { actor: organiser, event };

  const staff = async (round: string) => {
    const found = (await rounds.staffRounds(event)).rounds.find(({ id }) => id === round);
    if (!found) throw new Error(`there is no round ${round}`);
    return found;
  };
  const of = async (round: string, actor = organiser) => {
    const { revision } = await staff(round);
    return { actor, event, round, revision };
  };
  const give = async (round: string, command: RoundCommand, actor = organiser) =>
    rounds.command(await of(round, actor), command);
  const contentOn = async (title: string, more: Partial<RoundContent> = {}) => {
    const rooms = ['One', 'Two', 'Three'].map((name) => ({ id: newId(), name }));
    const id = await room.idOf(title);
    const day = event.days[title === 'Breakout 4' ? 1 : 0]?.id ?? '';
    return roundContent.parse({ entry: { id, day }, rooms, ...more });
  };
  const plan = async (title: string, more?: Partial<RoundContent>) =>
    (await rounds.create(asked, await contentOn(title, more))).id;
  const clockOf = (time: string | null) => time?.slice(11, 19);

  return {
    ...room,
    ...{ staff, of, give, contentOn, plan },
    assign: async (title, more) => {
      const round = await plan(title, more);
      const set = await sets.create({ ...asked, round, revision: null }, { from: 'empty', name: 'By hand' });
      const { rooms } = await staff(round);
      const wanted = set.unplaced.map(({ participant }, at) => {
        const led = rooms.find(({ facilitator, rapporteur }) =>
          [facilitator, rapporteur].some((leader) => leader?.participant === participant),
        );
        return { participant, room: (led ?? rooms[at % rooms.length])?.id };
      });
      await sets.move({ ...asked, round, set: set.id, revision: null }, moves.parse({ moves: wanted }));
      await give(round, { do: 'use', set: set.id });
      return round;
    },
    told: async (round) => {
      const { state, openedAt, closesAt } = await staff(round);
      return openedAt === null ? state : `${state} opened ${clockOf(openedAt)} closes ${clockOf(closesAt)}`;
    },
    invite: async (name, role) => {
      const roles = role ? [{ role: 'facilitator', day: null, room: null, ...role } as RoleFields] : [];
      await people.roster.appoint(OPERATOR, event, { email: address(`${name}@example.org`), name, roles });
      const actor = await room.actorFor(name);
      if (actor.kind !== 'person' || !actor.standings[0]) throw new Error('whoever is invited is a person');
      return { actor, id: actor.standings[0].participantId };
    },
    restarted: () =>
      wire({ database, keyDir: newKeyDir(), clock, publicUrl: () => new URL('https://plenum.example.org') }),
    runAllTo: async (time) => {
      const until = Date.parse(`2026-03-09T${time}:00Z`);
      for (;;) {
        const dues = [await agenda.show.nextDue(), await rounds.nextDue()].filter((due) => due !== null);
        const due = Math.min(...dues);
        if (due > until) break;
        if (due > clock.now()) clock.advance(due - clock.now());
        await agenda.show.tick(clock.now());
        await rounds.tick(clock.now());
      }
      clock.set(`2026-03-09T${time}:00Z`);
    },
    written: async (round) => {
      const rows = await database.db
        .selectFrom('people_audit_entry')
        .select(['action', 'actor'])
        .where('subject', '=', `breakout:${round}`)
        .where('action', 'in', ['breakout-opened', 'breakout-closed'])
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(({ action, actor }) => (actor === 'system' ? `${action} by itself` : action));
    },
  };
}
