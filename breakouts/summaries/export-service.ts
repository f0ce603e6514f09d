/** All summaries of the rounds that have closed, as they are taken away. That they were is written down. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { Asked } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { demand } from '../rights.ts';
import { listRounds } from '../rounds/round-store.ts';
import { findSettings } from '../rounds/setting-store.ts';
import { type ExportedSummaries, exportOf, themesOf } from './export-view.ts';
import { writeSummaries } from './summaries-csv.ts';
import { writeDocument } from './summaries-markdown.ts';
import { summariesOf } from './summary-store.ts';

export type ExportFormat = 'md' | 'csv' | 'json';

/** @throws AppError as `demand`. */
export async function exportSummaries(
  needs: BreakoutNeeds,
  { actor, event }: Asked,
  format: ExportFormat,
): Promise<string> {
  demand(actor, 'export-summaries', event);
  const summaries = await inTransaction(needs.db, async (tx) => {
    const details = { what: 'summaries', format };
    await needs.record(tx, { eventId: event.id, actor, action: 'breakouts-exported', subject: null, details });
    return await gather(needs, tx, event);
  });
  return WRITERS[format](summaries);
}

const WRITERS: Readonly<Record<ExportFormat, (summaries: ExportedSummaries) => string>> = {
  md: writeDocument,
  csv: writeSummaries,
  json: (summaries) => JSON.stringify({ ...summaries, themes: themesInJson(summaries) }),
};

/** By the ids of rounds and rooms, which stand whole among the rounds. */
function themesInJson(summaries: ExportedSummaries): object[] {
  return themesOf(summaries).map(({ name, whole, elsewhere }) => ({
    name,
    rooms: [...whole, ...elsewhere].map(({ round, room }) => ({ round: round.id, room: room.id })),
  }));
}

async function gather(
  { neighbours }: BreakoutNeeds,
  tx: Kysely<Tables>,
  event: Asked['event'],
): Promise<ExportedSummaries> {
  const rounds = await listRounds(tx, event.id);
  const { chathamHouse } = (await findSettings(tx, event.id)).settings;
  const ids = rounds.map(({ id }) => id);
  return exportOf({
    ...{ event, chathamHouse, rounds },
    sessions: await neighbours.breakoutsOf(tx, event.id),
    summaries: await summariesOf(tx, event.id, ids),
    members: chathamHouse ? [] : await neighbours.membersOf(tx, event.id),
    roles: chathamHouse ? [] : await neighbours.roomRolesOf(tx, event.id),
  });
}
