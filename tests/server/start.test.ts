import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { RegisterRooms } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { createLog } from '../../server/logging.ts';
import { type Running, startServer } from '../../server/start.ts';
import { StartError } from '../../server/start-faults.ts';
import { engines, type TestLocation } from '../engines.ts';

const config = { policy: 'public' } as const;

const ROLES = ['organiser', 'chair', 'helpdesk', 'facilitator', 'rapporteur', 'participant'];

function signInLine(role: string, url: string): RegExp {
  return new RegExp(`^sign in as ${role} +${url}/sign-in/plenum_in_[A-Za-z0-9_-]{32}$`);
}

interface Started extends Running {
  readonly printed: string[];
  readonly lines: string[];
}

async function start(settings: Config, options: { rooms?: RegisterRooms; patience?: number } = {}): Promise<Started> {
  const printed: string[] = [];
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const print = (line: string) => void printed.push(line);
  const running = await startServer({ config: settings, log, clock: systemClock, print, ...options });
  return { ...running, printed, lines };
}

/** Says when a request has reached its route, and holds it until it is let go; then it needs the database. */
function heldRoute(): { rooms: RegisterRooms; arrived: Promise<void>; letGo: () => void } {
  let arrive = (): void => undefined;
  let letGo = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const rooms: RegisterRooms = (app, services) => {
    app.get('/held', { config }, async () => {
      arrive();
      await gate;
      await services.operatorKeys.isEmpty();
      return 'finished';
    });
  };
  return { rooms, arrived, letGo };
}

for (const engine of engines) {
  describe(`a started server on ${engine.name}`, () => {
    let place: TestLocation;
    let settings: Config;
    let running: Started | undefined;

    beforeAll(async () => {
      place = await engine.makeLocation();
      const { location } = place;
      const env = 'dataDir' in location ? { DATA_DIR: location.dataDir } : { DATABASE_URL: location.databaseUrl };
      settings = readConfig({ ...env, PORT: '0' });
    });
    afterEach(async () => {
      await running?.close();
      running = undefined;
    });
    afterAll(() => place.remove());

    it('says its key once, where the sample is, and last that it is ready', async () => {
      running = await start(settings);
      expect(running.printed).toEqual([
        expect.stringMatching(/^operator key, shown this once: plenum_op_[A-Za-z0-9_-]{32}$/),
        `sample event ${running.url}/e/five-day-event`,
        ...ROLES.map((role) => expect.stringMatching(signInLine(role, running?.url ?? ''))),
        `ready ${running.url}`,
      ]);
      expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
      const key = running.printed[0]?.split(': ')[1] ?? 'none';
      const answer = await fetch(`${running.url}/api/events/five-day-event/plan`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(answer.status).toBe(200);
      const secrets = running.printed.flatMap((line) => line.match(/plenum_\w\w_[\w-]+/g) ?? []);
      expect(secrets).toHaveLength(1 + ROLES.length);
      for (const secret of secrets) expect(running.lines.join('')).not.toContain(secret);
    });

    it('says neither again at the next start', async () => {
      running = await start(settings);
      expect(running.printed).toEqual([`ready ${running.url}`]);
    });

    it('finishes a request that is under way, and takes no other', async () => {
      const held = heldRoute();
      running = await start(settings, { rooms: held.rooms });
      const { url } = running;
      const answer = fetch(`${url}/held`).then((response) => response.text());
      await held.arrived;
      const closing = Promise.all([running.close(), running.close()]);
      await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
      held.letGo();
      expect(await answer).toBe('finished');
      await closing;
      expect(running.lines.join('')).not.toContain('cut off');
    });

    it('says on a connection that is still open that it is not ready', async () => {
      const held = heldRoute();
      running = await start(settings, { rooms: held.rooms });
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const first = statusOf(`${running.url}/held`, agent);
      await held.arrived;
      const second = statusOf(`${running.url}/readyz`, agent);
      const closing = running.close();
      held.letGo();
      expect(await first).toBe(200);
      // The connection may also be closed first: then there is nothing left to send to, which says the same.
      expect(['503', 'ECONNREFUSED', 'ECONNRESET']).toContain(String(await second));
      await closing;
      agent.destroy();
    });

    it('cuts off what does not finish in time', async () => {
      const held = heldRoute();
      running = await start(settings, { rooms: held.rooms, patience: 50 });
      const answer = fetch(`${running.url}/held`).then(
        () => 'answered',
        () => 'cut off',
      );
      await held.arrived;
      const before = performance.now();
      await running.close();
      expect(performance.now() - before).toBeLessThan(5_000);
      expect(await answer).toBe('cut off');
      expect(running.lines.join('')).toContain('closing cut off what did not finish in time');
      held.letGo();
    });

    it('may be closed twice', async () => {
      running = await start(settings);
      await Promise.all([running.close(), running.close()]);
      await running.close();
      await expect(fetch(`${running.url}/healthz`)).rejects.toThrow('fetch failed');
    });
  });
}

/** The status of an answer, or the code of what went wrong. */
function statusOf(url: string, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    get(url, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe('a start that cannot be', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plenum-start-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function faultOf(env: Record<string, string>): Promise<string> {
    const fault: unknown = await start(readConfig({ PORT: '0', ...env })).then(
      (running) => running.close(),
      (error: unknown) => error,
    );
    if (!(fault instanceof StartError)) throw new Error('no plain sentence', { cause: fault });
    return fault.message;
  }

  test('names the port that is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const fault = await faultOf({ PORT: String(port), DATA_DIR: join(folder, 'data') });
    await new Promise((resolve) => other.close(resolve));
    expect(fault).toBe(`Port ${port} on 127.0.0.1 is in use. Stop what uses it or set PORT.`);
  });

  test('names a host that is not of this machine', async () => {
    expect(await faultOf({ HOST: '203.0.113.7', DATA_DIR: join(folder, 'data') })).toBe(
      'Port 0 on 203.0.113.7 cannot be listened on: this machine does not have that address. Set HOST.',
    );
  });

  test('names the data folder that cannot be one', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await faultOf({ DATA_DIR: file })).toBe(
      `The data folder ${file} cannot be used: there is a file of that name. Mend that or set DATA_DIR.`,
    );
    expect(await faultOf({ DATA_DIR: join(file, 'data') })).toBe(
      `The data folder ${join(file, 'data')} cannot be used: a part of its path is a file. Mend that or set DATA_DIR.`,
    );
  });

  test('names the data folder whose database is none', async () => {
    writeFileSync(join(folder, 'plenum.sqlite'), 'this is a letter and not a database '.repeat(100));
    expect(await faultOf({ DATA_DIR: folder })).toBe(
      `The data folder ${folder} cannot be used: the database file in it is not one. Mend that or set DATA_DIR.`,
    );
  });

  test('names the database server without its password', async () => {
    const fault = await faultOf({ DATABASE_URL: 'postgres://plenum:hunter2@127.0.0.1:1/plenum' });
    expect(fault).toBe(
      'The PostgreSQL database 127.0.0.1:1/plenum cannot be used (ECONNREFUSED). Check DATABASE_URL and the server.',
    );
  });

  test('in production loads no sample', async () => {
    const env = { PUBLIC_URL: 'https://plenum.example.org', SMTP_URL: 'smtp://mail.example.org', KEY_DIR: folder };
    const dataDir = join(folder, 'production');
    const running = await start(readConfig({ ...env, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir }));
    const events: unknown = await fetch(`${running.url}/api/events`).then((answer) => answer.json());
    await running.close();
    expect(events).toEqual({ events: [] });
    expect(running.printed).toHaveLength(2);
    expect(existsSync(dataDir)).toBe(true);
  });
});
