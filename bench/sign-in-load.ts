/** Asks a server for sign-in links for some seconds, in a process of its own. Prints how many a second it took. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

const [url, seconds] = process.argv.slice(2);
if (url === undefined || seconds === undefined) throw new Error('Expected an address and a number of seconds.');

interface LoadResult {
  readonly duration: number;
  readonly errors: number;
  readonly requests: { readonly total: number };
  readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
}

const autocannon = createRequire(import.meta.url)('autocannon') as (options: object) => Promise<LoadResult>;

/** A new address and a new block of addresses each time. */
function wish(request: object): object {
  const bytes = randomBytes(8);
  return {
    ...request,
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${bytes[0]}.${bytes[1]}.${bytes[2]}`,
    },
    body: JSON.stringify({ email: `${bytes.toString('hex')}@example.org`, event: 'five-day-event' }),
  };
}

const result = await autocannon({
  url,
  connections: 20,
  duration: Number(seconds),
  requests: [{ method: 'POST', path: '/api/sign-in', setupRequest: wish }],
});
const taken = result.statusCodeStats[202]?.count ?? 0;
if (taken === 0 || taken !== result.requests.total || result.errors > 0) {
  throw new Error(`${url} did not answer 202 alone: ${JSON.stringify(result.statusCodeStats)}`);
}
process.stdout.write(`${taken / result.duration}\n`);
