/** What makes it impossible to deal, in sentences with names, each said once with the rounds of which it holds. */
import type { InputFault } from '../../kernel/errors.ts';

export interface DealFault {
  readonly sentence: string;
  /** `Day 1, 13:50: Title`; none where it holds of all that were to be dealt, or of none of them. */
  readonly rounds: readonly string[];
}

/** @param names of the rounds that were to be dealt, in the order in which they were sent. */
export function dealFaults(
  faults: readonly Pick<InputFault, 'path' | 'message'>[],
  names: readonly string[],
): DealFault[] {
  const bySentence = new Map<string, string[]>();
  for (const { path, message } of faults) {
    // The assigner numbers the rounds; here they have names.
    const sentence = message.replace(/^Round \d+: /, '');
    const name = names[Number(/^(?:body\.)?rounds\.(\d+)$/.exec(path)?.[1] ?? Number.NaN)];
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), ...(name === undefined ? [] : [name])]);
  }
  return [...bySentence].map(([sentence, of]) => ({ sentence, rounds: of.length < names.length ? of : [] }));
}
