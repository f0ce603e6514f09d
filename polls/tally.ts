/** The shape of what a round came to. */

export interface OptionCount {
  readonly id: string;
  /** People who chose it; of a ranking, those who ranked it at all. */
  readonly people: number;
  /** Of a ranking its points, else the same as `people`. */
  readonly points: number;
}

export interface TextCount {
  /** As it was written first in the order of the alphabet. */
  readonly text: string;
  readonly people: number;
}

export interface Group {
  /** Null for the others, put together. */
  readonly name: string | null;
  readonly people: number;
  readonly options: readonly OptionCount[];
}

export interface Tally {
  /** People with a ballot: the turnout. */
  readonly people: number;
  /** Answers given in all; the same as `people` where each gives one. */
  readonly answers: number;
  /** In the order of the ballot paper; empty for texts. */
  readonly options: readonly OptionCount[];
  /** Most often first, then by the alphabet; empty but for texts. */
  readonly texts: readonly TextCount[];
  /** Of a scale: the mean, to two decimals; null for others and without ballots. */
  readonly mean: number | null;
  /** Null where there is none, or it would show too small a group. */
  readonly breakdown: { readonly by: 'organisation' | 'country'; readonly groups: readonly Group[] } | null;
}
