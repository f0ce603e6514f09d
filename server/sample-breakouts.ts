/** The breakout rounds of the sample event: the rooms of each with topics and links, and everybody dealt into them. */
import type { AgendaEntry } from '../agenda/view.ts';
import { aimOf, type Person, type Plan, type Problem } from '../breakouts/assigner/problem.ts';
import { Search, STEPS_PER_SECOND } from '../breakouts/assigner/search.ts';
import { moves, type RoomContent, type RoundContent, roundContent } from '../breakouts/schema.ts';
import { newId } from '../kernel/random.ts';
import type { EventRef } from '../people/event-directory.ts';
import { peopleQuery } from '../people/roster/people-filter.ts';
import type { ParticipantView } from '../people/view.ts';
import { LOADER } from './sample.ts';
import type { Services } from './wiring.ts';

type SampleServices = Pick<Services, 'agenda' | 'people' | 'breakouts'>;

/** By round, the topic of each of its rooms. */
const TOPICS: readonly (readonly string[])[] = [
  ['Risk indicators', 'External data sources', 'Sharing what was learnt'],
  ['Parcel targeting', 'Detection technologies', 'Training of officers'],
  ['Laboratory equipment', 'Estimating illicit flows', 'Sampling at the border', 'Customs policies'],
  ['Risks and data', 'Detection', 'Laboratories', 'Ideas for innovation'],
  ['Governance', 'Outreach', 'Tools for working together', 'Innovation procurement', 'The next annual event'],
];

/** Who leads Room A has a role for it; those of the others are named, the rounds taking turns. */
const LEADERS = ['Participant, Poland', 'Participant, Portugal', 'Participant, Austria', 'Participant, Latvia'];
const ROLES = { facilitator: 'Facilitator, Germany', rapporteur: 'Rapporteur, Finland' };

/** How long is searched for who is with whom, in seconds of one core. */
const EFFORT = 0.05;

/** Sets the rounds up and deals people into all of them at once. Whoever calls gives it a transaction. */
export async function loadSampleBreakouts(services: SampleServices, event: EventRef): Promise<void> {
  const { people } = await services.people.roster.page(LOADER, event, peopleQuery.parse({ limit: 100 }));
  const days = (await services.agenda.published.getStored(event.slug))?.agenda.days ?? [];
  const sessions = days.flatMap(({ number, entries }) =>
    entries.filter(({ kind }) => kind === 'breakout').map((entry) => ({ number, entry })),
  );
  const contents = sessions.map(({ number, entry }, round) => contentOf(event, number, entry, round, people));
  const plan = dealt(people, contents);
  for (const [round, content] of contents.entries()) await addRound(services, event, content, plan.rounds[round] ?? []);
}

function contentOf(
  event: EventRef,
  number: number,
  { id }: AgendaEntry,
  round: number,
  people: readonly ParticipantView[],
): RoundContent {
  const day = event.days.find((each) => each.number === number);
  const rooms = (TOPICS[round] ?? []).map((topic, place) => roomOf(topic, round, place, people));
  return roundContent.parse({ entry: { id, day: day?.id }, rooms, opens: 'agenda' });
}

function roomOf(topic: string, round: number, place: number, people: readonly ParticipantView[]): RoomContent {
  const letter = String.fromCharCode('A'.charCodeAt(0) + place);
  const leader = place === 0 ? undefined : LEADERS[(round + place) % LEADERS.length];
  return {
    ...{ id: newId(), name: `Room ${letter}`, topic, capacity: null },
    joinLink: `https://meet.example.org/round-${round + 1}/room-${letter.toLowerCase()}`,
    facilitator: idOf(people, leader),
    rapporteur: null,
  };
}

function idOf(people: readonly ParticipantView[], name: string | undefined): string | null {
  return people.find((each) => each.name === name)?.id ?? null;
}

/** Who meets whom, found by the assigner. */
function dealt(people: readonly ParticipantView[], contents: readonly RoundContent[]): Plan {
  const inRoomA = { facilitator: idOf(people, ROLES.facilitator), rapporteur: idOf(people, ROLES.rapporteur) };
  const problem: Problem = {
    people: people.map(personOf),
    rounds: contents.map(({ rooms }) => ({
      rooms: rooms.map((room, place) => ({ ...room, ...(place === 0 && inRoomA) })),
      frozen: null,
    })),
    rules: { pins: [], together: [], apart: [] },
    aim: aimOf('meet-everyone'),
    before: null,
  };
  const search = new Search(problem, { seed: 1, steps: EFFORT * STEPS_PER_SECOND });
  return search.finish();
}

function personOf({ id, name, organisation, tags }: ParticipantView): Person {
  return {
    ...{ id, name, tags, organisation: organisation?.name ?? null },
    ...{ country: null, role: null, prefers: [], absent: [] },
  };
}

async function addRound(
  { breakouts: { rounds, sets } }: SampleServices,
  event: EventRef,
  content: RoundContent,
  deal: Plan['rounds'][number],
): Promise<void> {
  const asked = { actor: LOADER, event };
  const { id: round } = await rounds.create(asked, content);
  const of = { ...asked, round, revision: null };
  const { id: set } = await sets.create(of, { from: 'empty', name: 'Dealt in advance' });
  const into = content.rooms.flatMap((room, at) =>
    (deal[at] ?? []).map((participant) => ({ participant, room: room.id })),
  );
  await sets.move({ ...of, set }, moves.parse({ moves: into }));
  await rounds.command(of, { do: 'use', set });
}
