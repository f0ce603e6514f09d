/** Polls that were held elsewhere, read out of reports: whole, or not at all with every fault at once. */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { digestOf } from '../../kernel/digest.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/random.ts';
import { placeOfFault, type SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { inUtc } from '../../people/roster/participant.ts';
import type { PollNeeds } from '../needs.ts';
import type { Poll, Round } from '../poll.ts';
import { insertPoll, listPolls, listReport } from '../poll-store.ts';
import { demand } from '../rights.ts';
import { insertRound } from '../round-store.ts';
import { POLLS_STAFF_TOPIC } from '../topics.ts';
import { type ImportView, importViewOf } from './import-view.ts';
import { type Imported, type ImportedPoll, pollsOf } from './zoom-polls.ts';
import { readReport } from './zoom-report.ts';

export interface PollImportService {
  /**
   * Each question of the report becomes a poll in the archive, with one closed round and its tally, and no ballots.
   * @throws AppError as `demand`; `bad-input` with every fault of the file; `state-not-right` where the polls of this
   * very file are there already.
   */
  importZoom(actor: Actor, event: EventRef, file: SheetFile): Promise<ImportView>;
  /** The same without changing anything. */
  previewZoom(actor: Actor, event: EventRef, file: SheetFile): Promise<ImportView>;
}

type Needs = Pick<PollNeeds, 'db' | 'clock' | 'record' | 'touch' | 'announce'>;

export function createPollImports(needs: Needs): PollImportService {
  return {
    previewZoom: async (actor, event, file) => {
      demand(actor, 'edit-polls', event);
      const imported = read(file);
      refuseAgain(await listReport(needs.db, event.id, digestOf(file.bytes)));
      return importViewOf(imported);
    },
    importZoom: async (actor, event, file) => {
      demand(actor, 'edit-polls', event);
      const imported = read(file);
      await save(needs, actor, event, { ...imported, report: digestOf(file.bytes) });
      return importViewOf(imported);
    },
  };
}

/** One report stored twice would be taken for two meetings. */
function refuseAgain(polls: readonly Poll[]): void {
  const [first] = polls;
  if (!first) return;
  const day = inUtc(first.createdAt).slice(0, 10);
  const which = polls.length === 1 ? 'its poll is' : `its ${polls.length} polls are`;
  throw new AppError(
    'state-not-right',
    `This report was read in on ${day} already, and ${which} here: nothing was imported. To read it in again, remove what came of it first.`,
  );
}

function read(file: SheetFile): Imported {
  const report = readReport(file);
  if (!report.ok) {
    throw new AppError('bad-input', 'The file holds faults; nothing was imported.', {
      errors: report.faults.map((fault) => ({ path: placeOfFault(fault), message: fault.message })),
    });
  }
  const imported = pollsOf(report.questions);
  if (imported.polls.length > 0) return imported;
  throw new AppError('bad-input', 'Nobody answered anything in this report; nothing was imported.', {
    errors: [{ path: `${file.name}:1`, message: 'expected at least one answer' }],
  });
}

async function save(
  needs: Needs,
  actor: Actor,
  event: EventRef,
  { polls, report }: Imported & { readonly report: string },
): Promise<void> {
  await inTransaction(needs.db, async (tx) => {
    // First, so that two who send one report at once go one after the other: what follows waits for nobody.
    await needs.touch(tx, event.id, POLLS_STAFF_TOPIC);
    refuseAgain(await listReport(tx, event.id, report));
    const loose = (await listPolls(tx, event.id)).filter(({ content }) => content.entry === null);
    const next = Math.max(-1, ...loose.map(({ position }) => position)) + 1;
    const now = needs.clock.now();
    for (const [place, poll] of polls.entries())
      await insert(tx, event, { ...poll, report, position: next + place }, now);
    const details = { polls: polls.length };
    await needs.record(tx, { eventId: event.id, actor, action: 'polls-imported', subject: null, details });
  });
  needs.announce({ kind: 'topics-changed', eventId: event.id, topics: [POLLS_STAFF_TOPIC] });
}

async function insert(
  tx: Kysely<Tables>,
  { id: eventId }: EventRef,
  { content, tally, report, position }: ImportedPoll & Pick<Poll, 'report' | 'position'>,
  now: Instant,
): Promise<void> {
  const poll: Poll = {
    ...{ id: newId(), eventId, content, position, round: 1, imported: true, report },
    // Taken out of the archive, it is shown.
    ...{ state: 'archived', stateBefore: 'shown', openedByAgenda: false, dueAt: null },
    ...{ revision: 1, createdAt: now, updatedAt: now },
  };
  const round: Round = {
    ...{ pollId: poll.id, number: 1, content, tally, openedAt: now, closesAt: now, closedByHand: true },
    ...{ closedAt: now, shownAt: now, answerShownAt: null, entitled: null, present: null },
    ...{ standings: null, publicKey: null, keyGone: false, fault: null },
  };
  await insertPoll(tx, poll);
  await insertRound(tx, eventId, round);
}
