/** How far a request for help has come, in words. Pure. */
import type { OwnHelpView } from '../../people/help/help-schema.ts';

export interface HelpWords {
  /** Empty where there is nothing to say. */
  readonly title: string;
  readonly line: string;
}

export function helpWords({ state, before, takenBy }: NonNullable<OwnHelpView['request']>): HelpWords {
  switch (state) {
    case 'waiting':
      return { title: 'The helpdesk knows that you need help.', line: beforeText(before ?? 0) };
    case 'taken':
      return {
        title: `${takenBy ?? 'The helpdesk'} is looking after you.`,
        line: 'You will be written to, or called.',
      };
    case 'solved':
      return { title: 'The helpdesk says that this is solved.', line: 'If it is not, ask again.' };
    case 'withdrawn':
      return { title: '', line: '' };
  }
}

function beforeText(before: number): string {
  if (before === 0) return 'You are the next.';
  return before === 1 ? '1 person is before you.' : `${before} people are before you.`;
}
