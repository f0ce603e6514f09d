/** Polls on a real database as the process wires them, beside a running day and a clock that tests set. */
import type { PollOf } from '../../polls/poll-service.ts';
import type { PollCommand } from '../../polls/schema.ts';
import type { PollStaffView } from '../../polls/view.ts';
import { openShowRoom, type ShowRoom } from '../agenda/show/show-room.ts';
import type { OpenTestDatabase } from '../engines.ts';
import { type Given, opinion, trivia } from './contents.ts';

export interface PollRoom extends Omit<ShowRoom, 'told' | 'vote'> {
  /** A poll that is ready, on the break of day 1 unless told. @returns its id. */
  ready(given?: Partial<Given>): Promise<string>;
  of(poll: string): Promise<PollOf>;
  give(poll: string, wanted: PollCommand['do']): Promise<PollStaffView>;
  vote(name: string, poll: string, ...options: string[]): Promise<void>;
  /** `STATE opens HH:MM:SS closes HH:MM:SS`, of the newest round, in UTC. */
  told(poll: string): Promise<string[]>;
  /** Runs what is due of the day and of the polls until the clock shows a time of 2026-03-09 in UTC. */
  runAllTo(time: string): Promise<void>;
}

export async function openPollRoom(open: OpenTestDatabase): Promise<PollRoom> {
  const room = await openShowRoom(open);
  const { agenda, clock, event, organiser } = room;
  const { polls } = room.polls;
  const of = async (poll: string): Promise<PollOf> => {
    const revision = (await polls.staffView(event, poll))?.revision ?? null;
    return { actor: organiser, event, poll, revision };
  };
  const give = async (poll: string, wanted: PollCommand['do']) =>
    polls.command(await of(poll), { do: wanted } as PollCommand);
  const day = event.days[0]?.id ?? '';
  const entry = { id: await room.idOf('break'), day };
  const clockOf = (time: string | null | undefined) => (time ? time.slice(11, 19) : 'never');
  return {
    ...room,
    of,
    give,
    ready: async (given) => {
      const make = given?.kind === 'trivia' ? trivia : opinion;
      const { id } = await polls.create(organiser, event, make({ entry, ...given }));
      await give(id, 'ready');
      return id;
    },
    vote: async (name, poll, ...options) => {
      await polls.vote(await room.actorFor(name), poll, { clientId: `${name} ${options.join()}`, options });
    },
    told: async (poll) => {
      const view = await polls.staffView(event, poll);
      const [round] = view?.rounds ?? [];
      return [
        view?.state ?? 'gone',
        ...(round ? [`opened ${clockOf(round.openedAt)}`, `closes ${clockOf(round.closesAt)}`] : []),
      ];
    },
    runAllTo: async (time) => {
      const until = Date.parse(`2026-03-09T${time}:00Z`);
      for (;;) {
        const dues = [await agenda.show.nextDue(), await polls.nextDue()].filter((due) => due !== null);
        const due = Math.min(...dues);
        if (due > until) break;
        if (due > clock.now()) clock.advance(due - clock.now());
        await agenda.show.tick(clock.now());
        await polls.tick(clock.now());
      }
      clock.set(`2026-03-09T${time}:00Z`);
    },
  };
}
