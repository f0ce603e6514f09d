/**
 * How long requests took, as a Prometheus histogram. prom-client's own histogram looks its labels up anew
 * at each request and costs a calendar feed five hundredths of its speed; here each route has its figures
 * at hand from the start.
 */

const NAME = 'plenum_http_request_duration_seconds';
const HELP = 'How long requests took, by the pattern of their route and the class of their status.';

/** Upper bounds in milliseconds. */
const BOUNDS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] as const;

export interface RouteLabels {
  readonly method: string;
  /** The pattern. An address itself must not become a label: strangers would fill the memory with made-up ones. */
  readonly route: string;
}

/** Counts one answer. */
export type CountAnswer = (status: number, milliseconds: number) => void;

interface Series {
  readonly labels: string;
  /** Answers up to each bound and not up to the one before; the last is for those beyond all bounds. */
  readonly counts: number[];
  /** Milliseconds. */
  sum: number;
}

export class RequestDurations {
  readonly #series: Series[] = [];

  /** What counts the answers of a route. */
  of(labels: RouteLabels): CountAnswer {
    const byClass: (Series | undefined)[] = [];
    return (status, milliseconds) => {
      const statusClass = Math.trunc(status / 100);
      byClass[statusClass] ??= this.#add(labels, `${statusClass}xx`);
      count(byClass[statusClass], milliseconds);
    };
  }

  /** All of it in Prometheus' text format. */
  text(): string {
    const lines = [`# HELP ${NAME} ${HELP}`, `# TYPE ${NAME} histogram`, ...this.#series.flatMap(seriesLines)];
    return `${lines.join('\n')}\n`;
  }

  #add({ method, route }: RouteLabels, status: string): Series {
    const labels = `method="${method}",route="${escapeLabel(route)}",status="${status}"`;
    const series = { labels, counts: new Array<number>(BOUNDS.length + 1).fill(0), sum: 0 };
    this.#series.push(series);
    return series;
  }
}

function count(series: Series, milliseconds: number): void {
  let bucket = 0;
  while (bucket < BOUNDS.length && milliseconds > (BOUNDS[bucket] as number)) bucket += 1;
  series.counts[bucket] = (series.counts[bucket] as number) + 1;
  series.sum += milliseconds;
}

function seriesLines({ labels, counts, sum }: Series): string[] {
  let total = 0;
  const buckets = counts.map((answers, index) => {
    total += answers;
    const bound = BOUNDS[index];
    return `${NAME}_bucket{${labels},le="${bound === undefined ? '+Inf' : bound / 1000}"} ${total}`;
  });
  return [...buckets, `${NAME}_sum{${labels}} ${sum / 1000}`, `${NAME}_count{${labels}} ${total}`];
}

function escapeLabel(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
