/** Takes mails from the rooms. A small port until the outbox is there. */
import { newId } from '../../kernel/random.ts';
import type { Clock } from '../../kernel/time.ts';
import type { Enqueue } from '../../people/message.ts';
import { insertMail } from './mail-store.ts';

/** What rooms are handed to send mail: stored with the change that causes it, sent by a job. */
export function mailEnqueuer(clock: Clock): Enqueue {
  return async (tx, { to, subject, text }) => {
    const now = clock.now();
    await insertMail(tx, {
      id: newId(),
      recipient: to,
      subject,
      text,
      created_at: now,
      attempts: 0,
      due_at: now,
      settled_at: null,
      failure: null,
    });
  };
}
