import { expect, it } from 'vitest';
import { openShowRoom } from '../../agenda/show/show-room.ts';
import { eachEngine } from '../../engines.ts';
import { addSomebody } from '../../people/somebody.ts';

const REPORT = {
  name: 'report.csv',
  bytes: new TextEncoder().encode(
    'Poll Report\n#,User Name,User Email,Submitted Date/Time,Where next?\n1,Office,office@example.org,now,A;B\n2,Bureau,,now,B\n',
  ),
};

/** In the layout of before 2021: question and answer in turn. */
const EARLIER =
  'Poll Report\n#,User Name,User Email,Submitted Date/Time\n1,Office,office@example.org,now,Who first?,A,Who last?,B\n2,Bureau,bureau@example.org,now,Who first?,B\n';

eachEngine('an imported poll', (open) => {
  it('stands in the archive with its tally, once it was looked at, and nobody is named', async () => {
    const { polls, event, organiser, database } = await openShowRoom(open);
    const preview = await polls.imports.previewZoom(organiser, event, REPORT);
    expect(await polls.polls.lines(event)).toEqual({ polls: [] });
    expect(await polls.imports.importZoom(organiser, event, REPORT)).toEqual(preview);
    const [line] = (await polls.polls.lines(event)).polls;
    expect(line).toMatchObject({
      state: 'archived',
      imported: true,
      question: 'Where next?',
      turnout: 2,
      entitled: null,
    });
    expect(await polls.polls.staffView(event, line?.id ?? '')).toMatchObject({
      rounds: [{ turnout: 2, tally: { people: 2, answers: 3, options: [{ people: 1 }, { people: 2 }] } }],
    });
    expect(await database.db.selectFrom('poll_ballot').selectAll().execute()).toEqual([]);
    expect(await polls.polls.on(event)).toEqual({ polls: [] });
    const { actor } = await addSomebody(database.db, event.id);
    await expect(polls.imports.importZoom(actor, event, REPORT)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(polls.imports.previewZoom(actor, event, REPORT)).rejects.toMatchObject({ code: 'forbidden' });
    const again = { code: 'state-not-right', message: expect.stringContaining('already, and its poll is here') };
    await expect(polls.imports.previewZoom(organiser, event, REPORT)).rejects.toMatchObject(again);
    const twice = { ...REPORT, bytes: new TextEncoder().encode(EARLIER) };
    const both = await Promise.allSettled([1, 2].map(() => polls.imports.importZoom(organiser, event, twice)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await polls.polls.lines(event)).polls.map(({ question, turnout }) => `${question} ${turnout}`)).toEqual([
      'Where next? 2',
      'Who first? 2',
      'Who last? 1',
    ]);
    const of = { actor: organiser, event, poll: line?.id ?? '', revision: null };
    await polls.polls.remove(of);
    expect(await polls.imports.importZoom(organiser, event, REPORT)).toEqual(preview);
  });
});
