/** The audit log: written by every room through `RecordAudit`, read by organisers. */
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { canBeId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { PeopleAuditEntryRow } from '../../kernel/tables.ts';
import { type Clock, formatRfc3339, instant } from '../../kernel/time.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import type { PeopleNeeds } from '../needs.ts';
import type { AuditEntryView, AuditPage } from '../view.ts';
import { actorRef, type RecordAudit } from './audit.ts';
import { insertAuditEntries, listAuditEntries, namesOf } from './audit-store.ts';
import { actorInWords, idsWithin, type Names, subjectInWords } from './audit-wording.ts';

/** What every room is handed to write down who did what. */
export function auditRecorder(clock: Clock): RecordAudit {
  return async (tx, ...entries) => {
    const at = clock.now();
    const rows = entries.map(({ eventId, actor, action, subject, details = {} }) => ({
      id: newId(),
      event_id: eventId,
      at,
      actor: actorRef(actor, eventId),
      action,
      subject,
      details: JSON.stringify(details),
    }));
    await insertAuditEntries(tx, rows);
  };
}

export interface AuditService {
  /**
   * A part of the log of an event, newest first, with names as they are today.
   * @param before the `next` of the part before this one; null for the newest.
   * @throws AppError as `demand`; `bad-input` when `before` is none of ours.
   */
  list(actor: Actor, event: EventRef, before: string | null, limit: number): Promise<AuditPage>;
}

export function createAuditService({ db }: Pick<PeopleNeeds, 'db'>): AuditService {
  return {
    list: async (actor, event, before, limit) => {
      demand(actor, 'read-audit', placeOf(event));
      const found = await listAuditEntries(db, event.id, before === null ? null : readPlace(before), limit + 1);
      const rows = found.slice(0, limit);
      const names = await namesOf(db, event.id, idsWithin(rows.flatMap((row) => [row.actor, row.subject ?? ''])));
      const last = found.length > limit ? rows.at(-1) : undefined;
      return { entries: rows.map((row) => viewOf(row, names)), next: last ? `${last.at}.${last.id}` : null };
    },
  };
}

/** The time and the id of an entry: several may have the same time. */
function readPlace(text: string): { readonly at: number; readonly id: string } {
  const [, at, id] = /^(\d{1,15})\.(.+)$/s.exec(text) ?? [];
  if (at !== undefined && id !== undefined && canBeId(id)) return { at: Number(at), id };
  throw new AppError('bad-input', 'There is no such place in the log.', {
    errors: [{ path: 'query.before', message: 'expected what an earlier answer gave as "next"' }],
  });
}

function viewOf(row: PeopleAuditEntryRow, names: Names): AuditEntryView {
  return {
    id: row.id,
    at: formatRfc3339(instant(row.at), 'utc'),
    actor: actorInWords(row.actor, names),
    action: row.action,
    subject: row.subject === null ? null : subjectInWords(row.subject, names),
    details: JSON.parse(row.details) as AuditEntryView['details'],
  };
}
