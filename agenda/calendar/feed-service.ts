/**
 * The rendered files of published agendas, as bytes ready to be sent. Hundreds of calendars ask for the
 * same file every few minutes, so a file is rendered once for each version and compressed once.
 */
import { gzipSync } from 'node:zlib';
import type { Clock } from '../../kernel/time.ts';
import type { PublishedAgenda } from '../published/published.ts';
import type { Site } from './calendar.ts';
import { entriesStillTold, nextEntryToGo } from './calendar-entry.ts';
import { type Feed, feedDisposition, feedKey, feedText, feedType, hasFeed } from './feed.ts';
import { type FeedFile, feedFile, fileHash, SECOND, wholeSeconds } from './feed-file.ts';

/** One file, plain and, once somebody asked for that, compressed. */
interface Rendered {
  readonly plain: FeedFile;
  readonly compress: () => FeedFile;
  gzip?: FeedFile;
}

/** The files of one event that were rendered since its last change. */
interface Shelf {
  readonly stamp: string;
  readonly from: number;
  /** UTC milliseconds: when a cancelled entry goes, which changes the files without a new version. */
  readonly until: number;
  readonly files: Map<string, Rendered>;
}

/** Of how many events the files are held. Those of the one that was rendered longest ago make way. */
const MOST_EVENTS = 200;

export class FeedService {
  readonly #clock: Clock;
  readonly #site: () => Site;
  /** By event id. An event's files go all at once when its published agenda changes. */
  readonly #shelves = new Map<string, Shelf>();

  /** @param site asked at each rendering, because a free port is known only after listening. */
  constructor(clock: Clock, site: () => Site) {
    this.#clock = clock;
    this.#site = site;
  }

  /** The file, from memory where it is there; undefined when the event has no such file. */
  get(published: PublishedAgenda, feed: Feed, compressed: boolean): FeedFile | undefined {
    const shelf = this.#shelfOf(published);
    const key = feedKey(feed);
    const rendered = shelf.files.get(key) ?? this.#render(published, feed, shelf.from);
    if (!rendered) return undefined;
    shelf.files.set(key, rendered);
    if (!compressed) return rendered.plain;
    rendered.gzip ??= rendered.compress();
    return rendered.gzip;
  }

  #shelfOf({ agenda, entries, stamp }: PublishedAgenda): Shelf {
    const { id } = agenda.event;
    const now = this.#clock.now();
    const held = this.#shelves.get(id);
    if (held && held.stamp === stamp && now < held.until) return held;
    // One shelf's bytes must not be dated like those of the shelf before it.
    const from = Math.max(wholeSeconds(now), (held?.from ?? 0) + SECOND);
    const shelf = { stamp, from, until: nextEntryToGo(entriesStillTold(entries, now)), files: new Map() };
    this.#shelves.delete(id);
    this.#shelves.set(id, shelf);
    this.#makeRoom();
    return shelf;
  }

  #makeRoom(): void {
    for (const id of this.#shelves.keys()) {
      if (this.#shelves.size <= MOST_EVENTS) return;
      this.#shelves.delete(id);
    }
  }

  #render(published: PublishedAgenda, feed: Feed, modifiedAt: number): Rendered | undefined {
    const entries = entriesStillTold(published.entries, this.#clock.now());
    if (!hasFeed({ ...published, entries }, feed)) return undefined;
    const bytes = Buffer.from(feedText(published, entries, feed, this.#site()));
    const tag = fileHash(bytes);
    const said = ['content-type', feedType(feed), 'content-disposition', feedDisposition(published, feed)];
    return {
      plain: feedFile(bytes, tag, modifiedAt, said),
      compress: () =>
        feedFile(gzipSync(bytes, { level: 9 }), `${tag}-gzip`, modifiedAt, [...said, 'content-encoding', 'gzip']),
    };
  }
}
