/**
 * The polls of the sample event, one in most breaks, of every kind and secrecy, and some questions that were asked
 * before it. Two breaks are left without, as an organiser would still find them.
 */
import type { AgendaEntry } from '../agenda/view.ts';
import type { Actor } from '../kernel/actor.ts';
import type { ParticipantId, PersonId, SignInId } from '../kernel/ids.ts';
import { newId } from '../kernel/random.ts';
import type { EventRef } from '../people/event-directory.ts';
import { peopleQuery } from '../people/roster/people-filter.ts';
import { type PollContent, pollContent } from '../polls/schema.ts';
import { LOADER } from './sample.ts';
import type { Services } from './wiring.ts';

type SampleServices = Pick<Services, 'agenda' | 'people' | 'polls' | 'questions'>;
type Asked = Partial<PollContent> & Pick<PollContent, 'kind' | 'question'>;

const options = (...texts: readonly string[]): PollContent['options'] =>
  texts.map((text) => ({ id: text.toLowerCase().replace(/[^a-z0-9]+/g, '-'), text }));

const scale = (...texts: readonly string[]): PollContent['options'] =>
  texts.map((text, place) => ({ id: String(place + 1), text }));

const TOPICS = options(
  'Risk management',
  'Data analytics',
  'Detection technologies',
  'Customs laboratories',
  'Customs policies',
);

/** Questions of one quiz, with a leaderboard of organisations. */
const QUIZ = { kind: 'trivia', quiz: 'Customs quiz', board: 'organisations', seconds: 60, speed: true } as const;
const quiz = (question: string, answer: string, ...others: readonly string[]): Asked => {
  const all = options(answer, ...others).sort((a, b) => a.id.localeCompare(b.id));
  return { ...QUIZ, question, options: all, answer: options(answer)[0]?.id ?? null, mayChange: false };
};

/** By day, in the order of its breaks; null for none. */
const IN_BREAKS: readonly (readonly (Asked | null)[])[] = [
  [
    { kind: 'opinion', question: 'Where should we focus next?', options: TOPICS, most: 3, breakdown: 'organisation' },
    quiz('In which year did the Harmonized System come into force?', '1988', '1968', '1978', '1998'),
    { kind: 'text', question: 'What do you expect of this week, in a few words?' },
  ],
  [
    {
      kind: 'ranking',
      question: 'Which tools would help most with parcels?',
      options: options('Image analysis', 'Shared risk profiles', 'Advance data', 'Training'),
      most: 4,
    },
    quiz('On which day is International Customs Day?', '26 January', '9 May', '1 July', '24 October'),
    null,
  ],
  [
    {
      kind: 'scale',
      question: 'How ready is your administration to share laboratory data?',
      options: scale('Not at all', 'A little', 'Partly', 'Mostly', 'Entirely'),
    },
    {
      kind: 'opinion',
      question: 'Should the next General Assembly meet in person?',
      explanation: 'This poll is secret: after closing nobody can tell who chose what.',
      options: options('Yes', 'No', 'No opinion'),
      secrecy: 'secret',
    },
    quiz('In which city is the World Customs Organization seated?', 'Brussels', 'Geneva', 'Paris', 'Vienna'),
  ],
  [
    {
      kind: 'opinion',
      question: 'Who would like to host a hackathon?',
      options: options('We would', 'We would help', 'Not this year'),
      secrecy: 'named',
    },
    quiz('How many digits of a Harmonized System code are the same all over the world?', '6', '4', '8', '10'),
    null,
  ],
  [
    quiz('Since which year has the Union Customs Code applied?', '2016', '2010', '2013', '2020'),
    {
      kind: 'scale',
      question: 'How useful was this week for your work?',
      options: scale('Not at all', 'A little', 'Partly', 'Mostly', 'Entirely'),
      resultsWhileOpen: true,
    },
    { kind: 'text', question: 'What do you take home, in a few words?' },
  ],
];

const QUESTIONS = [
  'Which external data sources proved to be worth their price?',
  'How do you measure whether a risk profile got better?',
  'Will the results of the study be shared in a form that machines can read?',
];

/** All of them ready, but for one draft. Whoever calls gives it a transaction. */
export async function loadSamplePolls(services: SampleServices, event: EventRef): Promise<void> {
  const { agenda, polls } = services;
  const days = (await agenda.published.getStored(event.slug))?.agenda.days ?? [];
  for (const { number, entries } of days) {
    const breaks = entries.filter(({ kind }) => kind === 'break');
    for (const [place, asked] of (IN_BREAKS[number - 1] ?? []).entries()) {
      const content = contentOf(event, number, breaks[place], asked);
      if (!content) continue;
      const { id, revision } = await polls.polls.create(LOADER, event, content);
      const isDraft = number === 5 && place === 2;
      if (!isDraft) await polls.polls.command({ actor: LOADER, event, poll: id, revision }, { do: 'ready' });
    }
  }
  const study = days[0]?.entries.find(({ kind }) => kind === 'presentation');
  if (study) await askBefore(services, event, study);
}

function contentOf(event: EventRef, number: number, entry: AgendaEntry | undefined, asked: Asked | null) {
  const day = event.days.find((each) => each.number === number);
  if (!day || !entry || asked === null) return null;
  return pollContent.parse({ ...asked, entry: { id: entry.id, day: day.id } });
}

/** Each by another of those who take part. */
async function askBefore({ people, questions }: SampleServices, event: EventRef, { id }: AgendaEntry): Promise<void> {
  const { people: all } = await people.roster.page(LOADER, event, peopleQuery.parse({ limit: QUESTIONS.length }));
  for (const [place, text] of QUESTIONS.entries()) {
    const asker = all[place];
    if (!asker) return;
    const question = { clientId: `sample-${place}`, place: `session:${id}`, text, named: place === 0 };
    await questions.ask(asPerson(event, asker.id as ParticipantId), event, question);
  }
}

/** Somebody who takes part, as if they were signed in. */
function asPerson(event: EventRef, participantId: ParticipantId): Actor {
  const standing = { eventId: event.id, participantId, state: 'registered', roles: [] } as const;
  return { kind: 'person', personId: newId() as PersonId, signInId: newId() as SignInId, standings: [standing] };
}
