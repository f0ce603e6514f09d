/** Polls to begin with, ready to be changed. */
import { newOption, newPollValues, type PollValues } from './poll-form.ts';

export interface Preset {
  readonly name: string;
  readonly lead: string;
  /** So many polls there are of it. */
  readonly count: number;
  /** The nth poll of this preset: of a row of them each has another question. @param topics of the event. */
  readonly values: (topics: readonly string[], nth: number) => Partial<PollValues>;
}

const options = (texts: readonly string[]) => texts.map((text, place) => newOption(`new-${place + 1}`, text));

/** `[question, options, place of the correct one]` */
type Question = readonly [question: string, options: readonly string[], correct: number];

const TRIVIA: readonly Question[] = [
  ['In which year did the Harmonized System come into force?', ['1968', '1978', '1988', '1998'], 2],
  ['On which day is International Customs Day?', ['1 January', '26 January', '9 May', '24 October'], 1],
  ['In which city is the World Customs Organization seated?', ['Geneva', 'The Hague', 'Paris', 'Brussels'], 3],
  ['How many digits of a Harmonized System code are the same all over the world?', ['4', '6', '8', '10'], 1],
  ['In which year did the EU’s customs union begin?', ['1958', '1968', '1986', '1993'], 1],
  ['Since which year has the Union Customs Code applied?', ['2010', '2013', '2016', '2020'], 2],
  ['How many letters has a currency code of ISO 4217?', ['2', '3', '4', '5'], 1],
  ['Who publishes the Incoterms?', ['The WTO', 'The ICC', 'The WCO', 'The UN'], 1],
  ['How many sections does the Harmonized System have?', ['12', '21', '42', '97'], 1],
  ['Which was founded first?', ['The WTO', 'The Customs Co-operation Council', 'The EU’s customs union'], 1],
];

const FOCUS = [
  'Where should we focus next?',
  'What should get more time tomorrow?',
  'Which topic should the next study take up?',
  'Where does your administration need support most?',
] as const;

export const FOCUS_PRESET: Preset = {
  name: 'Where to focus next',
  lead: 'An opinion, up to three answers.',
  count: FOCUS.length,
  values: (topics, nth) => {
    const texts = topics.length >= 2 ? topics.slice(0, 12) : ['Data', 'Parcels', 'Laboratories', 'Training'];
    return {
      kind: 'opinion',
      question: FOCUS[nth % FOCUS.length] ?? FOCUS[0],
      explanation: 'Choose up to three.',
      options: options(texts),
      least: '1',
      most: String(Math.min(3, texts.length)),
    };
  },
};

export const TRIVIA_PRESET: Preset = {
  name: 'Trivia',
  lead: 'A question with one correct answer.',
  count: TRIVIA.length,
  values: (_topics, nth) => {
    const [question, texts, correct] = TRIVIA[nth % TRIVIA.length] ?? (TRIVIA[0] as Question);
    return { kind: 'trivia', question, options: options(texts), answer: `new-${correct + 1}`, mayChange: false };
  },
};

const SCALE_PRESET: Preset = {
  name: 'How was it',
  lead: 'A scale from 1 to 5.',
  count: 1,
  values: () => ({ kind: 'scale', question: 'How useful was this part of the day for your work?' }),
};

const WORD_PRESET: Preset = {
  name: 'In a few words',
  lead: 'A short text, gathered into a cloud.',
  count: 1,
  values: () => ({ kind: 'text', question: 'What do you take home from today, in a few words?' }),
};

export const PRESETS: readonly Preset[] = [FOCUS_PRESET, TRIVIA_PRESET, SCALE_PRESET, WORD_PRESET];

/** What breaks can be filled with: by turns an opinion and trivia where both are asked for. */
export const FILLINGS = [
  { name: 'An opinion and trivia by turns', presets: [FOCUS_PRESET, TRIVIA_PRESET] },
  { name: '“Where to focus next” in each', presets: [FOCUS_PRESET] },
  { name: 'Trivia in each', presets: [TRIVIA_PRESET] },
] as const;

/** A preset's first poll that the event does not ask yet; the first of all where it asks each. @param asked questions. */
export function begun(preset: Preset, topics: readonly string[], asked: readonly string[]): Partial<PollValues> {
  return notAsked(preset, topics, asked)[0] ?? preset.values(topics, 0);
}

/**
 * A poll for each of these entries, by turns of the presets. What the event asks already is left out; of the rest each
 * is asked once before one is asked again. Empty where nothing is left.
 * @param asked the event's questions.
 */
export function filled(
  presets: readonly Preset[],
  entries: readonly string[],
  topics: readonly string[],
  asked: readonly string[],
): PollValues[] {
  const left = presets.map((preset) => notAsked(preset, topics, asked));
  const longest = Math.max(...left.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, nth) => left.flatMap((polls) => polls[nth] ?? [])).flat();
  if (inTurn.length === 0) return [];
  return entries.map((entry, place) => ({ ...newPollValues(entry), ...inTurn[place % inTurn.length] }));
}

function notAsked({ count, values }: Preset, topics: readonly string[], asked: readonly string[]) {
  const known = new Set(asked.map(plain));
  const all = Array.from({ length: count }, (_, nth) => values(topics, nth));
  return all.filter(({ question = '' }) => !known.has(plain(question)));
}

const plain = (question: string): string => question.trim().toLowerCase();
