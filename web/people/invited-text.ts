/** What the server answers to invitations in bulk, and what people are told of it. */
import { numberText, peopleText } from './wording.ts';

export interface Invitations {
  readonly invited: number;
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

/** `118 people were invited. 2 were left out: registered already.` */
export function invitedText(answers: readonly Invitations[]): string {
  const invited = answers.reduce((sum, answer) => sum + answer.invited, 0);
  const reasons = answers.flatMap(({ skipped }) => skipped.map(({ reason }) => reason));
  const told =
    invited === 0 ? 'Nobody was invited.' : `${peopleText(invited)} ${invited === 1 ? 'was' : 'were'} invited.`;
  if (reasons.length === 0) return told;
  const kinds = [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((each) => each === reason).length;
    return `${numberText(count)} ${reason.replaceAll('-', ' ')}`;
  });
  return `${told} Left out: ${kinds.join(', ')}.`;
}
