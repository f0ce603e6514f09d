/** The audit log: written by every room through `RecordAudit`, read by organisers. */
import { newId } from '../../kernel/random.ts';
import type { Clock } from '../../kernel/time.ts';
import { actorRef, type RecordAudit } from './audit.ts';
import { insertAuditEntry } from './audit-store.ts';

/** What every room is handed to write down who did what. */
export function auditRecorder(clock: Clock): RecordAudit {
  return async (tx, { eventId, actor, action, subject, details = {} }) => {
    await insertAuditEntry(tx, {
      id: newId(),
      event_id: eventId,
      at: clock.now(),
      actor: actorRef(actor, eventId),
      action,
      subject,
      details: JSON.stringify(details),
    });
  };
}
