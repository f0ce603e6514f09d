/**
 * The app under hostile requests: fills in what only the running app knows, sends them in somebody's name,
 * and says what is unsound about an answer. What was destroyed is put back every so often.
 */
import { gunzipSync } from 'node:zlib';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { ERROR_CODES } from '../../kernel/errors.ts';
import type { OpenDatabase } from '../../server/database.ts';
import type { ServedApp } from '../server/serve.ts';
import { type Asker, assemble, type Cast } from './cast.ts';
import { type HostileRequest, JOIN_LINK } from './hostile.ts';
import { OPERATOR } from './sample-plan.ts';

/** One request as it was sent, and what came back. */
export interface Exchange {
  readonly request: HostileRequest;
  readonly asker: Asker;
  readonly status: number;
  /** Of a refusal. */
  readonly code: string | null;
  /** What is wrong with the answer, in words; null when nothing is. */
  readonly unsound: string | null;
  /** The status for whoever asks the same again and names the tag of the answer; null for an answer without a tag. */
  readonly again: number | null;
}

/** So many requests may do what they like before everybody is put back. */
const RESTORE_AFTER = 20;
const READERS_OF_DRAFTS = [
  'operator',
  'organiser',
  'chair',
  'deputy',
  'helpdesk',
  'key agenda:read',
  'key agenda:write',
];

export class Siege {
  readonly #served: ServedApp;
  readonly #cast: Cast;
  readonly #csrf = new Map<string, string>();
  #sent = 0;
  #etag = '""';

  constructor(served: ServedApp, cast: Cast) {
    this.#served = served;
    this.#cast = cast;
  }

  static async lay(served: ServedApp, database: OpenDatabase): Promise<Siege> {
    return new Siege(served, await assemble(database.db, served.services, served.authorization));
  }

  async send(hostile: HostileRequest): Promise<Exchange> {
    if (this.#sent % RESTORE_AFTER === 0) await this.#restore();
    this.#sent += 1;
    const asker = this.#askerOf(hostile);
    const request = await this.#filledIn(hostile, asker);
    const { method, url, headers, payload } = request;
    const remoteAddress = `10.${this.#sent >> 16}.${(this.#sent >> 8) & 255}.${this.#sent & 255}`;
    const sent = { method: method as 'GET', url, headers, remoteAddress };
    const answer = await this.#served.app.inject(payload === null ? sent : { ...sent, payload });
    this.#etag = String(answer.headers.etag ?? this.#etag);
    return {
      request,
      asker,
      status: answer.statusCode,
      code: problemCode(answer),
      unsound: this.#unsound(request, asker, answer),
      again: await this.#askedAgain(sent, answer),
    };
  }

  /** Dice alone hardly ever throw the tag of what they are about to be answered. */
  async #askedAgain(
    sent: InjectOptions,
    { statusCode, headers: { etag } }: LightMyRequestResponse,
  ): Promise<number | null> {
    if (sent.method !== 'GET' || statusCode !== 200 || etag === undefined) return null;
    const headers = { ...sent.headers, 'if-none-match': String(etag) };
    return (await this.#served.app.inject({ ...sent, headers })).statusCode;
  }

  /** Everybody back to where they were, and the work done that came up meanwhile. */
  async #restore(): Promise<void> {
    const { services, app } = this.#served;
    for (const job of services.jobs) await job.run(services.clock.now(), app.log);
    await this.#cast.restore();
  }

  #askerOf({ by }: HostileRequest): Asker {
    const { askers } = this.#cast;
    const place = typeof by === 'number' ? by % askers.length : askers.findIndex(({ kind }) => kind === by);
    return askers[place] as Asker;
  }

  async #filledIn(request: HostileRequest, asker: Asker): Promise<HostileRequest> {
    const fill = await this.#filler(request.url);
    const { url, headers, payload } = request;
    const csrf = await this.#csrfFor(request, asker);
    const filled = Object.entries({ ...asker.headers, ...headers }).map(([name, value]) => [name, fill(value)]);
    return {
      ...request,
      url: fill(url),
      headers: { ...Object.fromEntries(filled), ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }) },
      payload: typeof payload === 'string' ? fill(payload) : payload,
    };
  }

  async #filler(url: string): Promise<(text: string) => string> {
    const { drafts } = this.#served.services.agenda;
    const slug = /^\/api\/events\/([a-z]+)/.exec(url)?.[1] ?? 'public';
    const draft = await drafts.view(OPERATOR, slug).catch(() => undefined);
    const sessions = draft?.days.flatMap((day) => day.sessions.map(({ id }) => id)) ?? [];
    const day = /\/days\/(\d+)/.exec(url)?.[1];
    const order = draft?.days.find(({ number }) => String(number) === day)?.sessions.map(({ id }) => id) ?? [];
    const shown = await this.#versionOfShow(slug, /\/days\/(\d+)\/show/.exec(url)?.[1]);
    const ofPlan = /^\/api\/events\/[a-z]+(\/(days|sessions|import|versions).*)?$/.test(url.split('?')[0] ?? '');
    const lists: Readonly<Record<string, readonly string[]>> = { ...this.#cast.ids, session: sessions };
    return (text) =>
      text
        .replace(/\{(\w+):(\d+)\}/g, (_, kind: string, place) => {
          const ids = lists[kind] ?? [];
          return ids[Number(place) % ids.length] ?? 'none';
        })
        .replace('"{running order}"', JSON.stringify(order.toReversed()))
        .replaceAll('{revision}', String(shown ?? (ofPlan ? (draft?.revision ?? 1) : 1)))
        .replaceAll('{etag}', this.#etag);
  }

  /** What a command to the day has to name; undefined where the address is of no running day. */
  async #versionOfShow(slug: string, day: string | undefined): Promise<number | undefined> {
    const { show, directory } = this.#served.services.agenda;
    const event = day === undefined ? undefined : await directory.find(slug);
    return event && (await show.console(event, Number(day)).catch(() => undefined))?.version;
  }

  async #csrfFor({ csrf }: HostileRequest, asker: Asker): Promise<string | undefined> {
    if (csrf === 'none' || asker.headers.cookie === undefined) return undefined;
    if (csrf === 'wrong') return 'wrong';
    const own = csrf === 'right' ? asker : this.#askerOf({ by: 'organiser' } as HostileRequest);
    return this.#csrfOf(own.headers.cookie ?? '');
  }

  async #csrfOf(cookie: string): Promise<string | undefined> {
    if (!this.#csrf.has(cookie)) {
      const me = await this.#served.app.inject({ url: '/api/me', headers: { cookie } });
      if (me.statusCode === 200) this.#csrf.set(cookie, me.json<{ csrfToken: string }>().csrfToken);
    }
    return this.#csrf.get(cookie);
  }

  #unsound(request: HostileRequest, asker: Asker, answer: LightMyRequestResponse): string | null {
    const { statusCode: status } = answer;
    const body = textOf(answer);
    if (status >= 500) return `a fault of ours, ${status}: ${body.slice(0, 300)}`;
    const mayJoin = READERS_OF_DRAFTS.includes(asker.kind) || request.url.startsWith('/calendars/');
    if (body.includes(JOIN_LINK) && !mayJoin) return 'a join link for somebody else';
    const strange = this.#strangersAddress(request, asker, body);
    if (strange !== undefined) return `an address of another event: ${strange}`;
    const secret = this.#cast.secrets.find((each) => body.includes(each) && !request.url.includes(each));
    if (secret !== undefined) return 'a secret of the cast';
    if (request.method === 'HEAD' || status === 304) return body === '' ? null : `${status} with a body`;
    return status >= 400 && request.url.startsWith('/api/') ? unsoundProblem(answer, body) : null;
  }

  /** Whoever is of one event learns of nobody in the other. */
  #strangersAddress({ payload }: HostileRequest, { kind, home }: Asker, body: string): string | undefined {
    if (kind === 'operator') return undefined;
    const found = body.match(/[\w.+-]+@(?:public|private)\.example\.org/g) ?? [];
    return found.find((address) => !address.endsWith(`@${home}.example.org`) && !String(payload).includes(address));
  }
}

/** What a refusal is called; null where nothing was refused. */
function problemCode({ headers, body }: LightMyRequestResponse): string | null {
  return /problem\+json/.test(String(headers['content-type'])) && body !== ''
    ? (JSON.parse(body) as { code: string }).code
    : null;
}

function unsoundProblem({ statusCode, headers }: LightMyRequestResponse, body: string): string | null {
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') return `${statusCode} without a problem`;
  const problem = JSON.parse(body) as { code: (typeof ERROR_CODES)[number]; status: number };
  if (!ERROR_CODES.includes(problem.code)) return `an unknown code, ${problem.code}`;
  return problem.status === statusCode ? null : `${problem.status} in the body of ${statusCode}`;
}

function textOf({ headers, rawPayload }: LightMyRequestResponse): string {
  const zipped = headers['content-encoding'] === 'gzip' && rawPayload.length > 0;
  return (zipped ? gunzipSync(rawPayload) : rawPayload).toString();
}
