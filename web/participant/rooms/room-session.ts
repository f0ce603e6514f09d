/** A session on which a round hangs, as it is planned. */
export interface RoundSession {
  readonly entry: string;
  readonly title: string;
  /** The number of its day. */
  readonly day: number;
  /** UTC milliseconds. */
  readonly starts: number;
}
