/**
 * Remembers every secret that goes in or out of an app, and refuses to let it close when a line of its log
 * holds one. So each test that serves the app says of all it sends that nothing of it is written down.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Keys, tokens and links of ours, wherever they stand. */
const OWN = /\bplenum_[a-z]+_[A-Za-z0-9_-]{20,}/g;
const CSRF_IN_ANSWER = /"csrfToken":"([^"]+)"/g;
const CODE = /^\d{6}$/;

export class SecretsSeen {
  readonly #lines: readonly string[];
  readonly #secrets = new Set<string>();

  /** @param lines of the log, which grow while the app runs. */
  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  watch(app: FastifyInstance): void {
    app.addHook('preHandler', async (request) => this.#noteRequest(request));
    app.addHook('onSend', async (_request, reply, payload) => {
      this.#noteAnswer(reply, payload);
      return payload;
    });
    app.addHook('onClose', async () => this.#demandSilence());
  }

  #noteRequest({ headers, url, body }: FastifyRequest): void {
    this.#noteOwn([url, headers.authorization, headers.cookie, ...linesOf(body)].join(' '));
    const token = headers['x-csrf-token'];
    if (typeof token === 'string' && token.length > 20) this.#secrets.add(token);
    const code = (body as { code?: unknown } | null | undefined)?.code;
    if (typeof code === 'string' && CODE.test(code)) this.#secrets.add(code);
  }

  #noteAnswer(reply: FastifyReply, payload: unknown): void {
    this.#noteOwn(String(reply.getHeader('set-cookie') ?? ''));
    if (typeof payload !== 'string') return;
    this.#noteOwn(payload);
    for (const [, token = ''] of payload.matchAll(CSRF_IN_ANSWER)) this.#secrets.add(token);
  }

  #noteOwn(text: string): void {
    for (const [secret] of text.matchAll(OWN)) this.#secrets.add(secret);
  }

  #demandSilence(): void {
    const isTold = (line: string) => OWN.test(line) || [...this.#secrets].some((secret) => holds(line, secret));
    const told = this.#lines.filter((line) => {
      OWN.lastIndex = 0;
      return isTold(line);
    });
    if (told.length > 0) throw new Error(`${told.length} lines of the log hold a secret, first: ${told[0]}`);
  }
}

/** What a body says at its top: deeper there are no secrets, and a hostile one may be deeper than any stack. */
function linesOf(body: unknown): unknown[] {
  return typeof body === 'object' && body !== null
    ? Object.values(body).filter((each) => typeof each === 'string')
    : [];
}

/** A code is looked for as a word: six digits may well stand inside an identity. */
function holds(line: string, secret: string): boolean {
  return CODE.test(secret) ? new RegExp(`(?<![\\w-])${secret}(?![\\w-])`).test(line) : line.includes(secret);
}
