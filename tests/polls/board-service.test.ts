import { beforeAll, expect, it } from 'vitest';
import type { OrganisationId, ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { eachEngine } from '../engines.ts';
import { addSomebody, type Somebody } from '../people/somebody.ts';
import { openPollRoom, type PollRoom } from './poll-room.ts';

const [RIGHT, WRONG] = ['b', 'a'];

eachEngine('what polls come to by where people come from', (open) => {
  let room: PollRoom;
  let north: OrganisationId;
  let south: OrganisationId;
  const people: Somebody[] = [];

  beforeAll(async () => {
    room = await openPollRoom(open);
    [north, south] = [await house('North'), await house('South')];
    for (let at = 0; at < 5; at += 1) {
      const somebody = await addSomebody(room.database.db, room.event.id, { name: `Delegate ${at + 1}` });
      await join(somebody, at < 3 ? north : south);
      people.push(somebody);
    }
  });

  async function house(name: string): Promise<OrganisationId> {
    const id = newId<OrganisationId>();
    const rules = { kind: 'other', domains: '[]', needs_approval: 0, quota: null, revision: 1 } as const;
    const row = { id, event_id: room.event.id, name, name_key: name.toLowerCase(), country: null, ...rules };
    await room.database.db.insertInto('people_organisation').values(row).execute();
    return id;
  }

  async function join({ participantId }: { participantId: ParticipantId }, of: OrganisationId): Promise<void> {
    const joined = { organisation_id: of };
    await room.database.db.updateTable('people_participant').set(joined).where('id', '=', participantId).execute();
  }

  /** Each of the five chooses in turn. */
  async function voted(poll: string, choices: readonly string[]): Promise<void> {
    for (const [at, somebody] of people.entries())
      await room.polls.polls.vote(somebody.actor, poll, { clientId: `of ${at}`, options: [choices[at] ?? ''] });
    await room.give(poll, 'close');
    room.clock.advance(2_000);
    await room.polls.polls.tick(room.clock.now());
    await room.give(poll, 'show');
  }

  async function asked(given: Parameters<PollRoom['ready']>[0], choices: readonly string[]): Promise<string> {
    const poll = await room.ready({ entry: null, ...given });
    await room.give(poll, 'open');
    await voted(poll, choices);
    return poll;
  }

  const seen = (poll: string) => room.polls.polls.readView(room.organiser, room.event, poll);
  const places = async (poll: string) =>
    (await seen(poll)).board?.places.map(({ name, points }) => `${name} ${points}`);

  it('is shown in groups once it is closed, of its first round alone', async () => {
    const poll = await room.ready({ entry: null, breakdown: 'organisation', groupsOf: 2, resultsWhileOpen: true });
    await room.give(poll, 'open');
    expect((await seen(poll)).tally?.breakdown).toBeNull();
    await voted(poll, ['a', 'a', 'b', 'b', 'c']);
    const groups = async () =>
      (await seen(poll)).tally?.breakdown?.groups.map(({ name, options }) => [
        name,
        ...options.map((each) => each.people),
      ]);
    expect(await groups()).toEqual([
      ['North', 2, 1, 0],
      ['South', 0, 1, 1],
    ]);
    await room.give(poll, 'reopen');
    await voted(poll, ['a', 'a', 'a', 'a', 'a']);
    expect(await groups()).toBeUndefined();
  });

  it('is a board of organisations once answers are shown, which whoever joins another since does not change', async () => {
    const quiz = { kind: 'trivia', quiz: 'Teams', board: 'organisations', secrecy: 'unnamed', groupsOf: 2 } as const;
    const first = await asked(quiz, [RIGHT, RIGHT, WRONG, RIGHT, WRONG]);
    expect((await seen(first)).board).toBeNull();
    await room.give(first, 'show-answer');
    expect(await places(first)).toEqual(['North 200', 'South 100']);
    const [mover] = people;
    if (mover) await join(mover, south);
    room.clock.advance(60_000);
    expect(await places(first)).toEqual(['North 200', 'South 100']);
    const second = await asked(quiz, [RIGHT, WRONG, WRONG, WRONG, WRONG]);
    await room.give(second, 'show-answer');
    expect(await places(first)).toEqual(['North 200', 'South 200']);
    await room.give(second, 'hide');
    expect(await places(first)).toEqual(['North 200', 'South 100']);
  });

  it('is a board of people by their names, made anew once a second for pages that ask, and at once for what is told', async () => {
    const quiz = { kind: 'trivia', quiz: 'People', board: 'people', secrecy: 'named' } as const;
    const poll = await asked(quiz, [WRONG, RIGHT, WRONG, WRONG, WRONG]);
    await room.give(poll, 'show-answer');
    expect(await places(poll)).toEqual(['Delegate 2 100']);
    const { participantId } = people[1] ?? { participantId: '' };
    const named = { name: 'Delegate of the North' };
    await room.database.db.updateTable('people_participant').set(named).where('id', '=', participantId).execute();
    expect(await places(poll)).toEqual(['Delegate 2 100']);
    expect((await room.polls.polls.view(room.event, poll))?.board?.places[0]?.name).toBe('Delegate of the North');
    room.clock.advance(1_000);
    expect(await places(poll)).toEqual(['Delegate of the North 100']);
  });
});
