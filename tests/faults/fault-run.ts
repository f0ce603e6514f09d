/** One kind of fault run, as a row of the table. */
export interface FaultResult {
  readonly run: string;
  readonly tries: number;
  /** What went wrong, by its name; a row without losses has nought everywhere. */
  readonly losses: Readonly<Record<string, number>>;
  /** What the figures do not say: a seed, statuses. */
  readonly remark: string;
}

export interface FaultRun {
  readonly name: string;
  /** What is said of it where it is listed. */
  readonly about: string;
  run(options: FaultOptions): Promise<readonly FaultResult[]>;
}

export interface FaultOptions {
  /** Where chance begins; the same seed makes the same tries. */
  readonly seed: number;
  /** How many tries in all; the run's own number when not given. */
  readonly tries?: number | undefined;
  /** Ballots are acknowledged before they are stored, as they must not be: it must be found out. */
  readonly acknowledgeFirst?: boolean;
}
