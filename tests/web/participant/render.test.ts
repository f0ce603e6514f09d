import { describe, expect, test } from 'vitest';
import type { RoundView } from '../../../breakouts/view.ts';
import { renderParticipantPage } from '../../../web/participant/render.tsx';
import { paper } from './papers.ts';
import { NOON, pageState, SHOWS } from './shows.ts';

const assets = { styles: [], blockingScript: '/assets/c.js', script: '/assets/p.js', preloads: [] };
const site = { publicUrl: 'https://plenum.example.org', assets };

/** What the page says in its body, without tags and without what only screen readers are told. */
function textOf(show: Parameters<typeof pageState>[0], more: Parameters<typeof pageState>[1] = {}): string {
  const html = renderParticipantPage(pageState(show, more), site);
  const body = html.slice(html.indexOf('<div id="root">'), html.indexOf('id="page-state"'));
  const spoken = body.replace(/<span class="visually-hidden"[^>]*>[^<]*(<!-- -->[^<]*)*<\/span>/g, '');
  return spoken
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the participant’s page says', () => {
  test.each([
    ['not published', 'The agenda is not published yet.'],
    ['closed', 'Day 1 is over. The lobby opens at 11:15 , in 19 h 15 min.'],
    ['closed', 'Day 2 starts tomorrow at 12:00.'],
    ['lobby', 'Starts at 12:00 , in 11:40'],
    ['lobby', 'Join already'],
    ['not begun though due', 'Planned for 12:00 . It has not begun yet; it begins when the chair starts it.'],
    ['running', 'until 12:15 · 12:34 left'],
    ['late', 'until 12:51 · 12:34 left 6 min later than planned'],
    ['late', '12:51 12:45 Break'],
    ['over its time', 'over its time by 02:12'],
    ['held', 'Paused by the chair since 12:22 . The clock stands still.'],
    ['held', '23:00 left'],
    ['break', 'Back at 13:01'],
    ['between', 'Nothing is on at the moment. Next: Break , expected at 12:45 .'],
    ['side by side', '3 sessions side by side'],
    ['side by side', 'No link to join has been given for this session.'],
    ['over', 'The event is over.'],
    ['over', 'ended at 13:58'],
  ] as const)('%s: %s', (name, said) => {
    expect(textOf(SHOWS[name])).toContain(said);
  });

  test('no banner that has ended by the server’s clock', () => {
    const banner = { id: 'b', text: 'We resume.', audience: 'all' as const, createdAt: new Date(NOON).toISOString() };
    const show = (endsAt: number) => ({
      ...SHOWS.running,
      view: { ...SHOWS.running.view, banners: [{ ...banner, endsAt: new Date(endsAt).toISOString() }] },
    });
    expect(textOf(show(SHOWS.running.at + 1))).toContain('We resume.');
    expect(textOf(show(SHOWS.running.at))).not.toContain('We resume.');
  });

  test('how far one’s own request for help has come', () => {
    const request = { id: 'h', text: 'I hear nothing.', createdAt: '', takenBy: null, before: null };
    const said = (changes: object) =>
      textOf(SHOWS.running, { help: { request: { ...request, state: 'waiting', ...changes } } });
    expect(said({ before: 0 })).toContain('You are the next.');
    expect(said({ before: 1 })).toContain('1 person is before you.');
    expect(said({ before: 3 })).toContain('3 people are before you.');
    expect(said({ state: 'taken', takenBy: 'The Estonian helpdesk' })).toContain(
      'The Estonian helpdesk is looking after you.',
    );
    expect(said({ state: 'solved' })).toContain('The helpdesk says that this is solved.');
  });
});

test('the way in opens through the event’s own address, in a new tab, and no link of a video call is on the page', () => {
  const html = renderParticipantPage(pageState(SHOWS.running), site);
  expect(html).toContain('href="/e/annual/session/welcome/join" target="_blank" rel="noopener"');
});

describe('of an event whose numbers of days leave some out', () => {
  const days = [1, 2, 4];
  const shown = (name: 'closed' | 'over', number: number, all = days) => {
    const { view, at } = SHOWS[name];
    if (!view.day) throw new Error('no day');
    return textOf({ view: { ...view, days: all, day: { ...view.day, number } }, at });
  };

  test('the page names the day that was before, and counts none that is not there', () => {
    expect(shown('closed', 4)).toContain(' Day 4 16:00 ');
    expect(shown('closed', 4)).toContain('Day 2 is over. The lobby opens at');
    expect(shown('closed', 2, [2, 4])).not.toContain('is over');
  });

  test('it is over after the last of them, and not before', () => {
    expect(shown('over', 4)).toContain('The event is over.');
    expect(shown('over', 2)).toContain('Day 2 is over. Day 4 is next.');
  });
});

test('an open poll stands before the room of later, and behind a room that is open', () => {
  const order = (state: RoundView['state']) => {
    const rooms = [{ id: 'a', name: 'Data', topic: null }];
    const round: RoundView = {
      ...{ id: 'r', entry: 'e', day: 'd', state, openedAt: null, closesAt: null, warnSeconds: 60, visible: true },
      ...{ rooms, placesRevision: 1, selfMoves: false, messages: [], stage: 'own-page', report: [] },
    };
    const own = { round: 'r', entry: 'e', day: 'd', room: null, joinedAt: null, absent: false };
    const said = textOf(SHOWS.running, {
      polls: { on: { polls: [paper({ closesAt: null })] }, results: [], own: { ballots: [] } },
      rooms: {
        rounds: { rounds: [round] },
        own: { rounds: [{ ...own, mayMoveTo: [], mayBeDealtIn: false }], writes: [], topics: [], wishes: [] },
        ...{ rooms: [], sessions: [] },
      },
    });
    return [...new Set(said.match(/Your room|Where next\?/g))];
  };
  expect([order('assigned'), order('open')]).toEqual([
    ['Where next?', 'Your room'],
    ['Your room', 'Where next?'],
  ]);
});
