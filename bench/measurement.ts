/** What a bench part yields: one figure beside what it is measured against. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  /** `ratio`, `ms`, `s`, `MB`, `MiB`, `pairs` or `people`. */
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** Null where a figure is only stated. */
  readonly target: number | null;
  /**
   * The raw limit and our own figure behind a ratio, in `measuredIn`, a number per second where that is not
   * given; null where there is no limit to compare with.
   */
  readonly reference: number | null;
  readonly measured: number;
  /** The unit of `reference` and `measured`, as `ms`. */
  readonly measuredIn?: string;
}

/** Some figures that are measured together. */
export interface BenchPart {
  /** The figures that it yields: naming one runs the part. */
  readonly names: readonly string[];
  measure(): Promise<readonly Measurement[]>;
}

/** The middle of the figures, the mean of the two middle ones. @throws RangeError when there are none. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('no figures to take the median of');
  return (upper + lower) / 2;
}

/** The figure below which a share of them lies. @throws RangeError when there are none. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = Float64Array.from(figures).sort();
  const figure = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (figure === undefined) throw new RangeError('no figures to take a percentile of');
  return figure;
}
