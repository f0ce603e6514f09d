import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { newSecret } from '../../kernel/random.ts';
import { createLog, redact, redactUrl } from '../../server/logging.ts';
import { eachEngine } from '../engines.ts';
import { type ServedApp, serve } from './serve.ts';

const SECRET = newSecret('plenum_cal');
/** As random as those that browsers send, and with no prefix by which it could be told. */
const CSRF = 'kD3vQ8xL-0fYc2mZtR1bWn6pAeSjHuGo5iXqTdKl';
const config = { policy: 'public' } as const;

describe('an address in the log', () => {
  test.each([
    ['/e/annual?day=2&tag=all', '/e/annual?day=2&tag=all'],
    ['/events/annual/calendar.ics', '/events/annual/calendar.ics'],
    [`/calendars/${SECRET}.ics`, '/calendars/[redacted]'],
    ['/calendars/an-old-short-token.ics?x=1', '/calendars/[redacted]?x=1'],
    [`/c%61lendars/${SECRET}.ics`, '/calendars/[redacted]'],
    ['/calendars/a%2Fb%3Fc.ics', '/calendars/[redacted]'],
    ['/in?token=abc&day=2', '/in?token=[redacted]&day=2'],
    ['/in?day=2&TOKEN=abc', '/in?day=2&TOKEN=[redacted]'],
    ['/in?to%6ben=abc', '/in?token=[redacted]'],
    ['/in?access_token=a&api-key=b&code=c', '/in?access_token=[redacted]&api-key=[redacted]&code=[redacted]'],
    [`/in/${SECRET}/x`, '/in/[redacted]/x'],
    ['/in?%token=abc', '[not readable]'],
  ])('%s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });
});

describe('a text in the log', () => {
  test.each([
    ['Route GET:/calendars/abc.ics not found', 'Route GET:/calendars/[redacted] not found'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['connect smtps://user:pass@mail.example.org:465', 'connect smtps://[redacted]@mail.example.org:465'],
    ['{"cookie":"a=\\"b\\"; c=d","day":2}', '{"cookie":"[redacted]","day":2}'],
    ['nothing to hide: 12:00, a@example.org, https://example.org/e/x?day=1', undefined],
  ])('%s', (text, shown) => {
    expect(redact(text)).toBe(shown ?? text);
  });
});

eachEngine('the log', (openTestDatabase) => {
  let served: ServedApp;

  beforeAll(async () => {
    served = await serve(await openTestDatabase(), (app) => {
      app.get('/calendars/:token', { config }, async () => 'a calendar');
      app.get('/read', { config }, async () => 'read');
      app.post('/change', { config }, async () => 'changed');
      app.post('/api/staff', { config: { policy: 'operator' } }, async () => 'changed');
      app.get('/broken', { config }, async (request) => {
        throw Object.assign(new Error(`could not read ${request.url}`), { headers: request.headers, token: SECRET });
      });
      app.get('/chatty', { config }, async (request) => {
        request.log.info(
          { headers: request.headers, url: request.url, nested: { password: SECRET } },
          `got ${request.url}`,
        );
        return 'ok';
      });
    });
  });
  afterAll(() => served.app.close());

  it('holds no secret, wherever one was sent', async () => {
    const { app, authorization, lines } = served;
    const key = authorization.slice('Bearer '.length);
    const headers = { authorization, cookie: `session=${SECRET}`, 'x-api-key': SECRET, 'x-csrf-token': CSRF };
    for (const url of [
      `/calendars/${SECRET}.ics`,
      `/c%61lendars/${SECRET}.ics`,
      `/chatty?token=${SECRET}`,
      `/chatty?to%6ben=${SECRET}&key=${key}`,
      `/broken?token=${SECRET}`,
      `/nowhere/${SECRET}?token=${key}`,
      `/read?%&token=${SECRET}`,
      `/read/%/${SECRET}`,
    ]) {
      await app.inject({ url, headers });
      await app.inject({
        method: 'POST',
        url,
        headers: { ...headers, authorization: `Bearer ${SECRET}` },
        payload: SECRET,
      });
    }
    await app.inject({ method: 'POST', url: '/api/staff', headers: { authorization: `Bearer ${SECRET}` } });
    await app.inject('/c%61lendars/a-short-one.ics');
    const log = lines.join('');
    expect(log).not.toContain('a-short-one');
    expect(lines.length).toBeGreaterThan(16);
    expect(log).not.toContain(SECRET);
    expect(log).not.toContain(CSRF);
    expect(log).not.toContain(SECRET.slice('plenum_cal_'.length));
    expect(log).not.toContain(key.slice('plenum_op_'.length));
  });

  it('is one JSON line a request, with the id that the answer carries', async () => {
    const answer = await served.app.inject({ method: 'POST', url: '/change?day=2' });
    const own = served.lines.filter((line) => line.includes(String(answer.headers['x-request-id'])));
    expect(own.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        requestId: answer.headers['x-request-id'],
        method: 'POST',
        url: '/change?day=2',
        route: '/change',
        status: 200,
        ms: expect.any(Number),
        msg: 'request changed something',
      },
    ]);
  });

  it('names the operator who changed something', async () => {
    const { app, authorization, lines } = served;
    await app.inject({ method: 'POST', url: '/api/staff', headers: { authorization } });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'info', operator: 'first', status: 200 });
  });

  it('says at info what was refused and what changed, and nothing of what was read', async () => {
    const quiet = await serve(
      await openTestDatabase(),
      (app) => {
        app.get('/read', { config }, async () => 'read');
        app.post('/change', { config }, async () => 'changed');
      },
      {},
      'info',
    );
    await quiet.app.inject('/read');
    await quiet.app.inject({ method: 'HEAD', url: '/read' });
    await quiet.app.inject({ method: 'POST', url: '/change' });
    await quiet.app.inject('/nowhere');
    await quiet.app.close();
    const told = quiet.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ level, url }) => `${level} ${url}`)).toEqual(['info /change', 'warn /nowhere']);
  });

  it('says at debug what was read too', async () => {
    await served.app.inject('/read?day=3');
    expect(JSON.parse(served.lines.at(-1) ?? '')).toMatchObject({ level: 'debug', url: '/read?day=3', route: '/read' });
  });
});

test('a line of the log passes through the redaction whoever wrote it', () => {
  const lines: string[] = [];
  createLog('info', { write: (line) => lines.push(line) }).error(new Error(`no such key: ${SECRET}`));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain(SECRET);
});
