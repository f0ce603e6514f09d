/** What the process with the clients is asked to do, and what it answers. */

/** Some sockets that open the same address. */
export interface Group {
  readonly name: string;
  /** `ws://…` */
  readonly address: string;
  /** One socket for each. */
  readonly cookies: readonly string[];
  /** What each of them follows. */
  readonly topics: readonly string[];
  /** So many open at the same time; the next begins when one has its first states. */
  readonly atOnce: number;
}

export type Order =
  /** Opens a group. Answered when all have their first state of each topic. */
  | { readonly do: 'connect'; readonly group: Group }
  /** Awaits frames with a text in them. Answered at once, so that what causes them can be sent. */
  | { readonly do: 'expect'; readonly group: string; readonly text: string }
  /** Answered when each that reads has had what was expected, in all of its topics. */
  | { readonly do: 'arrived'; readonly group: string; readonly begunAt: number }
  /** The 99th percentile of how long expected frames took, since this was asked last. */
  | { readonly do: 'latency'; readonly group: string }
  /** The last frame that the first of the group was sent. */
  | { readonly do: 'frame'; readonly group: string }
  /** So many of the group read no more. */
  | { readonly do: 'pause'; readonly group: string; readonly count: number }
  /** From now on whoever is cut off comes back, as a page does. */
  | { readonly do: 'return'; readonly group: string }
  /** Answered when all of those have come back and been told what is current. */
  | { readonly do: 'returned'; readonly group: string }
  /** What each has of the first topic, and whether any was ever told of an older version than it had. */
  | { readonly do: 'versions'; readonly group: string }
  | { readonly do: 'close'; readonly group: string };

export interface Answer {
  /** When the last of what was awaited happened, by `clockMs`. */
  readonly at?: number;
  /** In milliseconds. */
  readonly took?: number;
  readonly frame?: string;
  /** Of each of the group. */
  readonly versions?: readonly number[];
  /** How often one was told of an older version than it had. */
  readonly backwards?: number;
  /** How many of the group the server has closed. */
  readonly closed?: number;
}

/** Milliseconds on a clock that all processes of a machine share and that nobody sets. */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
