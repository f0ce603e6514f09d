/**
 * Who may do what with an event and its plan.
 *
 * - What a **public** event has published may be read by anybody: its fields, its agenda, its versions.
 * - A **private** event is for operators. Everybody else is told that there is no such event, so that
 *   not even its existence can be learnt.
 * - The **draft**, and everything made from it (findings, proposals, what publishing would change), is
 *   for operators, also when the event is public.
 * - **Edits** are for operators.
 *
 * Roles of people (organiser, chair of a day) arrive with the people room and widen these rules.
 */
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';

export function mayEdit(actor: Actor): boolean {
  return actor.kind === 'operator';
}

/** Whether somebody may see what an event has published, and that there is such an event at all. */
export function mayRead(actor: Actor, event: { readonly isPublic: boolean }): boolean {
  return event.isPublic || actor.kind === 'operator';
}

/** The name under which a change is recorded. @throws AppError `unauthenticated` when they may not edit. */
export function editorOf(actor: Actor): string {
  if (actor.kind !== 'operator')
    throw new AppError('unauthenticated', 'Only an operator may do this: send the operator key.');
  return actor.keyId;
}

/** The same answer for an event that is hidden and for one that does not exist. */
export function noSuchEvent(): AppError {
  return new AppError('not-found', 'There is no such event.');
}
