/** A poll of texts in which everybody answers something else, of another length. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Actor } from '../../../kernel/actor.ts';
import type { ParticipantId } from '../../../kernel/ids.ts';
import { newId } from '../../../kernel/random.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { type PollContent, pollContent } from '../../../polls/schema.ts';
import { eventFields, OPERATOR } from '../../agenda/room.ts';
import { type SecretHouse, voterIn } from '../../faults/secret-house.ts';

export const TEXTS: PollContent = pollContent.parse({
  kind: 'text',
  question: 'What should we do next year?',
  secrecy: 'secret',
});

export interface Voter {
  readonly id: ParticipantId;
  readonly actor: Actor;
  readonly answer: string;
}

export interface Election {
  readonly event: EventRef;
  readonly poll: string;
  /** In the order in which they vote, which is by chance. */
  readonly voters: readonly Voter[];
}

/** Opens a poll. @param people at most 80. */
export async function openElection(
  house: SecretHouse,
  people: number,
  content: Partial<PollContent> = {},
): Promise<Election> {
  const event = await eventIn(house);
  const { id: poll, revision } = await house.polls.create(OPERATOR, event, { ...TEXTS, ...content });
  const of = { actor: OPERATOR, event, poll };
  await house.polls.command({ ...of, revision }, { do: 'ready' });
  await house.polls.command({ ...of, revision: null }, { do: 'open' });
  const answers = shuffled(
    Array.from({ length: people }, (_, place) => randomBytes(8).toString('hex') + 'y'.repeat(place)),
  );
  const voters = answers.map((answer) => {
    const id = newId<ParticipantId>();
    return { id, answer, actor: voterIn(event, id) };
  });
  return { event, poll, voters };
}

async function eventIn({ agenda }: SecretHouse): Promise<EventRef> {
  const known = await agenda.directory.find('meeting');
  if (known) return known;
  await agenda.events.create(OPERATOR, eventFields());
  return (await agenda.directory.find('meeting')) as EventRef;
}

export async function vote({ polls }: SecretHouse, { poll }: Election, { actor, answer }: Voter): Promise<void> {
  await polls.vote(actor, poll, { clientId: newId<string>(), text: answer });
}

/** Closes by hand and lets the time of grace go by; what is due then is not done yet. */
export async function endVoting({ polls, clock }: SecretHouse, { event, poll }: Election): Promise<void> {
  await polls.command({ actor: OPERATOR, event, poll, revision: null }, { do: 'close' });
  clock.advance(3_000);
}

function shuffled<T>(all: readonly T[]): T[] {
  const rest = [...all];
  return all.flatMap(() => rest.splice(randomInt(rest.length), 1));
}
