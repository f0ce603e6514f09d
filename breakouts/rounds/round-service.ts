/** Rounds as the rest of the process is handed them. */
import { placeOf } from '../../people/event-directory.ts';
import type { RoundService } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { demand, noSuchRound } from '../rights.ts';
import { summaryState } from '../summaries/summary.ts';
import { summariesOf } from '../summaries/summary-store.ts';
import { change, changeSettings, create, remove } from './editing-service.ts';
import { listRounds } from './round-store.ts';
import { command } from './running-service.ts';
import { findSettings } from './setting-store.ts';
import { createTicking } from './ticking-service.ts';
import { namesIn, reportsIn, roomAudienceOf, roomOf, roundsOf, staffRoundsOf } from './viewing-service.ts';

export function createRounds(needs: BreakoutNeeds): RoundService {
  return {
    rounds: (event) => roundsOf(needs, event),
    staffRounds: (event) => staffRoundsOf(needs, event),
    roomAudience: (event, round, room) => roomAudienceOf(needs, event, round, room),
    room: (event, round, room) => roomOf(needs, event, round, room),
    names: (event, round) => namesIn(needs, event, round),
    readRounds: async ({ actor, event }) => {
      demand(actor, 'follow-breakouts', event);
      return await roundsOf(needs, event);
    },
    readRoom: async ({ actor, event, round, room }) => {
      demand(actor, 'follow-breakouts', event);
      const mayKnow = await roomAudienceOf(needs, event, round, room);
      const view = mayKnow?.(actor, placeOf(event)) ? await roomOf(needs, event, round, room) : undefined;
      if (view) return view;
      throw noSuchRound();
    },
    readReports: async ({ actor, event, round }) => {
      demand(actor, 'follow-breakouts', event);
      const view = await reportsIn(needs, event, round);
      if (view) return view;
      throw noSuchRound();
    },
    readStaffRounds: async ({ actor, event }) => {
      demand(actor, 'run-breakouts', event);
      return await staffRoundsOf(needs, event);
    },
    readSettings: async ({ actor, event }) => {
      demand(actor, 'edit-breakouts', event);
      return await findSettings(needs.db, event.id);
    },
    changeSettings: (asked, revision, settings) => changeSettings(needs, asked, revision, settings),
    create: (asked, content) => create(needs, asked, content),
    change: (of, content) => change(needs, of, content),
    remove: (of) => remove(needs, of),
    command: (of, wanted) => command(needs, of, wanted),
    ...createTicking(needs),
    countMissing,
  };
}

const countMissing: RoundService['countMissing'] = async (tx, eventId, sessions) => {
  const closed = (await listRounds(tx, eventId)).filter(
    ({ state, content }) => (state === 'closed' || state === 'reported') && sessions.includes(content.entry.id),
  );
  const summaries = await summariesOf(
    tx,
    eventId,
    closed.map(({ id }) => id),
  );
  const isIn = summaries.filter((summary) => summaryState(summary) === 'in');
  const missing = closed.flatMap(({ id, content }) =>
    content.rooms.filter((room) => !isIn.some(({ roundId, roomId }) => roundId === id && roomId === room.id)),
  );
  return missing.length;
};
