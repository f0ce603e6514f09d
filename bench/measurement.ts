/** What a bench part yields: one figure beside what it is measured against. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  /** `ratio`, `ms` or `MB`. */
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** Null where a figure is only stated. */
  readonly target: number | null;
  /** The raw limit and our own figure behind a ratio, in units per second; null where there is no limit to compare with. */
  readonly reference: number | null;
  readonly measured: number;
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
