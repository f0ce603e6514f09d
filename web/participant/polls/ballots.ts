/**
 * Votes that are not yet known to be in. Each has an id that the page made once; it is kept in the tab and sent
 * again, over the socket or over HTTP, until the server has said that it is in, or why it never will be. The
 * server counts an id once, so that sending it twice does no harm.
 */
import type { ErrorCode } from '../../../kernel/errors.ts';

/** Of one person, in one round of a poll. Either `options` or `text`. */
export interface SentBallot {
  readonly id: string;
  readonly poll: string;
  readonly round: number;
  readonly options?: readonly string[];
  readonly text?: string;
}

/** What became of the newest vote in a poll, as far as this page knows. */
export type BallotFate =
  | { readonly is: 'sending'; readonly ballot: SentBallot; readonly isSlow: boolean }
  | { readonly is: 'in'; readonly ballot: SentBallot }
  | { readonly is: 'refused'; readonly ballot: SentBallot; readonly code: RefusalCode };

export type RefusalCode = ErrorCode | 'other-round';

/** Where ballots outlive a reload. Whatever is unreadable there is none. */
export interface BallotKeep {
  read(): readonly SentBallot[];
  write(ballots: readonly SentBallot[]): void;
}

export interface BallotNeeds {
  readonly keep: BallotKeep;
  /** @returns whether it left: false while there is no open socket. */
  readonly overSocket: (frame: object) => boolean;
  /** @returns null when it is in, else why not; `unreachable` without an answer. */
  readonly overHttp: (ballot: SentBallot) => Promise<ErrorCode | 'unreachable' | null>;
  /** The round that is on now, as far as it is known. */
  readonly roundOf: (poll: string) => number | undefined;
  /** @param tries how often it was tried before. */
  readonly pauseBefore: (tries: number) => number;
  /** @returns what calls it off. */
  readonly later: (call: () => void, ms: number) => () => void;
}

/** Codes after which the same ballot may still be taken. */
const PASSING: readonly string[] = ['unavailable', 'internal', 'too-many-requests', 'unreachable'];
/** How long the socket has to answer before the ballot goes over HTTP, in milliseconds. */
const SOCKET_ANSWERS_WITHIN = 4000;

export class Ballots {
  readonly #needs: BallotNeeds;
  readonly #fates = new Map<string, BallotFate>();
  readonly #hearers = new Set<() => void>();
  readonly #refusalHearers = new Set<(code: RefusalCode) => void>();
  /** What calls off the next try of each ballot. */
  readonly #waits = new Map<string, () => void>();
  readonly #tries = new Map<string, number>();
  #isOver = false;

  constructor(needs: BallotNeeds) {
    this.#needs = needs;
    for (const ballot of needs.keep.read()) this.#fates.set(ballot.poll, { is: 'sending', ballot, isSlow: true });
  }

  fate(poll: string): BallotFate | undefined {
    return this.#fates.get(poll);
  }

  onFate(hear: () => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  onRefused(hear: (code: RefusalCode) => void): () => void {
    this.#refusalHearers.add(hear);
    return () => this.#refusalHearers.delete(hear);
  }

  /** Keeps it, and sends it. One that is being sent in the same poll must have been answered before. */
  cast(ballot: SentBallot): void {
    this.#put({ is: 'sending', ballot, isSlow: false });
    this.#tries.set(ballot.id, 0);
    this.#send(ballot);
  }

  /** The socket is open, and what the page follows is current: what was under way is sent again. */
  comeBack(): void {
    for (const ballot of this.#sending) this.#send(ballot);
  }

  /** Begins to send what an earlier page left; a little later, so that a socket may have opened. */
  start(): void {
    for (const ballot of this.#sending) this.#wait(ballot, this.#needs.pauseBefore(0), () => this.#send(ballot));
  }

  /** @param code null for an acknowledgement. @returns whether the frame was about a ballot of this page. */
  hear(id: string, code: ErrorCode | null): boolean {
    const ballot = this.#sending.find((each) => each.id === id);
    if (!ballot) return false;
    this.#answered(ballot, code);
    return true;
  }

  stop(): void {
    this.#isOver = true;
    for (const callOff of this.#waits.values()) callOff();
  }

  get #sending(): SentBallot[] {
    return [...this.#fates.values()].flatMap((fate) => (fate.is === 'sending' ? [fate.ballot] : []));
  }

  #send(ballot: SentBallot): void {
    if (this.#isOfOtherRound(ballot)) return;
    const { id, poll, round, options, text } = ballot;
    const frame = { op: 'ballot', id, poll, round, ...(options ? { options } : { text }) };
    if (this.#needs.overSocket(frame)) this.#wait(ballot, SOCKET_ANSWERS_WITHIN, () => this.#post(ballot));
    else void this.#post(ballot);
  }

  async #post(ballot: SentBallot): Promise<void> {
    if (this.#isOfOtherRound(ballot)) return;
    const code = await this.#needs.overHttp(ballot);
    if (!this.#isOver && this.#isSending(ballot)) this.#answered(ballot, code);
  }

  #answered(ballot: SentBallot, code: ErrorCode | 'unreachable' | null): void {
    if (code === null) this.#put({ is: 'in', ballot });
    else if (PASSING.includes(code)) this.#tryLater(ballot);
    else this.#put({ is: 'refused', ballot, code: code as ErrorCode });
  }

  #tryLater(ballot: SentBallot): void {
    const tries = this.#tries.get(ballot.id) ?? 0;
    this.#tries.set(ballot.id, tries + 1);
    this.#put({ is: 'sending', ballot, isSlow: true });
    this.#wait(ballot, this.#needs.pauseBefore(tries), () => this.#send(ballot));
  }

  /** A vote in a round that is over is no vote in the next, where the same is asked again. */
  #isOfOtherRound(ballot: SentBallot): boolean {
    const now = this.#needs.roundOf(ballot.poll);
    if (now === undefined || now === ballot.round) return false;
    this.#put({ is: 'refused', ballot, code: 'other-round' });
    return true;
  }

  #isSending({ id, poll }: SentBallot): boolean {
    const fate = this.#fates.get(poll);
    return fate?.is === 'sending' && fate.ballot.id === id;
  }

  #wait({ id }: SentBallot, ms: number, call: () => void): void {
    this.#waits.get(id)?.();
    if (!this.#isOver) this.#waits.set(id, this.#needs.later(call, ms));
  }

  #put(fate: BallotFate): void {
    this.#fates.set(fate.ballot.poll, fate);
    if (fate.is !== 'sending') this.#waits.get(fate.ballot.id)?.();
    this.#needs.keep.write(this.#sending);
    for (const hear of this.#hearers) hear();
    if (fate.is === 'refused') for (const hear of this.#refusalHearers) hear(fate.code);
  }
}
