/** What was read of a report. Pure. */
import type { PollKind } from '../schema.ts';
import type { Finding, Imported } from './zoom-polls.ts';

/** `POST /api/events/:event/polls/import/zoom`: nobody's name or address. */
export interface ImportView {
  readonly polls: readonly {
    readonly kind: PollKind;
    readonly question: string;
    /** People who answered. */
    readonly people: number;
    /** Answers given in all. */
    readonly answers: number;
    /** The options, or the texts, with how many people gave each. */
    readonly counts: readonly { readonly text: string; readonly people: number }[];
  }[];
  /** By line. */
  readonly findings: readonly Finding[];
}

export function importViewOf({ polls, findings }: Imported): ImportView {
  const view = polls.map(({ content, tally }) => {
    const textOf = (id: string) => content.options.find((each) => each.id === id)?.text ?? id;
    const options = tally.options.map(({ id, people }) => ({ text: textOf(id), people }));
    const { kind, question } = content;
    return { kind, question, people: tally.people, answers: tally.answers, counts: [...options, ...tally.texts] };
  });
  return { polls: view, findings };
}
