import { expect, test } from 'vitest';
import { breaksWithout, findPlace, type PlaceDay, pollsElsewhere } from '../../../polls/places.ts';
import { pollContent } from '../../../polls/schema.ts';
import type { PollLineView } from '../../../polls/view.ts';
import { hangSentence } from '../../../web/polls/hang-words.ts';
import { newPollValues, type PollValues, pollSent, pollValues } from '../../../web/polls/poll-form.ts';
import { begun, FILLINGS, FOCUS_PRESET, filled, PRESETS, TRIVIA_PRESET } from '../../../web/polls/presets.ts';

const ENTRY = '0191d9a0-0000-7000-8000-000000000001';
const DAY = '0191d9a0-0000-7000-8000-00000000000d';
const at = (clock: string) => `2021-01-11T${clock}:00+01:00`;
const place = (id: string, kind: 'break' | 'keynote', title: string, start: string, end: string) =>
  ({ id, kind, title, start: at(start), end: at(end), expectedStart: null, audience: [] }) as const;
const days: readonly PlaceDay[] = [
  {
    ...{ id: DAY, number: 1, date: '2021-01-11' },
    places: [
      place(ENTRY, 'break', 'Break 2', '14:20', '14:35'),
      place('k', 'keynote', 'Keynote 3', '14:35', '15:00'),
      place('last', 'break', 'Break 3', '15:00', '15:10'),
    ],
  },
];
const told = (given: Partial<PollValues>) => hangSentence({ ...newPollValues(ENTRY), ...given }, days);

test.each<[Partial<PollValues>, string]>([
  [{}, 'Opens with Break 2 (planned 14:20), closes 2 minutes into Keynote 3, shows its counts then.'],
  [
    { opens: 'chair', closes: 'by-hand', shows: 'chair' },
    'The chair opens it in Break 2 (planned 14:20), is closed by the chair, and the chair shows its counts.',
  ],
  [
    { closes: 'before-end', closesMinutes: '1', seconds: '60' },
    'Opens with Break 2 (planned 14:20), closes 1 minute before it ends or 60 seconds after opening, shows its counts when Keynote 3 begins.',
  ],
  [{ entry: 'last' }, 'Opens with Break 3 (planned 15:00), closes 2 minutes after Break 3, shows its counts then.'],
  [{ entry: '' }, 'The chair opens it, closes it and shows its counts.'],
])('of %o is said what will happen', (given, sentence) => {
  expect(told(given)).toBe(sentence);
});

const line = (given: Partial<PollLineView>) =>
  ({ entry: ENTRY, state: 'ready', imported: false, ...given }) as PollLineView;

test('an archived poll leaves its break free, and what hangs on nothing that is published is not lost', () => {
  const without = (state: PollLineView['state']) => breaksWithout(days, [line({ state })]).map((each) => each.place.id);
  expect([without('ready'), without('archived')]).toEqual([['last'], [ENTRY, 'last']]);
  const [own, zoom] = [line({ entry: 'gone' }), line({ entry: null, imported: true })];
  expect(pollsElsewhere(days, [line({}), own, zoom])).toEqual({ own: [own], imported: [zoom] });
  expect(findPlace(days, ENTRY)?.next?.id).toBe('k');
});

test('each preset and each filling is a poll that the API takes, and comes back as it was', () => {
  const fresh = PRESETS.map((preset) => ({ ...newPollValues(ENTRY), ...begun(preset, [], []) }));
  const all = FILLINGS.flatMap(({ presets }) => filled(presets, [ENTRY, ENTRY, ENTRY, ENTRY], ['A', 'B'], []));
  for (const values of [...fresh, ...all]) {
    const content = pollContent.parse(pollSent(values, days));
    expect(content.entry).toEqual({ id: ENTRY, day: DAY });
    expect(pollContent.parse(pollSent(pollValues(content), days))).toEqual(content);
  }
});

test('breaks are filled by turns with what the event does not ask yet, each once before one comes again', () => {
  const asked = ['  where should we FOCUS next?', 'On which day is International Customs Day?'];
  const entries = Array.from({ length: 6 }, (_, at) => `break-${at + 1}`);
  const [turns, focus] = [[FOCUS_PRESET, TRIVIA_PRESET], [FOCUS_PRESET]].map((presets) =>
    filled(presets, entries, [], asked).map(({ entry, question }) => [entry, question]),
  );
  const [more, topic, support] = [
    'What should get more time tomorrow?',
    'Which topic should the next study take up?',
    'Where does your administration need support most?',
  ];
  expect(turns).toEqual([
    ['break-1', more],
    ['break-2', 'In which year did the Harmonized System come into force?'],
    ['break-3', topic],
    ['break-4', 'In which city is the World Customs Organization seated?'],
    ['break-5', support],
    ['break-6', 'How many digits of a Harmonized System code are the same all over the world?'],
  ]);
  expect(focus?.map(([, question]) => question)).toEqual([more, topic, support, more, topic, support]);
});

test('where the event asks each question of a preset, breaks are not filled with it, and a new poll begins with one', () => {
  const asked = Array.from({ length: FOCUS_PRESET.count }, (_, nth) => FOCUS_PRESET.values([], nth).question ?? '');
  expect(filled([FOCUS_PRESET], [ENTRY], [], asked)).toEqual([]);
  expect(begun(FOCUS_PRESET, [], asked.slice(1)).question).toBe('Where should we focus next?');
  expect(begun(FOCUS_PRESET, [], asked.slice(0, 1)).question).toBe('What should get more time tomorrow?');
  expect(begun(FOCUS_PRESET, [], asked).question).toBe('Where should we focus next?');
});

test('what makes no sense for a secret poll is not sent, whatever was chosen before', () => {
  const before = { kind: 'trivia', quiz: 'Q', speed: true, resultsWhileOpen: true, breakdown: 'country' } as const;
  const secret = pollSent({ ...newPollValues(null), ...before, secrecy: 'secret' }, days);
  expect(secret).toMatchObject({ quiz: null, speed: false, resultsWhileOpen: false, breakdown: 'none', entry: null });
});

test('options keep the ids that they are stored under, whatever their texts become and wherever they stand', () => {
  const options = [
    { id: 'data', text: 'Data' },
    { id: 'parcels', text: 'Parcels' },
  ];
  const values = pollValues(pollContent.parse({ kind: 'trivia', question: 'Which?', options, answer: 'parcels' }));
  const [data, parcels] = values.options.map((each) => ({ ...each, text: `${each.text}, mended` }));
  const mended = data && parcels ? [parcels, { key: 'new-3', id: null, text: 'Data' }, data] : [];
  expect(pollSent({ ...values, options: mended }, days)).toMatchObject({
    options: [
      { id: 'parcels', text: 'Parcels, mended' },
      { id: 'data-2', text: 'Data' },
      { id: 'data', text: 'Data, mended' },
    ],
    answer: 'parcels',
  });
});
