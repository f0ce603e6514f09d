/** Personal calendars as bytes to send. They are rendered at each request: one person's file is asked for every few minutes. */
import { gzipSync } from 'node:zlib';
import type { Clock } from '../../kernel/time.ts';
import type { PublishedAgenda } from '../published/published.ts';
import type { Site } from './calendar.ts';
import { entriesStillTold } from './calendar-entry.ts';
import { type FeedFile, feedFile, fileHash, SECOND, wholeSeconds } from './feed-file.ts';
import { type CalendarReader, personalCalendarOf, type RoomsOfReader } from './personal-calendar.ts';

/** What was last sent to somebody, and since when their file has been that. */
interface LastSent {
  readonly hash: string;
  readonly modifiedAt: number;
}

/** Of how many people that is remembered. */
const MOST_READERS = 20_000;

export class PersonalFeedService {
  readonly #clock: Clock;
  readonly #site: () => Site;
  /** By participant. */
  readonly #lastSent = new Map<string, LastSent>();

  constructor(clock: Clock, site: () => Site) {
    this.#clock = clock;
    this.#site = site;
  }

  get(
    { agenda, entries }: PublishedAgenda,
    reader: CalendarReader,
    rooms: RoomsOfReader,
    compressed: boolean,
  ): FeedFile {
    const told = entriesStillTold(entries, this.#clock.now());
    const bytes = Buffer.from(personalCalendarOf(agenda, told, reader, this.#site(), rooms));
    const hash = fileHash(bytes);
    const modifiedAt = this.#modifiedAt(reader.participantId, hash);
    const said = ['content-type', 'text/calendar; charset=utf-8', 'content-disposition', DISPOSITION];
    if (!compressed) return feedFile(bytes, hash, modifiedAt, said);
    return feedFile(gzipSync(bytes), `${hash}-gzip`, modifiedAt, [...said, 'content-encoding', 'gzip']);
  }

  /** When this process first had these bytes; a second later than the bytes before them, at least. */
  #modifiedAt(participantId: string, hash: string): number {
    const last = this.#lastSent.get(participantId);
    if (last?.hash === hash) return last.modifiedAt;
    const modifiedAt = Math.max(wholeSeconds(this.#clock.now()), (last?.modifiedAt ?? 0) + SECOND);
    this.#lastSent.delete(participantId);
    this.#lastSent.set(participantId, { hash, modifiedAt });
    const oldest = this.#lastSent.keys().next();
    if (this.#lastSent.size > MOST_READERS && !oldest.done) this.#lastSent.delete(oldest.value);
    return modifiedAt;
  }
}

const DISPOSITION = 'inline; filename="my-sessions.ics"';
