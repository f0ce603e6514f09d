/** What is said of questions. Pure. */
import type { OwnQuestionsView, QuestionView } from '../../questions/view.ts';

export type OwnQuestion = OwnQuestionsView['asked'][number];

/** Beside a question that everybody sees; the empty text where it goes without saying. */
export const STATE_WORDS: Readonly<Record<QuestionView['state'], string>> = {
  new: '',
  accepted: '',
  asked: 'being asked',
  answered: 'answered',
  'set-aside': 'set aside',
  merged: 'put together with another',
  withdrawn: 'withdrawn',
};

/** What became of one's own, in a sentence. @param moderated whether a chair looks at it first. */
export function ownStateText({ state, reason }: OwnQuestion, moderated: boolean): string {
  switch (state) {
    case 'new':
      return moderated ? 'The chair looks at it before others see it.' : 'Everybody sees it.';
    case 'accepted':
      return 'The chair has accepted it. Everybody sees it.';
    case 'asked':
      return 'It has been put to the speaker.';
    case 'answered':
      return 'It was answered.';
    case 'set-aside':
      return reason === '' ? 'The chair has set it aside.' : `The chair has set it aside: ${reason}`;
    case 'merged':
      return 'It was put together with another question, with its votes.';
    case 'withdrawn':
      return 'You have withdrawn it.';
  }
}

export const mayWithdraw = ({ state }: Pick<OwnQuestion, 'state'>): boolean => state === 'new' || state === 'accepted';

/** Said at the form, whichever way is picked. */
export function storedText(named: boolean): string {
  return named
    ? 'Your name and organisation are shown with the question.'
    : 'Your name is shown to nobody. It is stored who asked, so that you can withdraw the question.';
}

export const votesText = (votes: number): string => (votes === 1 ? '1 vote' : `${votes} votes`);

/**
 * The order in which questions stand on the page: as they stood, so that nothing moves under a finger, with what
 * is new at the end. @param known ids as they stood.
 */
export function keptOrder<Question extends { readonly id: string }>(
  questions: readonly Question[],
  known: readonly string[],
): Question[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const kept = known.flatMap((id) => byId.get(id) ?? []);
  return [...kept, ...questions.filter(({ id }) => !known.includes(id))];
}
