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
  });
});
