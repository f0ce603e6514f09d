/**
 * How many answers a second the calendar of an event of 60 sessions gives, beside a bare Fastify route
 * that returns the same bytes. Both are loaded in turn, because a shared machine is not equally fast for
 * long, and the middle of the rounds' ratios counts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { planFilesOf } from './plan-files.ts';
import { answersPerSecond, type Load, type ServerProcess, startPlenum, startServer } from './processes.ts';

const ROUNDS = 7;
const SECONDS = 2;
/** Long enough for the compiler to have seen what is asked for most. */
const WARMING_SECONDS = 5;
const TARGET = 0.8;

export const feed: BenchPart = {
  names: ['feed-200', 'feed-304'],
  measure: async () => {
    const plenum = await startPlenum();
    try {
      return await measureFeed(await publishEvent(plenum));
    } finally {
      await plenum.stop();
    }
  },
};

interface Calendar {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly tag: string;
}

/** Publishes an event of 60 sessions through the server's own addresses. */
async function publishEvent({ url, printed }: ServerProcess): Promise<Calendar> {
  const key = /plenum_op_\S+/.exec(printed.join('\n'))?.[0] ?? '';
  const authorization = `Bearer ${key}`;
  const helpdesk = { email: null, phone: null, chat: null };
  const event = { slug: 'bench', name: 'Bench', timeZone: 'Europe/Zurich', isPublic: true, helpdesk };
  await sent(`${url}/api/events`, {
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  const files = planFilesOf({ days: 5, sessionsPerDay: 12, tracks: 0 });
  const form = new FormData();
  form.set('days', new Blob([Uint8Array.from(files.days.bytes)]), 'days.csv');
  form.set('sessions', new Blob([Uint8Array.from(files.sessions.bytes)]), 'sessions.csv');
  const draft = await sent(`${url}/api/events/bench/import`, { headers: { authorization }, body: form });
  await sent(`${url}/api/events/bench/versions`, {
    headers: { authorization, 'if-match': draft.headers.get('etag') ?? '' },
  });
  const calendar = await sent(`${url}/events/bench/calendar.ics`, {
    method: 'GET',
    headers: { 'accept-encoding': 'identity' },
  });
  const bytes = new Uint8Array(await calendar.arrayBuffer());
  return { url: `${url}/events/bench/calendar.ics`, bytes, tag: calendar.headers.get('etag') ?? '' };
}

async function sent(url: string, request: RequestInit): Promise<Response> {
  const response = await fetch(url, { method: 'POST', ...request });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

async function measureFeed(calendar: Calendar): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const file = join(folder, 'calendar.ics');
  writeFileSync(file, calendar.bytes);
  const bare = await startServer([join(import.meta.dirname, 'bare-server.js'), file]);
  try {
    const limit = { url: `${bare.url}/calendar.ics`, expectedStatus: 200 };
    const whole = { url: calendar.url, expectedStatus: 200 };
    const unchanged = { url: calendar.url, expectedStatus: 304, headers: { 'if-none-match': calendar.tag } };
    return await inTurn(limit, [
      ['feed-200', whole],
      ['feed-304', unchanged],
    ]);
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Target = Omit<Load, 'seconds'>;

async function inTurn(limit: Target, feeds: readonly (readonly [string, Target])[]): Promise<Measurement[]> {
  for (const target of [limit, ...feeds.map(([, target]) => target)])
    await answersPerSecond({ ...target, seconds: WARMING_SECONDS });
  const references: number[] = [];
  const measured = feeds.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    references.push(await answersPerSecond({ ...limit, seconds: SECONDS }));
    for (const [place, [, target]] of feeds.entries()) {
      measured[place]?.push(await answersPerSecond({ ...target, seconds: SECONDS }));
    }
  }
  return feeds.map(([name], place) => ratio(name, references, measured[place] ?? []));
}

function ratio(name: string, references: readonly number[], measured: readonly number[]): Measurement {
  const ratios = measured.map((figure, round) => figure / (references[round] ?? Number.NaN));
  return {
    name,
    value: median(ratios),
    unit: 'ratio',
    better: 'higher',
    target: TARGET,
    reference: median(references),
    measured: median(measured),
  };
}
