/** Which breakout a plenary hears, by the words that stand for it in a plan file. */

export interface TitledSession {
  readonly day: number;
  readonly order: number;
  readonly kind: string;
  readonly title: string;
}

export type ReportBack<Session> =
  | { readonly kind: 'breakout'; readonly session: Session }
  | { readonly kind: 'several'; readonly sessions: readonly Session[] }
  | { readonly kind: 'no-breakout'; readonly session: Session }
  | { readonly kind: 'unknown' };

/**
 * Finds the breakout that `words` stand for: its title, else the start of its title up to the end of a
 * word, in the day of the plenary before other days; else its day and order, as `2/5`.
 */
export function breakoutNamed<Session extends TitledSession>(
  words: string,
  plenary: TitledSession,
  sessions: readonly Session[],
): ReportBack<Session> {
  const others = sessions.filter(({ day, order }) => day !== plenary.day || order !== plenary.order);
  const breakouts = others.filter(({ kind }) => kind === 'breakout');
  const [first, ...more] = bestNamed(words, plenary.day, breakouts);
  if (first && more.length === 0) return { kind: 'breakout', session: first };
  if (first) return { kind: 'several', sessions: [first, ...more] };
  const [other] = bestNamed(words, plenary.day, others);
  return other ? { kind: 'no-breakout', session: other } : { kind: 'unknown' };
}

function bestNamed<Session extends TitledSession>(words: string, day: number, sessions: readonly Session[]): Session[] {
  const ways: readonly ((session: Session) => boolean)[] = [
    (session) => session.day === day && session.title === words,
    (session) => session.day === day && startsWithWords(session.title, words),
    (session) => session.title === words,
    (session) => startsWithWords(session.title, words),
    (session) => dayAndOrder(session) === words,
  ];
  for (const way of ways) {
    const named = sessions.filter(way);
    if (named.length > 0) return named;
  }
  return [];
}

function startsWithWords(title: string, words: string): boolean {
  return title.startsWith(words) && !/^[\p{L}\p{N}]/u.test(title.slice(words.length));
}

/** Words that stand for one session when its title stands for several. */
export function dayAndOrder({ day, order }: { readonly day: number; readonly order: number }): string {
  return `${day}/${order}`;
}
