import { useEffect, useRef, useState } from 'react';
import type { OwnQuestionsView, QuestionsView } from '../../questions/view.ts';
import { call } from '../shell/api.ts';

/** Milliseconds. What a chair did with a question that only its asker and the chair see is told by nothing else. */
const ASK_AGAIN_EVERY = 20_000;

/**
 * What one asked and voted for. What everybody sees of one's questions is known from their list; what nobody else
 * sees is asked for when one of them is gone from there, and now and then while one waits unseen.
 */
export function useOwnQuestions(
  slug: string,
  written: OwnQuestionsView,
  view: QuestionsView | null,
): [OwnQuestionsView, (own: OwnQuestionsView) => void] {
  const [own, setOwn] = useState(written);
  const seen = useRef<ReadonlySet<string>>(new Set());
  const unseen = unseenOf(own, view);
  const isGone = unseen.some((id) => seen.current.has(id));
  useEffect(() => {
    seen.current = new Set(view?.questions.map(({ id }) => id));
    if (unseen.length === 0) return;
    const ask = () => call<OwnQuestionsView>(`/api/events/${slug}/me/questions`).then(setOwn, () => undefined);
    if (isGone) void ask();
    const timer = window.setInterval(() => document.hidden || void ask(), ASK_AGAIN_EVERY);
    return () => window.clearInterval(timer);
  }, [slug, view, unseen.length, isGone]);
  return [withSeen(own, view), setOwn];
}

/** One's questions of the place that are under way and that its list does not show. */
function unseenOf({ asked }: OwnQuestionsView, view: QuestionsView | null): string[] {
  if (!view) return [];
  const shown = new Set(view.questions.map(({ id }) => id));
  const isUnderWay = (state: string) => state === 'new' || state === 'accepted' || state === 'asked';
  return asked
    .filter(({ id, place, state }) => place === view.place && isUnderWay(state) && !shown.has(id))
    .map(({ id }) => id);
}

/** With the states and votes that the list of all shows, which is newer. */
function withSeen(own: OwnQuestionsView, view: QuestionsView | null): OwnQuestionsView {
  const shown = new Map(view?.questions.map((question) => [question.id, question]));
  const asked = own.asked.map((question) => {
    const now = question.state === 'withdrawn' ? undefined : shown.get(question.id);
    return now ? { ...question, state: now.state, votes: now.votes } : question;
  });
  return { ...own, asked };
}
