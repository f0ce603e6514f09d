import { beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../../kernel/actor.ts';
import type { AppError } from '../../../kernel/errors.ts';
import type { ParticipantId } from '../../../kernel/ids.ts';
import { readVersions } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';
import { OPERATOR, openPeopleRoom, type PeopleRoom } from '../people-room.ts';

eachEngine('asking for help', (open) => {
  let room: PeopleRoom;
  let [anna, bert, desk, second]: Actor[] = [];
  const ids: Record<string, ParticipantId> = {};

  beforeEach(async () => {
    room = await openPeopleRoom(open);
    const people = { anna: [], bert: [], desk: [{ role: 'helpdesk' }], second: [{ role: 'helpdesk' }] } as const;
    for (const [name, roles] of Object.entries(people)) {
      ids[name] = (await room.appoint(`${name}@example.org`, roles)).id as ParticipantId;
    }
    [anna, bert, desk, second] = await Promise.all(
      Object.keys(people).map((name) => room.actorFor(`${name}@example.org`)),
    );
    await room.database.db.deleteFrom('people_audit_entry').execute();
    await room.database.db.deleteFrom('server_live_topic').execute();
    room.announced.length = 0;
  });

  const ask = (who: Actor | undefined, text = '') => room.help.ask(who as Actor, room.event, { text });
  const withdraw = (who: Actor | undefined) => room.help.withdraw(who as Actor, room.event);
  const read = (who: Actor | undefined) => room.help.readDesk(who as Actor, room.event);
  const answer = (kind: 'take' | 'solve', who: Actor | undefined, id: string, revision: number) =>
    room.help[kind]({ actor: who as Actor, event: room.event, id, revision });
  const refused = async (promise: Promise<unknown>) => {
    const error = await promise.then(
      () => undefined,
      (thrown: AppError) => thrown,
    );
    return [error?.code, error?.details.extra];
  };
  async function firstOf(who = desk) {
    const [first] = (await read(who)).requests;
    if (!first) throw new Error('nobody asks');
    return first;
  }

  it('is seen by who asked, with how many wait before them and then by whom they are looked after', async () => {
    expect(await room.help.readOwn(anna as Actor, room.event)).toEqual({ request: null });
    await ask(anna, 'No sound');
    room.clock.advance(1000);
    const own = await ask(bert);
    expect(own.request).toEqual({
      id: expect.any(String),
      text: '',
      state: 'waiting',
      createdAt: '2026-03-02T09:00:01+00:00',
      takenBy: null,
      before: 1,
    });
    const { id, revision } = await firstOf();
    await answer('take', desk, id, revision);
    const [ofAnna, ofBert] = [
      await room.help.own(room.event, ids.anna as never),
      await room.help.own(room.event, ids.bert as never),
    ];
    expect(ofAnna.request).toMatchObject({ state: 'taken', takenBy: 'desk@example.org', before: null });
    expect(ofBert.request).toMatchObject({ state: 'waiting', before: 0 });
    await answer('solve', desk, id, revision + 1);
    expect((await room.help.readOwn(anna as Actor, room.event)).request).toMatchObject({ state: 'solved' });
  });

  it('is at most one request a person: to ask again says it in other words', async () => {
    await ask(anna, 'No sound');
    room.clock.advance(60_000);
    await ask(anna, 'No picture either');
    const { requests } = await read(desk);
    expect(requests.map(({ text, createdAt, revision }) => [text, createdAt, revision])).toEqual([
      ['No picture either', '2026-03-02T09:00:00+00:00', 2],
    ]);
  });

  it('is one request also when somebody presses ten times at once', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, press) => ask(anna, `press ${press}`)));
    expect((await read(desk)).requests).toHaveLength(1);
    await Promise.all(Array.from({ length: 10 }, () => withdraw(anna)));
    expect((await read(desk)).requests).toEqual([]);
    await ask(anna, 'again');
    expect((await read(desk)).requests).toHaveLength(1);
  });

  it('shows the helpdesk who waits, oldest first, then what is taken, then what was solved, newest first', async () => {
    for (const who of [anna, bert, desk, second]) {
      await ask(who);
      room.clock.advance(1000);
    }
    const [a, b] = (await read(desk)).requests;
    if (!a || !b) throw new Error('too few');
    await answer('take', second, a.id, a.revision);
    await answer('solve', desk, b.id, b.revision);
    const { requests } = await read(desk);
    expect(requests.map(({ name, state, takenBy }) => [name, state, takenBy])).toEqual([
      ['desk@example.org', 'waiting', null],
      ['second@example.org', 'waiting', null],
      ['anna@example.org', 'taken', 'second@example.org'],
      ['bert@example.org', 'solved', 'desk@example.org'],
    ]);
    expect(requests[2]).toEqual({
      id: a.id,
      participantId: ids.anna,
      name: 'anna@example.org',
      email: 'anna@example.org',
      organisation: null,
      text: '',
      state: 'taken',
      createdAt: '2026-03-02T09:00:00+00:00',
      takenAt: '2026-03-02T09:00:04+00:00',
      takenBy: 'second@example.org',
      takenById: ids.second,
      solvedAt: null,
      revision: 2,
    });
  });

  it('shows no more than the last 20 that were solved', async () => {
    for (let round = 0; round < 22; round += 1) {
      await ask(anna, `round ${round}`);
      room.clock.advance(1000);
      const { id, revision } = await firstOf();
      await answer('solve', desk, id, revision);
    }
    const { requests } = await read(desk);
    expect(requests.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, place) => `round ${21 - place}`));
    expect((await room.help.readOwn(anna as Actor, room.event)).request?.text).toBe('round 21');
  });

  it('is taken by one of two who press at once, and the other is told who has it', async () => {
    await ask(anna);
    const { id } = await firstOf();
    const takes = await Promise.allSettled([answer('take', desk, id, 1), answer('take', second, id, 1)]);
    const lost = takes.filter((each) => each.status === 'rejected').map(({ reason }) => reason as AppError);
    expect(takes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { takenBy } = await firstOf();
    expect(lost.map(({ code, message, details }) => [code, message, details.extra])).toEqual([
      [
        'revision-stale',
        `${takenBy} has taken this in the meantime. Nothing was changed.`,
        { revision: 2, state: 'taken', takenBy },
      ],
    ]);
    expect((await room.log()).filter((line) => line.includes('help-taken'))).toHaveLength(1);
  });

  it('is taken over by whoever has seen that it is taken', async () => {
    await ask(anna);
    const { id } = await firstOf();
    await answer('take', desk, id, 1);
    await answer('take', second, id, 2);
    expect(await firstOf()).toMatchObject({ takenBy: 'second@example.org', revision: 3 });
  });

  it('is not answered any more once it is solved or withdrawn, nor where there is none', async () => {
    await ask(anna);
    const { id } = await firstOf();
    await answer('solve', desk, id, 1);
    const taken = { revision: 2, state: 'solved', takenBy: 'desk@example.org' };
    expect(await refused(answer('take', second, id, 1))).toEqual(['revision-stale', taken]);
    expect(await refused(answer('take', second, id, 2))).toEqual(['state-not-right', undefined]);
    for (const none of ['00000000-0000-4000-8000-00000000dead', 'x', '\u0000']) {
      expect(await refused(answer('solve', desk, none, 1))).toEqual(['not-found', undefined]);
    }
    const elsewhere = await room.appoint('far@example.org', [{ role: 'helpdesk' }], room.elsewhere);
    expect(elsewhere.state).toBe('registered');
    const far = await room.actorFor('far@example.org', room.elsewhere);
    expect(await refused(room.help.take({ actor: far, event: room.elsewhere, id, revision: 2 }))).toEqual([
      ...['not-found', undefined],
    ]);
  });

  it('is for who takes part, and answered by helpdesk and organisers alone', async () => {
    await room.invite('new@example.org');
    const invited = await room.actorFor('new@example.org');
    expect(await refused(ask(invited))).toEqual(['forbidden', undefined]);
    expect(await refused(ask(OPERATOR))).toEqual(['forbidden', undefined]);
    expect(await refused(ask({ kind: 'anonymous' }))).toEqual(['unauthenticated', undefined]);
    await ask(anna);
    const { id } = await firstOf(OPERATOR as never);
    for (const who of [anna, bert, invited]) {
      expect(await refused(read(who))).toEqual(['forbidden', undefined]);
      expect(await refused(answer('take', who, id, 1))).toEqual(['forbidden', undefined]);
    }
    expect((await answer('take', OPERATOR, id, 1)).requests[0]).toMatchObject({ state: 'taken', takenBy: null });
  });

  it('cannot be asked any more by who was removed after they began to ask', async () => {
    await room.roster.remove({ actor: OPERATOR, event: room.event, id: ids.anna as string });
    expect(await refused(ask(anna))).toEqual(['forbidden', undefined]);
    expect((await read(desk)).requests).toEqual([]);
  });

  it('is withdrawn when who asked leaves or is removed, and waits again when who took it does', async () => {
    await ask(anna, 'I');
    room.clock.advance(1000);
    await ask(bert, 'cannot');
    const { id } = (await read(desk)).requests[1] ?? { id: '' };
    await answer('take', second, id, 1);
    room.announced.length = 0;
    await room.roster.remove({ actor: OPERATOR, event: room.event, id: ids.anna as string });
    await room.roster.remove({ actor: OPERATOR, event: room.event, id: ids.second as string });
    const { requests } = await read(desk);
    expect(requests.map(({ name, state, takenBy }) => [name, state, takenBy])).toEqual([
      ['bert@example.org', 'waiting', null],
    ]);
    const told = room.announced.flatMap((news) => (news.kind === 'topics-changed' ? news.topics : []));
    expect(new Set(told)).toEqual(
      new Set(['help', `my-help:${ids.anna}`, `my-help:${ids.bert}`, 'console:1', 'console:2', 'console:3']),
    );
    await room.own.withdraw(bert as Actor, room.event);
    expect((await read(desk)).requests).toEqual([]);
    expect((await room.log()).filter((line) => line.includes('help-withdrawn'))).toEqual([
      `operator:test help-withdrawn participant:${ids.anna}`,
      `participant:${ids.bert} help-withdrawn participant:${ids.bert}`,
    ]);
  });

  it('leaves nothing of what was written when who asked is erased, be it open or solved long ago', async () => {
    await ask(anna, 'My pacemaker hums');
    const { id } = await firstOf();
    await answer('solve', desk, id, 1);
    await ask(anna, 'My pacemaker hums again');
    await room.erasure.erase({ actor: OPERATOR, event: room.event, id: ids.anna as string });
    const rows = await room.database.db.selectFrom('people_help_request').selectAll().orderBy('state').execute();
    expect(rows.map(({ text, state, participant_id }) => [text, state, participant_id])).toEqual([
      ['', 'solved', ids.anna],
      ['', 'withdrawn', ids.anna],
    ]);
    expect((await read(desk)).requests.map(({ name, email, text }) => [name, email, text])).toEqual([
      [expect.stringMatching(/^Erased participant/), null, ''],
    ]);
  });

  it('is among what one takes along', async () => {
    await ask(anna, 'No sound');
    const { id } = await firstOf();
    await answer('take', desk, id, 1);
    await answer('solve', desk, id, 2);
    room.clock.advance(1000);
    await ask(anna, 'No picture');
    const { helpRequests } = await room.own.download(anna as Actor, room.event);
    const at = '2026-03-02T09:00:00+00:00';
    expect(helpRequests).toEqual([
      { text: 'No picture', state: 'waiting', askedAt: '2026-03-02T09:00:01+00:00', takenAt: null, solvedAt: null },
      { text: 'No sound', state: 'solved', askedAt: at, takenAt: at, solvedAt: at },
    ]);
  });

  it('is written down as that somebody asked and who answered, without a word of what was asked', async () => {
    await ask(anna, 'My pacemaker hums');
    await ask(anna, 'My pacemaker hums');
    const { id } = await firstOf();
    await answer('take', desk, id, 1);
    await answer('take', desk, id, 2);
    await answer('solve', desk, id, 2);
    await withdraw(anna);
    const [ofAnna, ofDesk] = [`participant:${ids.anna}`, `participant:${ids.desk}`];
    expect((await room.log()).sort()).toEqual(
      [`${ofAnna} help-asked ${ofAnna}`, `${ofDesk} help-taken ${ofAnna}`, `${ofDesk} help-solved ${ofAnna}`].sort(),
    );
    const entries = await room.database.db.selectFrom('people_audit_entry').select('details').execute();
    expect(entries.map(({ details }) => details)).toEqual(['{}', '{}', '{}']);
  });

  it('raises and tells the topics of everybody who sees a change, and of nobody else', async () => {
    const consoles = ['console:1', 'console:2', 'console:3'];
    const told = () =>
      room.announced.splice(0).map((news) => (news.kind === 'topics-changed' ? [...news.topics].sort() : news.kind));
    await ask(anna);
    expect(told()).toEqual([[...consoles, 'help', `my-help:${ids.anna}`].sort()]);
    room.clock.advance(1000);
    await ask(bert);
    expect(told()).toEqual([[...consoles, 'help', `my-help:${ids.bert}`].sort()]);
    await ask(bert, 'in other words');
    expect(told()).toEqual([['help', `my-help:${ids.bert}`].sort()]);
    await ask(bert, 'in other words');
    expect(told()).toEqual([]);
    const { id } = await firstOf();
    await answer('take', desk, id, 1);
    expect(told()).toEqual([[...consoles, 'help', `my-help:${ids.anna}`, `my-help:${ids.bert}`].sort()]);
    const versions = await readVersions(room.database.db, room.event.id);
    expect(versions).toEqual(
      new Map([
        ['help', 4],
        [`my-help:${ids.anna}`, 2],
        [`my-help:${ids.bert}`, 3],
        ...consoles.map((topic) => [topic, 3] as const),
      ]),
    );
    expect(await refused(answer('take', second, id, 1))).toEqual(['revision-stale', expect.anything()]);
    expect([told(), await readVersions(room.database.db, room.event.id)]).toEqual([[], versions]);
  });
});
