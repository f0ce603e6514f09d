/** Why somebody is where they are in a set. */
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { explain as explainPlan, type Force, type RoundExplained } from '../assigner/explain.ts';
import type { Problem } from '../assigner/problem.ts';
import type { SetOf } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { ExplanationView } from '../view.ts';
import { problemWith, read, type Weighed } from './weighing-service.ts';

export async function explain(
  needs: BreakoutNeeds,
  of: Omit<SetOf, 'revision'>,
  participant: string,
): Promise<ExplanationView> {
  const weighed = await read(needs, of);
  const { people, places, others } = weighed;
  const member = people.members.get(participant as ParticipantId);
  if (!member) throw new AppError('not-found', 'There is no such participant.');
  const { problem, plan } = problemWith(weighed, places, [...places.values()]);
  const ids = [...others.map(({ id }) => id), people.round.id];
  const rounds = explainPlan(problem, plan, [participant])[0]?.rounds ?? [];
  return {
    ...{ participant, name: member.name },
    rounds: rounds.map((round, at) => roundOf(weighed, problem, round, at, ids[at] ?? '')),
  };
}

const FORCED: Readonly<Record<Force, string>> = {
  absent: 'Absent from this round, or without a place in it.',
  frozen: 'As it was: this round is not weighed anew.',
  pinned: 'This room is theirs: they lead it, or are pinned to it.',
  together: 'With those with whom they are to be together.',
  apart: 'Away from those from whom they are to be apart.',
};

function roundOf(
  { people }: Weighed,
  problem: Problem,
  { room, newPeople, topicRank, forcedBy, bestSwap }: RoundExplained,
  at: number,
  round: string,
): ExplanationView['rounds'][number] {
  const rooms = problem.rounds[at]?.rooms ?? [];
  const name = bestSwap && people.members.get(bestSwap.with as ParticipantId)?.name;
  return {
    ...{ round, topicRank, newMet: newPeople },
    room: room === null ? null : (rooms[room]?.id ?? null),
    forcedBy: forcedBy.length === 0 ? null : forcedBy.map((force) => FORCED[force]).join(' '),
    bestSwap: bestSwap && {
      sentence: `Change places with ${name ?? 'somebody'} in ${rooms[bestSwap.room]?.name ?? 'another room'}.`,
      cost: bestSwap.cost,
    },
  };
}
