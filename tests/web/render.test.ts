import { describe, expect, test } from 'vitest';
import type { AgendaQuery } from '../../web/agenda/page-query.ts';
import {
  renderAgendaPage,
  renderEventList,
  renderNotFound,
  renderSessionPage,
  type Site,
} from '../../web/agenda/render.tsx';
import { emptyAgenda, entryId, fiveDayAgenda, longAgenda, trackAgenda } from '../fixtures/agenda.ts';

const shell = { styles: ['/assets/shell.css'], blockingScript: '/assets/colours.js', script: null, preloads: [] };
const site: Site = {
  publicUrl: 'https://plenum.example.org',
  assets: { agenda: { ...shell, script: '/assets/agenda.js' }, notice: shell },
};
const ALL: AgendaQuery = { day: null, tag: null, zone: null };

/** The words of a page, as somebody without styles or scripts reads them. */
function textOf(html: string): string {
  return html
    .replace(/<script[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

describe('of a private event', () => {
  const agenda = { ...fiveDayAgenda, event: { ...fiveDayAgenda.event, isPublic: false } };

  test.each([
    ['the agenda', renderAgendaPage(agenda, ALL, site)],
    ['a session', renderSessionPage(agenda, entryId(2, 3), site) ?? ''],
  ])('%s names no feed for everybody, and leads to one’s own', (_page, html) => {
    expect(html.match(/webcal:|\.ics|schedule\.(json|xml)/g)).toBeNull();
    expect(html).toContain(`href="/e/${agenda.event.slug}/me#calendar"`);
  });
});

describe('the agenda page, as the server writes it', () => {
  const html = renderAgendaPage(fiveDayAgenda, ALL, site);
  const text = textOf(html);

  test('says when it was published on the event’s clock', () => {
    const at = { ...fiveDayAgenda, publishedAt: '2021-01-04T23:30:00Z' };
    const written = textOf(renderAgendaPage(at, ALL, site));
    expect(written).toContain('published Tuesday 5 January 2021 at 00:30 (Zurich)');
  });

  test('has every session with its time', () => {
    for (const { entries } of fiveDayAgenda.days) {
      for (const { start, title, previousStart } of entries) {
        const earlier = previousStart === null ? '' : ` was ${previousStart.slice(11, 16)}`;
        expect(text).toContain(`${start.slice(11, 16)}${earlier} ${title}`);
      }
    }
  });

  test('says who chairs each day', () => {
    expect(text).toContain(
      'Day 2 · Year 2 annual event , 11 to 15 January 2021 Tuesday 12 January 11:30 to 15:45 ' +
        'Chair: Belgian Ministry of Finance Times are in Zurich (UTC+1).',
    );
  });

  test('says what is to be confirmed', () => {
    expect(text.match(/Speaker to be confirmed/g)).toHaveLength(4);
  });

  test('links breakout and plenary both ways', () => {
    expect(text).toContain('Reports at 14:15 in Plenary 1: reports from breakout rooms 1');
    expect(text).toContain('Hears Breakout rooms 1: PET-1 work and the external data study');
  });

  test('shows the time that was announced before', () => {
    expect(html).toContain('was <s class="clock-digits">14:00</s>');
  });

  test('is the same bytes whenever it is written', () => {
    expect(renderAgendaPage(fiveDayAgenda, ALL, site)).toBe(html);
  });

  test('runs nothing inline, and styles nothing by elements', () => {
    const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(scripts).toEqual([
      ' src="/assets/colours.js"',
      ' type="module" src="/assets/agenda.js"',
      ' type="application/ld+json"',
      ' type="application/json" id="page-state"',
    ]);
    expect(html).not.toMatch(/<style|\son[a-z]+=|javascript:/i);
  });
});

test('no text of an agenda can end the data it stands in', () => {
  const html = renderAgendaPage(longAgenda, ALL, site);
  expect(html.match(/<\/script>/g)).toHaveLength(4);
  const state = /id="page-state">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  expect(JSON.parse(state)).toMatchObject({ agenda: { event: longAgenda.event } });
  expect(textOf(html)).toContain('Roundtable with <b>everyone</b> & </script><!-- "all"');
});

test('a picked day shows that day alone', () => {
  const text = textOf(renderAgendaPage(fiveDayAgenda, { ...ALL, day: 2 }, site));
  expect(text).toContain('Latest on the POP platform');
  expect(text).not.toContain('DG HOME project officer updates');
});

test('a picked audience shows its sessions, says how many, and leaves out days without any', () => {
  const text = textOf(renderAgendaPage(fiveDayAgenda, { ...ALL, tag: 'risk-management' }, site));
  expect(text).toContain('4 sessions for Risk management, on Mon 11.');
  expect(text).not.toContain('Belgian Ministry of Finance');
});

test('a day without anything for the picked audience says so', () => {
  const text = textOf(renderAgendaPage(fiveDayAgenda, { ...ALL, day: 2, tag: 'risk-management' }, site));
  expect(text).toContain('Nothing on this day is marked for Risk management.');
});

test('the calendar address follows what is picked', () => {
  const html = renderAgendaPage(fiveDayAgenda, { ...ALL, day: 2, tag: 'risk-management' }, site);
  expect(html).toContain('value="https://plenum.example.org/events/annual-event/day/2.ics"');
  expect(html).toContain('value="https://plenum.example.org/events/annual-event/tag/risk-management.ics"');
  expect(html).toContain('href="webcal://plenum.example.org/events/annual-event/day/2.ics"');
});

test('an agenda that is not published yet says what will happen', () => {
  const text = textOf(renderAgendaPage(emptyAgenda, ALL, site));
  expect(text).toContain('The agenda is not published yet. It will appear at this address');
});

test('tracks are named, and each session is there once', () => {
  const html = renderAgendaPage(trackAgenda, ALL, site);
  expect(html.match(/class="lane-name"/g)).toHaveLength(20);
  expect(textOf(html).match(/Discussion in track 20/g)).toHaveLength(1);
});

test('of a long list of speakers the agenda names some, and the session names all', () => {
  const agenda = textOf(renderAgendaPage(longAgenda, ALL, site));
  expect(agenda).toContain('Speaker 5, Customs administration 5 and 115 more');
  const session = textOf(renderSessionPage(longAgenda, entryId(9, 4), site) ?? '');
  expect(session).toContain('120 speakers');
  expect(session).toContain('Speaker 120, Customs administration 3');
});

describe('the page of a session', () => {
  const text = textOf(renderSessionPage(fiveDayAgenda, entryId(2, 3), site) ?? '');

  test('has its times, its text and who it is for', () => {
    expect(text).toContain('12:10 to 12:30 Tuesday 12 January 2021, Zurich 20 min');
    expect(text).toContain('What it plans for 2021, and where it needs partners.');
    expect(text).toContain('For Detection technologies');
  });

  test('leads to the sessions before and after, over breaks', () => {
    expect(text).toContain('Before · 11:40 DG REFORM: partner for reforming customs administrations');
    expect(text).toContain('After · 12:30 Annual study 2: Parcel targeting and detection');
  });

  test('does not exist for a break or an unknown id', () => {
    expect(renderSessionPage(fiveDayAgenda, entryId(2, 2), site)).toBeNull();
    expect(renderSessionPage(fiveDayAgenda, 'nothing', site)).toBeNull();
  });
});

test('the list of events says when each is, and what it means when there is none', () => {
  expect(textOf(renderEventList([fiveDayAgenda, emptyAgenda], site))).toContain(
    'Year 2 annual event 11 to 15 January 2021 Year 2 annual event The dates are not published yet.',
  );
  expect(textOf(renderEventList([], site))).toContain('No event is public yet.');
});

test('a page that does not exist leads back to what does', () => {
  const html = renderNotFound(fiveDayAgenda.event, site);
  expect(html).toContain('href="/e/annual-event/agenda"');
  expect(textOf(html)).toContain('There is no such session in the agenda.');
});
