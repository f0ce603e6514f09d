/** What people are told of invitations in bulk. */
import type { BulkInvited, SkipReason } from '../../people/roster/bulk.ts';
import { listText, numberText, peopleText } from './wording.ts';

const REASONS: Readonly<Record<SkipReason, string>> = {
  'not-here': 'no longer on the list',
  registered: 'registered already',
  waiting: 'waiting already',
  removed: 'removed',
  'invited-already': 'invited already',
};

/** `118 people were invited. Left out: 1 registered already and 1 removed.` */
export function invitedText(answers: readonly BulkInvited[]): string {
  const invited = answers.reduce((sum, answer) => sum + answer.invited, 0);
  const were = invited === 1 ? 'was' : 'were';
  const told = invited === 0 ? 'Nobody was invited.' : `${peopleText(invited)} ${were} invited.`;
  const counts = new Map<SkipReason, number>();
  for (const { reason } of answers.flatMap(({ skipped }) => skipped)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  if (counts.size === 0) return told;
  return `${told} Left out: ${listText([...counts].map(([reason, count]) => `${numberText(count)} ${REASONS[reason]}`))}.`;
}
