import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { EventRef } from '../../../people/event-directory.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type ServedApp, serve } from '../serve.ts';
import { makeEvent, signInAs } from '../signed-in.ts';

const LINK = 'https://meet.example.org/let-in-9f2c?zone=Zürich';
const SENT = 'https://meet.example.org/let-in-9f2c?zone=Z%C3%BCrich';

eachEngine('the way into a session', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let event: EventRef;
  let [withLink, without] = ['', ''];
  let headers: Record<string, string>;
  let invited: Record<string, string>;

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    event = await makeEvent(served, 'meeting');
    const { drafts, versions } = served.services.agenda;
    const { revision, days } = await drafts.view(OPERATOR, 'meeting');
    [withLink = '', without = ''] = days[0]?.sessions.map(({ id }) => id) ?? [];
    await drafts.changeSession({ actor: OPERATOR, slug: 'meeting', revision }, withLink, { joinLink: LINK });
    await versions.publish({ actor: OPERATOR, slug: 'meeting', revision: revision + 1 }, '');
    ({ headers } = await signInAs(served, database, event));
    const part = { email: 'invited@example.org', state: 'invited' } as const;
    ({ headers: invited } = await signInAs(served, database, event, part));
  });
  beforeEach(async () => {
    await database.db.deleteFrom('agenda_attendance').execute();
  });
  afterAll(() => served.app.close());

  const clicks = async () => {
    const rows = await database.db.selectFrom('agenda_attendance').select('session_id').execute();
    return rows.map(({ session_id }) => session_id);
  };
  const press = (id: string, more: Record<string, string> = headers, method: 'GET' | 'HEAD' = 'GET') =>
    served.app.inject({ method, url: `/e/meeting/session/${id}/join`, headers: more });

  it('leads whoever takes part to where it meets, once written down, and is kept by no cache', async () => {
    for (const _ of [1, 2]) {
      const answer = await press(withLink);
      expect([answer.statusCode, answer.headers.location, answer.headers['cache-control'], answer.body]).toEqual([
        ...[303, SENT, 'no-store', ''],
      ]);
    }
    expect(await clicks()).toEqual([withLink]);
  });

  it('writes nobody down who only looks: HEAD, and what browsers load before anybody presses', async () => {
    const answer = await press(withLink, headers, 'HEAD');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, SENT]);
    for (const purpose of ['prefetch', 'prefetch;prerender', 'prefetch;anonymous-client-ip']) {
      const early = await press(withLink, { ...headers, 'sec-purpose': purpose });
      expect([early.statusCode, early.headers.location, early.headers['cache-control']]).toEqual([
        ...[425, undefined, 'no-store'],
      ]);
    }
    expect((await press(withLink, { ...headers, purpose: 'prefetch' })).statusCode).toBe(425);
    expect(await clicks()).toEqual([]);
  });

  it('says so where there is nothing to join yet, and where there is no such session', async () => {
    const yet = await press(without);
    expect([yet.statusCode, yet.body.includes('There is nothing to join yet.')]).toEqual([200, true]);
    for (const none of ['00000000-0000-4000-8000-00000000dead', 'x', '%00']) {
      expect((await press(none)).statusCode).toBe(404);
    }
    expect(await clicks()).toEqual([]);
  });

  it('leads whoever is not signed in to sign in and back, and refuses who is not in', async () => {
    const anonymous = await press(withLink, {});
    const next = encodeURIComponent(`/e/meeting/session/${withLink}/join`);
    expect([anonymous.statusCode, anonymous.headers.location]).toEqual([303, `/sign-in?next=${next}`]);
    const refused = await press(withLink, invited);
    expect([refused.statusCode, refused.body.includes('meet.example.org')]).toEqual([403, false]);
    const operator = await press(withLink, { authorization: served.authorization });
    expect(operator.headers.location).toBe(`/sign-in?next=${next}`);
    expect(await clicks()).toEqual([]);
  });

  it('brings the link into no log', async () => {
    await press(withLink);
    expect(served.lines.length).toBeGreaterThan(0);
    expect(served.lines.filter((line) => line.includes('let-in-9f2c'))).toEqual([]);
  });
});
