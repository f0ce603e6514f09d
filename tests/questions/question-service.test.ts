import { beforeAll, expect, it } from 'vitest';
import { newId } from '../../kernel/random.ts';
import { newQuestionOf } from '../../questions/question.ts';
import { insertQuestion } from '../../questions/question-store.ts';
import type { QuestionCommand } from '../../questions/schema.ts';
import type { QueueView } from '../../questions/view.ts';
import { openShowRoom, type ShowRoom } from '../agenda/show/show-room.ts';
import { eachEngine } from '../engines.ts';
import { addSomebody, type Somebody } from '../people/somebody.ts';

eachEngine('questions', (open) => {
  let room: ShowRoom;
  let anna: Somebody;
  let talk: string;
  let assembly: string;

  beforeAll(async () => {
    room = await openShowRoom(open);
    anna = await somebody('Statistician');
    talk = `session:${await room.idOf('Talk')}`;
    const { agenda } = room;
    const day = (await agenda.published.getStored('meeting'))?.agenda.days[1];
    assembly = `session:${day?.entries.find(({ title }) => title === 'Assembly')?.id}`;
  });

  const somebody = (name?: string) => addSomebody(room.database.db, room.event.id, name === undefined ? {} : { name });

  async function ask(text: string, place: string, by = anna, more: { named?: boolean; clientId?: string } = {}) {
    const sent = { clientId: newId(), named: false, ...more, place, text };
    const { asked } = await room.questions.ask(by.actor, room.event, sent);
    const id = asked.find((each) => each.text === text)?.id;
    if (id === undefined) throw new Error(`not asked: ${text}`);
    return id;
  }

  function press(question: string, command: QuestionCommand, actor = room.chair): Promise<QueueView> {
    return room.questions.command({ actor, event: room.event, question, revision: null }, command);
  }

  const vote = (by: Somebody, id: string) => room.questions.vote(by.actor, room.event, id);

  async function seen(place: string): Promise<string[]> {
    const { questions } = await room.questions.readAt(anna.actor, room.event, place);
    return questions.map(({ text, votes, state, by }) => `${text} ${votes} ${state} ${by ?? '-'}`);
  }

  it('are seen by everybody, most votes first and then the oldest, with the name of who gave it', async () => {
    await ask('First?', 'room:Order');
    room.clock.advance(1000);
    await ask('Second?', 'room:Order');
    room.clock.advance(1000);
    const third = await ask('Third?', 'room:Order', anna, { named: true });
    await vote(await somebody(), third);
    expect(await seen('room:Order')).toEqual(['Third? 2 new Statistician', 'First? 1 new -', 'Second? 1 new -']);
  });

  it('take one vote of each person, of 200 at once too', async () => {
    const id = await ask('Once?', 'room:Votes');
    const voter = await somebody();
    const others = await Promise.all(Array.from({ length: 20 }, () => somebody()));
    const votes = [...others, ...Array.from({ length: 180 }, () => voter)];
    await Promise.all(votes.map((each) => vote(each, id)));
    expect(await seen('room:Votes')).toEqual(['Once? 22 new -']);
    await room.questions.unvote(voter.actor, room.event, id);
    await room.questions.unvote(voter.actor, room.event, id);
    expect(await seen('room:Votes')).toEqual(['Once? 21 new -']);
  });

  it('wait at most a hundred of one person, whatever rooms they make up', async () => {
    const by = await somebody();
    const { db } = room.database;
    await db.transaction().execute(async (tx) => {
      const of = { eventId: room.event.id, author: by.participantId, now: room.clock.now() };
      for (let at = 0; at < 99; at += 1) {
        const asked = { clientId: `${at}`, place: `room:Made up ${at}`, text: 'Why?', named: false };
        await insertQuestion(tx, newQuestionOf(asked, { ...of, id: newId() }));
      }
    });
    await ask('Why?', 'room:Made up', by);
    await expect(ask('Why?', 'room:Made up too', by)).rejects.toMatchObject({ code: 'state-not-right' });
  });

  it('are in what somebody takes along that voted for them only as far as everybody sees them', async () => {
    const voter = await somebody();
    const seenByAll = await ask('Seen?', 'room:Taken', anna);
    await press(seenByAll, { do: 'accept' });
    await vote(voter, seenByAll);
    const unseen = await ask('Not to be seen?', 'room:Taken', anna);
    const takenAlong = async () =>
      (await room.questions.ownOf(room.database.db, room.event.id, voter.participantId)).votedFor;
    expect(await takenAlong()).toEqual([{ text: 'Seen?', place: 'room:Taken' }]);
    await press(seenByAll, { do: 'merge', into: unseen });
    await press(unseen, { do: 'set-aside', reason: 'Off the subject' });
    expect(await takenAlong()).toEqual([]);
  });

  it('are asked once, however often they are sent, and wait at most ten at a place', async () => {
    const by = await somebody();
    const sends = Array.from({ length: 15 }, (_, place) =>
      ask('Again?', 'room:Many', by, { clientId: `${place % 2}` }),
    );
    await Promise.all(sends);
    expect(await seen('room:Many')).toEqual(['Again? 1 new -', 'Again? 1 new -']);
    const more = Array.from({ length: 12 }, (_, place) => ask(`More ${place}?`, 'room:Many', by));
    const settled = await Promise.allSettled(more);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
    expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'state-not-right' } });
  });

  it('put their votes together when they are merged, each person once, and later votes count there', async () => {
    const voter = await somebody();
    const one = await ask('One?', talk, voter);
    const other = await ask('The same?', talk);
    await vote(anna, one);
    await press(one, { do: 'merge', into: other });
    expect(await seen(talk)).toEqual(['The same? 2 new -']);
    const { questions } = await room.questions.readQueue(room.chair, room.event, talk);
    expect(questions.map(({ text, votes }) => [text, votes])).toEqual(expect.arrayContaining([['One?', 0]]));
    await vote(await somebody(), one);
    expect(await seen(talk)).toEqual(['The same? 3 new -']);
    await expect(press(other, { do: 'merge', into: other })).rejects.toMatchObject({ code: 'state-not-right' });
    await press(other, { do: 'answer' });
  });

  it('show what is new to its author and the chair alone where the event looks first', async () => {
    const outsider = await somebody();
    await room.questions.set(room.organiser, room.event, { moderated: true });
    const id = await ask('Hidden?', 'room:Moderated');
    expect(await seen('room:Moderated')).toEqual([]);
    await expect(vote(outsider, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await room.questions.readQueue(room.chair, room.event, 'room:Moderated')).toMatchObject({
      questions: [{ text: 'Hidden?' }],
    });
    await press(id, { do: 'accept' });
    expect(await seen('room:Moderated')).toEqual(['Hidden? 1 accepted -']);
    await press(id, { do: 'set-aside', reason: 'Said already' });
    expect(await seen('room:Moderated')).toEqual([]);
    const { asked } = await room.questions.readOwn(anna.actor, room.event);
    expect(asked.find((each) => each.id === id)).toMatchObject({ state: 'set-aside', reason: 'Said already' });
    await room.questions.set(room.organiser, room.event, { moderated: false });
  });

  it('are carried to another session by who has the right to both, with their votes', async () => {
    const id = await ask('Later?', talk);
    await vote(await somebody(), id);
    await expect(press(id, { do: 'carry', place: assembly })).rejects.toMatchObject({ code: 'forbidden' });
    await press(id, { do: 'ask' }, room.chair);
    await press(id, { do: 'carry', place: assembly }, room.organiser);
    expect(await seen(assembly)).toEqual(['Later? 2 accepted -']);
    await expect(press(id, { do: 'accept' })).rejects.toMatchObject({ code: 'forbidden' });
    const count = (session: string) =>
      room.questions.countOpen(room.database.db, room.event.id, [session.replace('session:', '')]);
    expect([await count(talk), await count(assembly)]).toEqual([0, 1]);
    expect(await room.agenda.show.handOver(room.organiser, room.event, 2)).toMatchObject({ openQuestions: 1 });
  });

  it('are taken back by who asked, until they are asked', async () => {
    const id = await ask('Mine?', 'room:Back');
    await expect(room.questions.withdraw((await somebody()).actor, room.event, id)).rejects.toMatchObject({
      code: 'not-found',
    });
    await room.questions.withdraw(anna.actor, room.event, id);
    expect(await seen('room:Back')).toEqual([]);
    const asked = await ask('Asked?', 'room:Back');
    await press(asked, { do: 'ask' });
    await expect(room.questions.withdraw(anna.actor, room.event, asked)).rejects.toMatchObject({
      code: 'state-not-right',
    });
    const stale = { actor: room.chair, event: room.event, question: asked, revision: 1 };
    await expect(room.questions.command(stale, { do: 'answer' })).rejects.toMatchObject({ code: 'revision-stale' });
  });

  it('are of places that there are', async () => {
    await expect(ask('Where?', `session:${newId()}`)).rejects.toMatchObject({ code: 'not-found' });
    expect(await room.questions.at(room.event, 'nowhere\u0000')).toBeUndefined();
  });

  it('lose the name of who is erased', async () => {
    const by = await somebody('Delegate');
    await ask('Named?', 'room:Erased', by, { named: true });
    expect(await seen('room:Erased')).toEqual(['Named? 1 new Delegate']);
    expect(await room.people.own.download(by.actor, room.event)).toMatchObject({ questions: [{ text: 'Named?' }] });
    await room.people.erasure.eraseOwn(by.actor, room.event);
    expect(await seen('room:Erased')).toEqual(['Named? 1 new -']);
  });
});
