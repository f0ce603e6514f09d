/** Reports of Zoom over HTTP, as the page sends them: what is read of them is held by the tests of the service. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventRef } from '../../../people/event-directory.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type ServedApp, serve } from '../../server/serve.ts';
import { makeEvent, type SignedInBrowser, signInAs } from '../../server/signed-in.ts';

const HEADER = 'Poll Report\n#,User Name,User Email,Submitted Date/Time';
/** The question is the column's title; several answers are parted by semicolons. */
const LATER = `${HEADER},Where next?\n1,Office,office@example.org,now,A;B\n2,Bureau,,now,B\n`;
/** Of before 2021: question and answer in turn. */
const EARLIER = `${HEADER}\n1,Office,office@example.org,now,Who first?,A,Who last?,B\n2,Bureau,bureau@example.org,now,Who first?,B\n`;

/** A form with one file. */
function formOf(file: string, field = 'report'): string {
  const head = `--edge\r\ncontent-disposition: form-data; name="${field}"; filename="report.csv"\r\n\r\n`;
  return `${head}${file}\r\n--edge--\r\n`;
}

eachEngine('a report of Zoom over HTTP', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let event: EventRef;
  let organiser: SignedInBrowser;
  let participant: SignedInBrowser;

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    event = await makeEvent(served, 'meeting');
    organiser = await signInAs(served, database, event, {
      email: 'organiser@example.org',
      roles: [{ role: 'organiser' }],
    });
    participant = await signInAs(served, database, event, { email: 'participant@example.org' });
  });
  afterAll(() => served.app.close());

  async function send(payload: string, query = '', by = organiser) {
    const answer = await served.app.inject({
      method: 'POST',
      url: `/api/events/meeting/polls/import/zoom${query}`,
      payload,
      headers: { ...by.headers, 'content-type': 'multipart/form-data; boundary=edge' },
    });
    return { status: answer.statusCode, body: answer.json() };
  }
  const stored = async () => {
    const answer = await served.app.inject({ url: '/api/events/meeting/polls', headers: organiser.headers });
    return answer.json().polls.map((each: Record<string, unknown>) => [each.question, each.state, each.turnout]);
  };

  it.each([
    ['of the later layout', LATER, [['Where next?', 'archived', 2]]],
    [
      'of the earlier layout',
      EARLIER,
      [
        ['Who first?', 'archived', 2],
        ['Who last?', 'archived', 1],
      ],
    ],
  ])('%s is looked at without a trace, then stored, once', async (_layout, report, polls) => {
    const before = await stored();
    const preview = await send(formOf(report), '?dryRun=true');
    expect([preview.status, await stored()]).toEqual([200, before]);
    const imported = await send(formOf(report));
    expect(imported).toEqual(preview);
    expect(await stored()).toEqual([...before, ...polls]);
    const again = await send(formOf(report));
    expect([again.status, again.body.code]).toEqual([409, 'state-not-right']);
    expect(await stored()).toEqual([...before, ...polls]);
  });

  it('is refused under another name, as no form, with an unknown word in its address, and to whoever makes no polls', async () => {
    const before = await stored();
    const answers = [
      await send(formOf(LATER, 'file')),
      await send(LATER),
      await send(formOf(LATER), '?dryRun=perhaps'),
      await send(formOf(LATER), '', participant),
      await send(formOf(LATER), '?dryRun=true', participant),
      await send(formOf(`${LATER}${'x'.repeat(5 * 1024 * 1024)}`)),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'bad-request'],
      [400, 'bad-request'],
      [422, 'bad-input'],
      [403, 'forbidden'],
      [403, 'forbidden'],
      [413, 'too-large'],
    ]);
    expect(await stored()).toEqual(before);
  });

  it.each(['', '?dryRun=true'])(
    'that is broken is refused whole, with each fault by its line, at %j',
    async (query) => {
      const before = await stored();
      const { status, body } = await send(
        formOf(`${HEADER},Who?\n1,Office,,now,A\nx,y\n2,Bureau,,now,B\nz,z\n`),
        query,
      );
      expect([status, body.code, body.errors.map(({ path }: { path: string }) => path)]).toEqual([
        422,
        'bad-input',
        ['report.csv:4:1', 'report.csv:6:1'],
      ]);
      expect(await stored()).toEqual(before);
    },
  );
});
