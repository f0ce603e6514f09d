/**
 * The page's one socket, and every topic that is followed over it.
 *
 * It resumes by version, so that whoever has the newest state is not sent it again, and finds out when the line is
 * silently dead (`heartbeat.ts`). While it fails, the page asks over HTTP instead (`live-poll.ts`) and is told of when
 * its picture is: nothing old passes for new.
 */
import type { ErrorCode } from '../../kernel/errors.ts';
import { Followed, type Picture } from './followed.ts';
import { ANSWER_WITHIN, BEAT_EVERY, Heartbeat, serverClock } from './heartbeat.ts';
import { LivePoll } from './live-poll.ts';
import { pauseBeforeTry } from './reconnect.ts';

/** As `server/live/topics.ts` writes it. */
export interface LiveMe {
  readonly name: string;
  readonly state: string;
  readonly roles: readonly { readonly role: string; readonly dayId: string | null; readonly room: string | null }[];
}

export interface LiveHearers {
  /** The sign-in has ended, or the event no longer knows the person: the page should show nothing any more. */
  readonly onEnded: () => void;
  /** Told when the server cannot be reached, with the device's time since when, and with null when it can again. */
  readonly onLost?: (lostSince: number | null) => void;
}

/** Told what was answered to a frame of that id. @param code null for an acknowledgement. */
export type AnswerHearer = (id: string, code: ErrorCode | null) => void;

interface Frame {
  readonly op: 'state' | 'current' | 'pong' | 'error' | 'ack';
  readonly id?: string;
  readonly topic?: string;
  readonly version: number;
  readonly state: unknown;
  readonly now: string;
  readonly code: ErrorCode;
}

/** What `GET …/me` answers to whoever is no longer in. */
const NOT_IN = [401, 403, 404];
const BROKEN = 1006;
/** Milliseconds. */
const GRACE = 3000;

export class Live {
  readonly #event: string;
  readonly #hearers: LiveHearers;
  readonly #followed = new Followed();
  readonly #poll: LivePoll;
  readonly #heartbeat = new Heartbeat({ send: (frame) => this.send(frame), onSilent: () => this.#giveUp() });
  readonly #life = new AbortController();
  readonly #lineHearers = new Set<() => void>();
  readonly #answerHearers = new Set<AnswerHearer>();
  #socket: WebSocket | undefined;
  #retry: number | undefined;
  #tries = 0;
  /** The server's time at which everything shown was surely current; null while it still is. */
  #asOf: number | null = null;
  #heardAt = Date.now();
  #lostAt = Date.now();
  #isLost = false;

  constructor(event: string, hearers: LiveHearers) {
    this.#event = encodeURIComponent(event);
    this.#hearers = hearers;
    this.#poll = new LivePoll(`/api/events/${this.#event}`, {
      topics: () => this.#followed.topics,
      onState: (topic, state) => this.#followed.put(topic, { state, version: null, refused: null }),
      onAnswered: () => {
        this.#setAsOf(Date.now());
        this.#setLost(false);
      },
      onUnanswered: () => undefined,
    });
    const { signal } = this.#life;
    window.addEventListener('offline', () => this.#lose(Date.now(), true), { signal });
    window.addEventListener('online', () => this.#comeBack(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden || this.#lookAwake(), { signal });
    this.#connect();
    window.setTimeout(() => this.#socket?.readyState === WebSocket.OPEN || this.#lose(this.#heardAt), GRACE);
  }

  /** @param hear is told of each new picture. @returns what ends it. */
  follow(topic: string, hear: () => void): () => void {
    if (this.#followed.add(topic, hear)) this.#subscribe(topic);
    return () => {
      if (this.#followed.drop(topic, hear)) this.send({ op: 'unsubscribe', topic });
    };
  }

  picture(topic: string): Picture {
    return this.#followed.picture(topic);
  }

  /** The server's time at which everything followed was last surely current; null while it is. */
  get asOf(): number | null {
    return this.#asOf;
  }

  onAsOf(hear: () => void): () => void {
    this.#lineHearers.add(hear);
    return () => this.#lineHearers.delete(hear);
  }

  /** Sends a frame with an id of its own, whose answer `onAnswer` tells. @returns false while no socket is open. */
  send(frame: object): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  onAnswer(hear: AnswerHearer): () => void {
    this.#answerHearers.add(hear);
    return () => this.#answerHearers.delete(hear);
  }

  stop(): void {
    this.#life.abort();
    this.#poll.stop();
    window.clearTimeout(this.#retry);
    this.#heartbeat.stop();
    this.#socket?.close();
  }

  #connect(): void {
    window.clearTimeout(this.#retry);
    const address = new URL(`/api/live?event=${this.#event}`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const opened = new WebSocket(address);
    this.#socket = opened;
    let wasOpen = false;
    opened.onopen = () => {
      wasOpen = true;
      for (const topic of this.#followed.topics) this.#subscribe(topic);
      this.#heartbeat.begin();
    };
    opened.onmessage = ({ data }) => this.#socket === opened && this.#hear(JSON.parse(String(data)) as Frame);
    opened.onclose = ({ code }) => this.#socket === opened && void this.#closed(code, wasOpen);
  }

  #subscribe(topic: string): void {
    const { state, version } = this.#followed.picture(topic);
    const known = state === null || version === null ? {} : { version };
    this.send({ op: 'subscribe', topic, ...known });
  }

  #hear(frame: Frame): void {
    this.#heardAt = Date.now();
    // Only a socket that tells something is worth another quick try: one too many is closed after it opened.
    this.#tries = 0;
    const { op, topic, id } = frame;
    if (op === 'pong' && id !== undefined) this.#heartbeat.hear(id, frame.now);
    if (topic !== undefined) this.#hearTopic(topic, frame);
    else if (id !== undefined && op !== 'pong') this.#hearAnswer(id, op === 'ack' ? null : frame.code);
    if (this.#followed.areAnswered()) this.#find();
  }

  #hearTopic(topic: string, { op, ...frame }: Frame): void {
    if (op === 'state') {
      this.#followed.put(topic, { state: frame.state, version: frame.version, isLive: true, refused: null });
      if (topic === 'me') this.#askAgain();
    }
    if (op === 'current') this.#followed.put(topic, { isLive: true, refused: null });
    if (op === 'error') this.#followed.put(topic, { state: null, version: null, isLive: false, refused: frame.code });
  }

  #hearAnswer(id: string, code: ErrorCode | null): void {
    for (const hear of this.#answerHearers) hear(id, code);
  }

  /** Other rights open other topics. */
  #askAgain(): void {
    const refused = this.#followed.topics.filter((topic) => this.picture(topic).refused !== null);
    for (const topic of refused) this.#subscribe(topic);
  }

  /** Nothing comes over the line any more, though nobody has closed it. */
  #giveUp(): void {
    const silent = this.#socket;
    if (this.#heardAt > Date.now() - ANSWER_WITHIN) {
      this.#heartbeat.beat();
      return;
    }
    this.#lose(this.#heardAt);
    this.#connect();
    silent?.close();
  }

  /** Whoever looks at a page again, after a night, is not shown what was on when they left. */
  #lookAwake(): void {
    if (Date.now() - this.#heardAt > BEAT_EVERY + ANSWER_WITHIN) this.#lose(this.#heardAt);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#askAnew();
    else this.#comeBack();
  }

  #askAnew(): void {
    // The line may be sound after all: browsers let hidden pages wait for a minute between two questions.
    for (const topic of this.#followed.topics) if (!this.picture(topic).isLive) this.#subscribe(topic);
    this.#heartbeat.begin();
  }

  async #closed(code: number, wasOpen: boolean): Promise<void> {
    const { signal } = this.#life;
    if (signal.aborted) return;
    this.#heartbeat.stop();
    if (wasOpen) this.#lose(Date.now());
    const pause = pauseBeforeTry(code, this.#tries, Math.random());
    if (pause === null) return this.#end();
    this.#tries += 1;
    window.clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => this.#connect(), pause);
    // A refusal at the door looks like any other failure to a browser, so it asks over HTTP which it is.
    if (!wasOpen || code !== BROKEN) await this.#lookAtDoor(signal);
  }

  async #lookAtDoor(signal: AbortSignal): Promise<void> {
    const me = await fetch(`/api/events/${this.#event}/me`, { cache: 'no-store', signal }).catch(() => null);
    if (signal.aborted) return;
    if (me && NOT_IN.includes(me.status)) this.#end();
    else if (me?.ok) this.#setLost(false);
    // A server that starts anew is back before the second try.
    else if (this.#tries > 1) this.#setLost(true);
  }

  #lose(since: number, isOut = false): void {
    if (this.#life.signal.aborted) return;
    for (const topic of this.#followed.topics) {
      if (this.picture(topic).isLive) this.#followed.put(topic, { isLive: false });
    }
    if (this.#asOf === null) {
      this.#setAsOf(since);
      this.#lostAt = since;
    }
    if (isOut) this.#setLost(true);
    this.#poll.start();
  }

  #find(): void {
    this.#poll.stop();
    this.#setAsOf(null);
    this.#setLost(false);
  }

  #comeBack(): void {
    this.#tries = 0;
    const before = this.#socket;
    this.#connect();
    before?.close();
  }

  /** @param at on the device's clock. */
  #setAsOf(at: number | null): void {
    if (at === null && this.#asOf === null) return;
    const now = Date.now();
    this.#asOf = at === null ? null : Math.round(serverClock.now(now) - (now - at));
    for (const hear of this.#lineHearers) hear();
  }

  #setLost(isLost: boolean): void {
    if (this.#isLost === isLost) return;
    this.#isLost = isLost;
    this.#hearers.onLost?.(isLost ? this.#lostAt : null);
  }

  #end(): void {
    this.stop();
    this.#hearers.onEnded();
  }
}
