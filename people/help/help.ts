/**
 * What becomes of a request for help: it waits, is taken, is solved, or is withdrawn by who asked. Pure.
 *
 * Somebody has at most one that is open; to ask again says it in other words and keeps the place in line. One
 * that was taken can be taken over, by whoever has seen that it was. What is solved or withdrawn stays so.
 */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { HelpState } from './help-schema.ts';

export interface HelpRequest {
  readonly id: string;
  /** Who asked. */
  readonly participantId: ParticipantId;
  readonly text: string;
  readonly state: HelpState;
  /** The participant who looks after it or did; null for nobody, and for operators, who take part nowhere. */
  readonly takenBy: ParticipantId | null;
  readonly createdAt: Instant;
  readonly takenAt: Instant | null;
  readonly solvedAt: Instant | null;
  /** Rises with each change. */
  readonly revision: number;
}

export type HelpAct =
  | { readonly kind: 'reword'; readonly text: string }
  | { readonly kind: 'take'; readonly by: ParticipantId | null }
  | { readonly kind: 'solve'; readonly by: ParticipantId | null }
  | { readonly kind: 'withdraw' }
  /** Whoever looked after it cannot any more. */
  | { readonly kind: 'give-back' };

export function newRequest(id: string, participantId: ParticipantId, text: string, now: Instant): HelpRequest {
  const nobody = { takenBy: null, takenAt: null, solvedAt: null };
  return { id, participantId, text, state: 'waiting', ...nobody, createdAt: now, revision: 1 };
}

export function isOpen({ state }: Pick<HelpRequest, 'state'>): boolean {
  return state === 'waiting' || state === 'taken';
}

/** The request after an act; the same object where nothing changes; null for one that is not open any more. */
export function actOn(request: HelpRequest, act: HelpAct, now: Instant): HelpRequest | null {
  if (!isOpen(request)) return null;
  const changed = changedBy(request, act, now);
  return changed === request ? request : { ...changed, revision: request.revision + 1 };
}

function changedBy(request: HelpRequest, act: HelpAct, now: Instant): HelpRequest {
  switch (act.kind) {
    case 'reword':
      return act.text === request.text ? request : { ...request, text: act.text };
    case 'take':
      if (request.state === 'taken' && request.takenBy === act.by) return request;
      return { ...request, state: 'taken', takenBy: act.by, takenAt: now };
    case 'solve':
      return { ...request, state: 'solved', takenBy: act.by, takenAt: request.takenAt ?? now, solvedAt: now };
    case 'withdraw':
      return { ...request, state: 'withdrawn' };
    case 'give-back':
      if (request.state !== 'taken') return request;
      return { ...request, state: 'waiting', takenBy: null, takenAt: null };
  }
}

/** Those that wait, who came first first. */
export function lineOf<Request extends Pick<HelpRequest, 'id' | 'state' | 'createdAt'>>(
  requests: readonly Request[],
): readonly Request[] {
  const waiting = requests.filter(({ state }) => state === 'waiting');
  return waiting.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** Whose place in line is another than before: each of them is told. */
export function movedInLine(before: readonly HelpRequest[], after: readonly HelpRequest[]): readonly ParticipantId[] {
  const places = new Map(lineOf(before).map(({ id }, place) => [id, place]));
  return lineOf(after).flatMap(({ id, participantId }, place) => (places.get(id) === place ? [] : [participantId]));
}
