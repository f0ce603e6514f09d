/** What somebody with a participant's session sees, does and cannot do in breakouts, over HTTP, the socket and calendars. */
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { beforeAll, expect, it } from 'vitest';
import { breakoutSettings, roundContent } from '../../../breakouts/schema.ts';
import { type OwnBreakoutsView, ownBreakoutsView, type SummaryView, summaryView } from '../../../breakouts/view.ts';
import { newId } from '../../../kernel/random.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type LiveHouse, openHouse } from '../../server/live/live-house.ts';
import type { Opened } from '../../server/live/sockets.ts';
import { makeEvent, type Part, type Participant, type SignedInBrowser, signInAs } from '../../server/signed-in.ts';

/** Stands in a draft that only its writers, chairs and organisers may see. */
const DRAFT = 'Kraken under ice';
const LINKS = ['one-7Q', 'two-8R', 'three-9S'].map((part) => `https://meet.example.org/${part}`);
/** Names that would make formulas, headings and tags. */
const NAMES = ['One', '=Two', '# <b>Three</b>'];

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Somebody = Participant & SignedInBrowser;

eachEngine('a participant of breakouts', (open) => {
  let database: TestDatabase;
  let house: LiveHouse;
  let round: string;
  let rooms: string[];
  let places: string;
  let anna: Somebody;
  let bert: Somebody;
  let late: Somebody;
  let writer: Somebody;
  let chair: Somebody;
  let stranger: Somebody;

  beforeAll(async () => {
    database = await open();
    house = await openHouse(database, 'meeting', 'trace');
    const enter = (name: string, part: Part = {}) =>
      signInAs(house, database, house.event, { email: `${name}@example.org`, ...part });
    anna = await enter('anna');
    bert = await enter('bert');
    late = await enter('late');
    writer = await enter('writer', { roles: [{ role: 'rapporteur', room: 'one' }] });
    chair = await enter('chair', { roles: [{ role: 'chair', dayId: house.event.days[0]?.id ?? '' }] });
    stranger = await signInAs(house, database, await makeEvent(house, 'other'), { email: 'stranger@example.org' });
    const [session] = await house.services.agenda.breakoutsOf(database.db, house.event.id);
    const given = NAMES.map((name, at) => ({
      ...{ id: newId(), name, topic: at === 1 ? null : `Topic ${at}`, joinLink: LINKS[at], capacity: 4 },
    }));
    rooms = given.map(({ id }) => id);
    const content = { entry: { id: session?.id, day: session?.dayId }, rooms: given };
    const asked = { actor: OPERATOR, event: house.event };
    ({ id: round } = await house.services.breakouts.rounds.create(asked, roundContent.parse(content)));
    return async () => {
      await house.hangUp();
      await house.app.close();
    };
  });

  async function call(by: Somebody | null, method: Method, path: string, body?: object | string, more = {}) {
    const who = by?.headers ?? { authorization: house.authorization };
    const type = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const payload = body === undefined ? {} : { payload: body };
    return await house.app.inject({ method, url: path, headers: { ...who, ...type, ...more }, ...payload });
  }
  const at = (path: string) => `/api/events/meeting/${path}`;
  async function ask(by: Somebody | null, method: Method, path: string, body?: object | string) {
    const answer = await call(by, method, at(path), body);
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, body: isJson ? answer.json<Record<string, unknown>>() : {} };
  }
  async function refused(by: Somebody | null, method: Method, path: string, body?: object | string) {
    const { status, body: told } = await ask(by, method, path, body);
    return [`${status} ${told.code}`, ...((told.errors ?? []) as { path: string }[]).map((fault) => fault.path)];
  }
  const me = (what: string) => `me/breakouts/${round}/${what}`;
  async function own(by: Somebody): Promise<OwnBreakoutsView> {
    return ownBreakoutsView.parse((await ask(by, 'GET', 'me/breakouts')).body);
  }
  const roomOf = (view: unknown) =>
    (view as OwnBreakoutsView).rounds.find((each) => each.round === round)?.room ?? null;
  const settings = (given: object) =>
    house.services.breakouts.rounds.changeSettings(
      { actor: OPERATOR, event: house.event },
      null,
      breakoutSettings.parse(given),
    );
  const stands = (state: string, more: object = {}) =>
    database.db
      .updateTable('breakout_round')
      .set({ state, ...more })
      .where('id', '=', round)
      .execute();
  async function feed(by: Somebody) {
    const { https } = (await ask(by, 'POST', 'me/calendar')).body as { https: string };
    return async () => {
      const { body } = await house.app.inject({ url: new URL(https).pathname });
      const calendar = new ICAL.Component(ICAL.parse(body) as unknown as string);
      const entries = calendar.getAllSubcomponents('vevent').map((entry) => ({
        url: String(entry.getFirstPropertyValue('url')),
        description: String(entry.getFirstPropertyValue('description')),
        sequence: Number(entry.getFirstPropertyValue('sequence')),
      }));
      return { body, room: entries.find(({ description }) => description.includes('Your room: ')) };
    };
  }

  const topicOf = (at: number) => `round:${round}:room:${rooms[at]}`;
  const lineOf = ({ headers }: Somebody) => ({ cookie: headers.cookie ?? '' });
  const nudge = async () => {
    const { revision } = (
      await house.services.breakouts.rounds.readStaffRounds({ actor: OPERATOR, event: house.event })
    ).rounds.find(({ id }) => id === round) ?? { revision: null };
    const of = { actor: OPERATOR, event: house.event, round, revision };
    await house.services.breakouts.rounds.command(of, { do: 'nudge', room: rooms[0] ?? '' });
  };

  /** Of the first room, before people may see theirs: over the socket, which others may hold open, and over HTTP. */
  async function knowOfRoom(who: readonly Somebody[], others: readonly Somebody[]): Promise<void> {
    const path = `breakouts/rounds/${round}/rooms/${rooms[0]}`;
    const nothing = await ask(anna, 'GET', `breakouts/rounds/${round}/rooms/${newId()}`);
    expect(nothing.status).toBe(404);
    const open: Opened[] = [];
    for (const one of who) {
      expect((await ask(one, 'GET', path)).body).toMatchObject({ room: rooms[0], nudgedAt: null });
      open.push(await house.follow(topicOf(0), lineOf(one)));
    }
    const refusedOnes = others.filter((one) => one !== stranger);
    for (const one of others) {
      const answer = await ask(one, 'GET', path);
      if (one === stranger) expect(answer.status).toBe(403);
      else
        expect(answer).toEqual({
          ...nothing,
          body: expect.objectContaining({ code: 'not-found', detail: nothing.body.detail }),
        });
    }
    const shut: Opened[] = [];
    for (const one of refusedOnes) {
      const line = await house.connect(lineOf(one));
      line.send({ op: 'subscribe', topic: topicOf(0) });
      expect(await line.next()).toEqual({ op: 'error', topic: topicOf(0), code: 'not-found' });
      shut.push(line);
    }
    await nudge();
    for (const line of open)
      expect(await line.next()).toMatchObject({ op: 'state', state: { nudgedAt: expect.any(String) } });
    for (const { frames } of shut) expect(frames.length).toBe(1);
  }

  it('is told of their own room alone, and only from the moment that the event says', async () => {
    await settings({ from: 'open', selfMoves: true, names: 'own-room' });
    for (const [what, body] of [['deal-in'], ['join'], ['move', { room: rooms[1] }]] as const)
      expect(await refused(anna, 'POST', me(what), body)).toEqual(['409 state-not-right']);
    const wished = ownBreakoutsView.parse(
      (await ask(anna, 'PUT', 'me/breakouts/wishes', { topics: ['Topic 2'] })).body,
    );
    expect([wished.topics, wished.wishes]).toEqual([['Topic 0', 'Topic 2'], ['Topic 2']]);
    const topics = ['Topic 2', 'None', 'Topic 2'];
    expect(await refused(anna, 'PUT', 'me/breakouts/wishes', { topics })).toEqual([
      '422 bad-input',
      'topics.1',
      'topics.2',
    ]);
    const sets = `breakouts/rounds/${round}/sets`;
    const { id: set } = (await ask(null, 'POST', sets, { from: 'empty', name: 'S' })).body as { id: string };
    places = `${sets}/${set}`;
    const moves = [anna, bert, writer, chair].map((who, index) => ({
      ...{ participant: who.participantId, room: rooms[[0, 1, 0, 2][index] ?? 0] },
    }));
    await call(null, 'POST', at(`${places}/moves`), { moves }, { 'if-match': '"1"' });
    const use = { do: 'use', set };
    await call(null, 'POST', at(`breakouts/rounds/${round}/commands`), use, { 'if-match': '"1"' });

    const calendar = await feed(anna);
    const secret = new RegExp([...LINKS, ...rooms, 'Your room'].join('|'));
    expect(JSON.stringify((await ask(anna, 'GET', 'breakouts')).body)).not.toMatch(secret);
    expect(JSON.stringify(await own(anna))).not.toMatch(secret);
    expect((await calendar()).body).not.toMatch(secret);
    const moved = await ask(anna, 'POST', me('move'), { room: rooms[1] });
    expect([moved.status, JSON.stringify(moved.body)]).toEqual([409, expect.not.stringContaining('Two')]);
    expect(await refused(anna, 'POST', me('move'), { room: newId() })).toEqual(['409 state-not-right']);
    await knowOfRoom([writer, chair], [anna, bert, stranger]);
    const dealt = await Promise.all(Array.from({ length: 8 }, () => ask(late, 'POST', me('deal-in'))));
    expect(dealt.map(({ status, body }) => [status, roomOf(body)])).toEqual(Array(8).fill([200, null]));

    const follow = await house.connect(lineOf(anna));
    follow.send({ op: 'subscribe', topic: topicOf(0) });
    expect(await follow.next()).toEqual({ op: 'error', topic: topicOf(0), code: 'not-found' });
    await settings({ from: 'assigned', names: 'own-room' });
    follow.send({ op: 'subscribe', topic: topicOf(0) });
    expect(await follow.next()).toMatchObject({ op: 'state', topic: topicOf(0) });
    await settings({ from: 'open', names: 'own-room' });
    expect(await follow.next()).toEqual({ op: 'error', topic: topicOf(0), code: 'not-found' });
    await settings({ from: 'assigned', names: 'own-room' });
    expect(roomOf(await own(anna))).toEqual({
      ...{ id: rooms[0], name: 'One', topic: 'Topic 0', joinLink: LINKS[0] },
      ...{ facilitator: null, rapporteur: 'The one at writer@example.org', size: 2, writes: false },
      people: ['anna', 'writer'].map((name) => ({ name: `The one at ${name}@example.org`, organisation: null })),
    });
    const { body, room } = await calendar();
    expect(room).toMatchObject({
      url: LINKS[0],
      description: expect.stringMatching(/^Your room: One \(Topic 0\)\n+Join: /),
    });
    expect(body).not.toMatch(/two-8R|three-9S|writer@/);
    await settings({ names: 'nobody' });
    expect(roomOf(await own(anna))).toMatchObject({ people: null, facilitator: null, rapporteur: null, size: 2 });
    expect(await refused(anna, 'GET', `breakouts/rounds/${round}/names`)).toEqual(['404 not-found']);
    await settings({ names: 'everybody' });
    const seen = (await ask(bert, 'GET', `breakouts/rounds/${round}/names`)).body;
    expect((seen.rooms as { people: unknown[] }[]).map(({ people }) => people.length).sort()).toEqual([1, 2, 2]);
  });

  it('moves where all may and there is a place, joins while it is open, and says that they are away', async () => {
    await settings({});
    expect(await refused(anna, 'POST', me('move'), { room: rooms[1] })).toEqual(['403 forbidden']);
    await settings({ selfMoves: true, rules: { apart: [{ people: [anna.participantId, chair.participantId] }] } });
    expect((await own(anna)).rounds.find((each) => each.round === round)?.mayMoveTo).toEqual([rooms[1]]);
    expect(await refused(anna, 'POST', me('move'), { room: rooms[2] })).toEqual(['409 state-not-right']);
    expect(await refused(anna, 'POST', me('move'), { room: newId() })).toEqual(['404 not-found']);
    expect(await refused(anna, 'POST', me('move'), { room: 'constructor' })).toEqual(['422 bad-input', 'room']);
    expect(roomOf((await ask(anna, 'POST', me('move'), { room: rooms[1] })).body)?.name).toBe('=Two');
    const fill = await Promise.all(Array.from({ length: 4 }, (_, each) => house.add({ name: `Filler ${each}` })));
    for (const { actor } of fill)
      await house.services.breakouts.places
        .moveOwn({ actor, event: house.event }, round, rooms[0] ?? '')
        .catch(({ code }) => expect(code).toBe('room-full'));
    expect(await refused(bert, 'POST', me('move'), { room: rooms[0] })).toEqual(['409 room-full']);

    expect(await refused(anna, 'POST', me('join'))).toEqual(['409 state-not-right']);
    await stands('open', { opened_at: Date.now() });
    expect((await ask(anna, 'POST', me('join'))).body).toEqual({ link: LINKS[1] });
    expect((await ask(anna, 'POST', me('join'))).body).toEqual({ link: LINKS[1] });
    for (const path of [me('join'), me('deal-in'), 'me/breakouts'])
      expect(await refused(stranger, path === 'me/breakouts' ? 'GET' : 'POST', path)).toEqual(['403 forbidden']);

    const calendar = await feed(anna);
    const before = (await calendar()).room;
    const away = (await ask(anna, 'PUT', me('absence'), { absent: true })).body;
    expect((away as OwnBreakoutsView).rounds[0]).toMatchObject({ absent: true, room: null, mayBeDealtIn: false });
    const gone = await calendar();
    expect([gone.room, gone.body.includes('two-8R')]).toEqual([undefined, false]);
    for (const what of ['join', 'deal-in', 'move'])
      expect(await refused(anna, 'POST', me(what), what === 'move' ? { room: rooms[1] } : undefined)).toEqual([
        '409 state-not-right',
      ]);
    expect(
      await refused(bert, 'PUT', `breakouts/rounds/${round}/absences/${anna.participantId}`, { absent: false }),
    ).toEqual(['403 forbidden']);
    const back = await ask(null, 'PUT', `breakouts/rounds/${round}/absences/${anna.participantId}`, { absent: false });
    expect(back.status).toBe(200);
    expect((await ask(anna, 'POST', me('deal-in'))).status).toBe(200);
    expect((await calendar()).room?.sequence).toBeGreaterThan((before?.sequence ?? 0) + 1);
    expect(await refused(anna, 'PUT', me('absence'), { absent: 'yes' })).toEqual(['422 bad-input', 'absent']);
    expect(await refused(anna, 'PUT', me('absence'), '{"__proto__":{"absent":true}}')).toEqual(['400 bad-request']);
    expect(await refused(anna, 'PUT', me('absence'), { absent: true, participant: bert.participantId })).toEqual([
      '422 bad-input',
      'participant',
    ]);
    const huge = { topics: Array(10_000).fill('Topic 0') };
    expect(await refused(anna, 'PUT', 'me/breakouts/wishes', huge)).toEqual(['413 too-large']);
    for (const id of [newId(), 'constructor', '__proto__', '%00'])
      expect(await refused(anna, 'POST', `me/breakouts/${id}/deal-in`)).toEqual(['404 not-found']);
  });

  const summary = (at = 0) => `breakouts/rounds/${round}/rooms/${rooms[at]}/summary`;
  const field = (text: string, version: number) => ({ fields: [{ field: 'outcomes', text, version }] });

  it('reads of a draft nothing before it is presented, by whatever way they ask', async () => {
    await settings({});
    const before = house.lines.length;
    const frames = await Promise.all(['rounds', `round:${round}:room:${rooms[0]}`].map((topic) => house.follow(topic)));
    const saved = summaryView.parse((await ask(writer, 'PUT', summary(), field(DRAFT, 0))).body);
    expect([saved.state, saved.writer, saved.versions.outcomes]).toEqual(['draft', null, 1]);
    const stale = await ask(writer, 'PUT', summary(), field('Other', 0));
    expect([stale.status, stale.body.code, stale.body.fields]).toEqual([412, 'revision-stale', ['outcomes']]);
    expect(summaryView.parse(stale.body.current)).toEqual(saved);
    expect(await refused(writer, 'PUT', summary(), field('x'.repeat(4_001), 1))).toEqual([
      '422 bad-input',
      'fields.0.text',
    ]);
    expect(await refused(writer, 'PUT', summary(), field('x', -1))).toEqual(['422 bad-input', 'fields.0.version']);
    expect((await ask(chair, 'GET', summary())).status).toBe(200);
    for (const method of ['GET', 'PUT'] as const) {
      const body = method === 'PUT' ? field('Forged', 1) : undefined;
      for (const by of [anna, bert, stranger])
        expect(await refused(by, method, summary(), body)).toEqual(['403 forbidden']);
      if (method === 'PUT') expect(await refused(chair, method, summary(), body)).toEqual(['403 forbidden']);
      expect(await refused(writer, method, summary(1), body)).toEqual(['403 forbidden']);
    }
    const ways = ['breakouts', `breakouts/rounds/${round}/rooms/${rooms[0]}`, 'me/breakouts'];
    for (const way of ways) expect(JSON.stringify((await ask(bert, 'GET', way)).body)).not.toContain(DRAFT);
    for (const format of ['md', 'csv', 'json'])
      expect(await refused(bert, 'GET', `breakouts/summaries.${format}`)).toEqual(['403 forbidden']);
    const outside = await house.connect();
    for (const topic of ['rounds:staff', `round:${round}:room:${rooms[0]}:summary`, `round:${round}:names`]) {
      outside.send({ op: 'subscribe', topic });
      expect(await outside.next()).toMatchObject({ op: 'error', topic });
    }
    for (const { frames: all } of frames) expect(JSON.stringify(all)).not.toContain(DRAFT);
    expect(house.lines.slice(before).join('')).not.toContain(DRAFT);
    await ask(writer, 'PUT', summary(), { isIn: true });
    await stands('closed', {
      closed_at: 1,
      report: JSON.stringify({ order: [], presenting: rooms[0], presented: [], drafts: [] }),
    });
    expect((await ask(bert, 'GET', summary())).body).toMatchObject({ texts: { outcomes: DRAFT }, writer: null });
    expect(await refused(writer, 'PUT', summary(), field('After', 1))).toEqual(['409 state-not-right']);
    expect(await refused(anna, 'POST', me('join'))).toEqual(['409 state-not-right']);
    expect(await refused(anna, 'PUT', me('absence'), { absent: true })).toEqual(['409 state-not-right']);
  });

  it('is named with a summary nowhere under the Chatham House rule, and from when it holds nowhere any more', async () => {
    await stands('open', { report: JSON.stringify({ order: [], presenting: null, presented: [], drafts: [] }) });
    const known = [writer.participantId, writer.personId, 'writer@example.org'];
    const exported = async () => {
      const files = await Promise.all(
        ['md', 'csv', 'json'].map((format) => call(chair, 'GET', at(`breakouts/summaries.${format}`))),
      );
      return files.map(({ body }) => body).join('\n');
    };
    const stored = async () => {
      const rows = await database.db.selectFrom('breakout_summary').selectAll().execute();
      const log = await database.db.selectFrom('people_audit_entry').selectAll().execute();
      const written = log.filter(({ action }) => action === 'summary-in' || action === 'breakouts-exported');
      expect(written.length).toBeGreaterThan(0);
      const asked = house.lines.filter((line) => line.includes('/summary'));
      expect(asked.length).toBeGreaterThan(0);
      return JSON.stringify([rows, written, asked]);
    };
    const written = async () =>
      ((await ask(writer, 'GET', 'me/data')).body as { breakouts: { summaries: unknown } }).breakouts.summaries;
    await settings({ chathamHouse: false });
    const named = (await ask(writer, 'PUT', summary(), field('Named', 1))).body as SummaryView;
    expect(named.writer).toBe('The one at writer@example.org');
    expect(await stored()).toContain(writer.participantId);
    expect(await written()).toEqual([
      expect.objectContaining({ room: 'One', outcomes: 'Named', decisions: '', questions: '' }),
    ]);
    await stands('closed', { closed_at: 1 });
    expect((await exported()).match(/writer@example\.org/g)).toHaveLength(3);
    await settings({ chathamHouse: true });
    const all = `${await stored()} ${await exported()}`;
    for (const each of known) expect(all).not.toContain(each);
    expect(await written()).toEqual([]);
    expect((await ask(chair, 'GET', summary())).body).toMatchObject({ texts: { outcomes: 'Named' }, writer: null });
  });

  it('forges in files neither headings, formulas, tags nor headers', async () => {
    const forged = '=1+1\n## Day 1: Two\n\n#### Decisions\n\nAll agreed\u2028# Big\n<script>x</script>';
    const saved = await ask(writer, 'PUT', summary(), field(forged, 2));
    expect(saved.status).toBe(200);
    const markdown = await call(chair, 'GET', at('breakouts/summaries.md'));
    expect(markdown.headers['content-disposition']).toBe('attachment; filename="summaries-meeting.md"');
    const headings = markdown.body.split(/[\r\n\u2028]/).filter((line) => /^\s*#/.test(line));
    expect(headings.map((line) => line.replace(/^(#+ ).*: /, '$1'))).toEqual([
      '# what the breakout rooms came to',
      '## Topic 0',
      '### One',
      '#### Key outcomes',
      '## Risk management',
      '### \\=Two',
      '## Data analytics',
      '## Topic 2',
      '### \\# \\<b\\>Three\\</b\\>',
    ]);
    expect(markdown.body).not.toMatch(/(^|[^\\])<(script|b)/);
    const csv = (await call(chair, 'GET', at('breakouts/summaries.csv'))).body;
    const cells = parse(csv, { bom: true }).flat();
    expect(cells).toContain("'=Two");
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const zoom = await call(null, 'GET', at(`breakouts/rounds/${round}/zoom.csv`));
    expect([zoom.headers['content-disposition'], zoom.headers['cache-control']]).toEqual([
      'attachment; filename="zoom-meeting-day-1-breakout-1.csv"',
      'private, no-store',
    ]);
    expect(zoom.body).toMatch(
      /^Pre-assign Room Name,Email Address\r\n(?:(?:One|'=Two|# <b>Three<\/b>),\S+@example\.org\r\n)+$/,
    );
    const { file, notPlaced, runSheet, ...rest } = (await ask(null, 'GET', `breakouts/rounds/${round}/zoom`)).body;
    expect([file, Object.keys(rest)]).toEqual(['zoom-meeting-day-1-breakout-1.csv', []]);
    expect(notPlaced).toContainEqual({ name: 'Filler 3', reason: 'has no room yet' });
    expect(runSheet).toMatch(
      /^Day 1: load zoom-meeting-day-1-breakout-1\.csv at \d\d:\d\d, before .+ opens at \d\d:\d\d\.$/,
    );
    for (const by of [chair, bert])
      for (const path of ['zoom', 'zoom.csv'])
        expect(await refused(by, 'GET', `breakouts/rounds/${round}/${path}`)).toEqual(['403 forbidden']);
  });

  it('leaves no wish, absence, place ahead, told room or name behind when they are erased or removed', async () => {
    await stands('open', { closed_at: null });
    await settings({ chathamHouse: false });
    await ask(writer, 'PUT', summary(), field('Mine', 3));
    await ask(writer, 'PUT', 'me/breakouts/wishes', { topics: ['Topic 0'] });
    await (await feed(writer))();
    const mentions = async ({ participantId }: Somebody) => {
      const found: string[] = [];
      for (const table of ['wish', 'absence', 'place', 'told', 'summary'] as const) {
        const rows = await database.db.selectFrom(`breakout_${table}`).selectAll().execute();
        if (JSON.stringify(rows).includes(participantId)) found.push(table);
      }
      return found;
    };
    expect(await mentions(writer)).toEqual(['wish', 'place', 'told', 'summary']);
    expect((await ask(writer, 'POST', 'me/erasure', { confirm: true })).status).toBe(204);
    expect(await mentions(writer)).toEqual([]);
    expect((await ask(null, 'GET', summary())).body).toMatchObject({ texts: { outcomes: 'Mine' }, writer: null });
    await ask(bert, 'PUT', me('absence'), { absent: true });
    expect((await ask(null, 'POST', `people/${bert.participantId}/removal`)).status).toBe(200);
    expect((await mentions(bert)).filter((table) => table === 'place')).toEqual([]);
    const seen = JSON.stringify((await ask(null, 'GET', places)).body);
    for (const who of [bert, writer]) expect(seen).not.toContain(who.participantId);
    expect((await ask(late, 'GET', 'me/breakouts')).status).toBe(200);
  });
});
