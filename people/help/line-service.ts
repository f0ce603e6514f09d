/** How open requests for help change, with all who see it told: by those who ask and answer, and when somebody leaves. */
import type { Kysely } from 'kysely';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { EventRef } from '../event-directory.ts';
import { actOn, type HelpRequest, isOpen, movedInLine } from './help.ts';
import { eraseHelpTexts, insertHelpRequest, listHelpOf, listOpenHelp, saveHelpRequest } from './help-store.ts';
import { consolesOf, HELP_TOPIC, myHelpTopic } from './topics.ts';

/** A change under way. Whoever begins it holds the event's registration, so that none is changed twice at once. */
export interface LineChange {
  readonly tx: Kysely<Tables>;
  readonly event: EventRef;
  readonly now: Instant;
  /** Raises the versions of topics, and tells of them after the commit. */
  touch(...topics: readonly string[]): Promise<void>;
}

/**
 * @param work given all that are open, gives back those that it has made or changed.
 * @returns whether there were any.
 */
export async function changeLine(
  { tx, event, touch }: LineChange,
  work: (open: readonly HelpRequest[]) => readonly HelpRequest[],
): Promise<boolean> {
  const open = await listOpenHelp(tx, event.id);
  const changed = work(open);
  if (changed.length === 0) return false;
  for (const request of changed) {
    if (open.some(({ id }) => id === request.id)) await saveHelpRequest(tx, event.id, request);
    else await insertHelpRequest(tx, event.id, request);
  }
  const others = open.filter(({ id }) => changed.every((each) => each.id !== id));
  await touch(...topicsOf(event, open, changed, [...others, ...changed.filter(isOpen)]));
  return true;
}

function topicsOf(
  event: EventRef,
  before: readonly HelpRequest[],
  changed: readonly HelpRequest[],
  after: readonly HelpRequest[],
): string[] {
  const told = new Set([...changed.map(({ participantId }) => participantId), ...movedInLine(before, after)]);
  const isReworded = changed.every(({ id, state }) => before.find((each) => each.id === id)?.state === state);
  return [HELP_TOPIC, ...[...told].map(myHelpTopic), ...(isReworded ? [] : consolesOf(event))];
}

/**
 * What becomes of the requests of somebody who leaves: their own are withdrawn, those that they looked after wait
 * for somebody else.
 * @returns whether they had asked for anything that was still open.
 */
export async function leaveLine(change: LineChange, participantId: ParticipantId): Promise<boolean> {
  let withdrew = false;
  await changeLine(change, (open) =>
    open.flatMap((request) => {
      const own = request.participantId === participantId;
      if (!own && request.takenBy !== participantId) return [];
      withdrew ||= own;
      return actOn(request, { kind: own ? 'withdraw' : 'give-back' }, change.now) ?? [];
    }),
  );
  return withdrew;
}

/** What somebody wrote when they asked for help goes; that they asked stays. */
export async function eraseFromLine({ tx, event, touch }: LineChange, participantId: ParticipantId): Promise<void> {
  if ((await listHelpOf(tx, event.id, participantId)).length === 0) return;
  await eraseHelpTexts(tx, event.id, participantId);
  await touch(HELP_TOPIC, myHelpTopic(participantId));
}
