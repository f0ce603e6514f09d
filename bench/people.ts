/** How long it takes to import 10,000 people in one go, through a server's own addresses, and to answer a page of their list. */
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { type ServerProcess, startPlenum } from './processes.ts';

const PEOPLE = 10_000;
const ROUNDS = 21;

export const people: BenchPart = {
  names: ['import-10000-people', 'people-page-10000'],
  measure: async () => {
    const plenum = await startPlenum();
    try {
      return await measurePeople(plenum);
    } finally {
      await plenum.stop();
    }
  },
};

async function measurePeople({ url, printed }: ServerProcess): Promise<Measurement[]> {
  const headers = { authorization: `Bearer ${/plenum_op_\S+/.exec(printed.join('\n'))?.[0] ?? ''}` };
  const address = `${url}/api/events/five-day-event/people`;
  const post = (query: string) => answered(`${address}/import?${query}`, { method: 'POST', headers, body: form() });
  const { preview } = (await (await post('dryRun=true')).json()) as { readonly preview: string };
  const [stored] = await timed(() => post(`preview=${preview}`));
  const pages: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    pages.push((await timed(() => answered(`${address}?limit=50&search=guest ${round}`, { headers })))[0]);
  }
  return [figure('import-10000-people', stored, 5_000), figure('people-page-10000', median(pages), 200)];
}

function form(): FormData {
  const rows = Array.from(
    { length: PEOPLE },
    (_, n) => `Guest ${n},guest-${n}@example.org,Organisation ${n % 300},EE,Risk management; Data analytics`,
  );
  const form = new FormData();
  form.set('people', new Blob([`name,email,organisation,country,tags\n${rows.join('\n')}\n`]), 'people.csv');
  return form;
}

async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, T]> {
  const begun = performance.now();
  const done = await work();
  return [performance.now() - begun, done];
}

/** The answer, read to its end. */
async function answered(url: string, request: RequestInit): Promise<Response> {
  const response = await fetch(url, request);
  const body = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${new TextDecoder().decode(body)}`);
  return new Response(body);
}

function figure(name: string, value: number, target: number): Measurement {
  return { name, value, unit: 'ms', better: 'lower', target, reference: null, measured: value };
}
