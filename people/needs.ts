/** What the people room is handed by `server/wiring.ts`. */
import type { Kysely } from 'kysely';
import type { ParticipantId } from '../kernel/ids.ts';
import type { TouchTopics } from '../kernel/live.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Clock } from '../kernel/time.ts';
import type { RecordAudit } from './audit/audit.ts';
import type { EventDirectory, EventRef } from './event-directory.ts';
import type { AnnouncePeople } from './events.ts';
import type { Enqueue } from './message.ts';
import type { OwnAttendance, OwnVotes } from './roster/own-download.ts';

export interface PeopleNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly events: EventDirectory;
  /** Hands a mail over inside the transaction of the change that causes it. */
  readonly enqueue: Enqueue;
  /** Takes back every mail to an address that is still held, whatever came of it. */
  readonly forgetMail: (tx: Kysely<Tables>, to: string) => Promise<void>;
  /** Writes down who did what, in the transaction of the change. */
  readonly record: RecordAudit;
  /** Raises the versions of live topics, in the transaction of the change. */
  readonly touch: TouchTopics;
  /** Told of each change after its commit. */
  readonly announce: AnnouncePeople;
  /** Which days and sessions somebody was seen at, for what they take along. Another room writes it down. */
  readonly attendanceOf: (
    db: Kysely<Tables>,
    event: EventRef,
    participantId: ParticipantId,
  ) => Promise<readonly OwnAttendance[]>;
  /** What somebody asked and voted, for the same. Other rooms keep it. */
  readonly votesOf: (db: Kysely<Tables>, event: EventRef, participantId: ParticipantId) => Promise<OwnVotes>;
  /** Takes who leaves the event out of what other rooms plan for them. @returns the live topics in which that shows. */
  readonly leaveElsewhere: (
    tx: Kysely<Tables>,
    event: EventRef,
    participantId: ParticipantId,
  ) => Promise<readonly string[]>;
  /** Takes the name of who is erased off what other rooms show with it. @returns the live topics in which it showed. */
  readonly forgetElsewhere: (
    tx: Kysely<Tables>,
    event: EventRef,
    participantId: ParticipantId,
  ) => Promise<readonly string[]>;
  /** Where people reach this server; links in mails start with it. */
  readonly publicUrl: () => URL;
}
