/** Figures of a plan as organisers see them. Pure. */
import type { Baseline, Figures } from '../assigner/problem.ts';
import type { Member } from '../neighbours.ts';
import type { DealingView, FiguresView } from '../view.ts';
import type { Dealing } from './dealing.ts';

/** @param members among whom the one who is worst off is looked up. */
export function figuresViewOf(
  figures: Figures,
  random: Baseline,
  members: readonly Pick<Member, 'id' | 'name'>[],
): FiguresView {
  const { distinctMet, distinctCeiling, repeats, repeatBound, forcedRepeats, maxMeetings, worstOff } = figures;
  const { organisationPairs, organisationIdeal, topicsAsked, topicCost, topicIdeal, moved } = figures;
  return {
    ...{ distinctMet, distinctCeiling, repeats, repeatBound, forcedRepeats, maxMeetings, worstOff },
    ...{ organisationPairs, organisationIdeal, topicsAsked, topicCost, topicIdeal, moved },
    worstOffName: members.find(({ id }) => id === figures.worstOffPerson)?.name ?? null,
    meetings: [...figures.meetings],
    topics: [...figures.topics],
    sizes: figures.sizes.map((sizes) => [...sizes]),
    random: {
      distinctMet: random.distinctMet,
      repeats: random.repeats,
      organisationPairs: random.organisationPairs,
      topicCost: random.topicCost,
    },
  };
}

export function dealingViewOf(dealing: Dealing, members: readonly Pick<Member, 'id' | 'name'>[]): DealingView {
  const { id, content, state, progress, fault, createdAt, finishedAt } = dealing;
  return {
    ...{ id, state, fault },
    name: content.name,
    rounds: [...content.rounds],
    preset: content.aim === null ? content.preset : null,
    progress: progress.done,
    figures: progress.best && figuresViewOf(progress.best.figures, progress.best.random, members),
    createdAt: new Date(createdAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  };
}
