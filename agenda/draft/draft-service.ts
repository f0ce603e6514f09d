/** The draft of an event's plan: seen, changed and laid out again, one checked edit at a time. */
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { DayId, SessionId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { demand, demandSomebody, noSuchEvent } from '../policy.ts';
import { applyEdits } from '../proposals/edits.ts';
import { type ProposalsView, proposalsFor } from '../proposals/proposals.ts';
import type { Event, Plan } from '../schema.ts';
import { refuseRunningGone } from '../show/publishing-service.ts';
import {
  addDay,
  addSession,
  changeDay,
  changeSession,
  dayOf,
  orderSessions,
  removeDay,
  removeSession,
} from './amend.ts';
import { type DraftView, draftView } from './draft.ts';
import type { DayChange, NewDay, NewSession, SessionChange } from './edit-schema.ts';
import { findEventBySlug } from './event-store.ts';
import { loadPlan, savePlan } from './plan-store.ts';
import { type AgendaNeeds, type EditOf, edit, eventFor } from './revision-service.ts';
import { refuseUnsound, type Subject } from './soundness.ts';

/**
 * Every edit answers with the draft as it then is, and throws AppError `unauthenticated`, `not-found`,
 * `revision-stale`, `wall-time-missing`, `wall-time-twice` or `bad-input`, having changed nothing.
 */
export interface DraftService {
  view(actor: Actor, slug: string): Promise<DraftView>;
  /** @throws also `day-taken`. */
  addDay(of: EditOf, day: NewDay): Promise<DraftView>;
  /** @throws also `day-taken`. */
  changeDay(of: EditOf, number: number, change: DayChange): Promise<DraftView>;
  removeDay(of: EditOf, number: number): Promise<DraftView>;
  orderSessions(of: EditOf, number: number, ids: readonly string[]): Promise<DraftView>;
  addSession(of: EditOf, session: NewSession): Promise<DraftView>;
  changeSession(of: EditOf, id: string, change: SessionChange): Promise<DraftView>;
  removeSession(of: EditOf, id: string): Promise<DraftView>;
  proposals(actor: Actor, slug: string, day: number): Promise<ProposalsView>;
  /** Makes exactly the edits of that proposal. @throws also `proposal-gone`. */
  applyProposal(of: EditOf, day: number, key: string): Promise<DraftView>;
}

export function createDraftService(needs: AgendaNeeds): DraftService {
  const amend = (of: EditOf, subject: Subject, change: Amendment) => amendDraft(needs, of, subject, change);
  return {
    view: async (actor, slug) => {
      const { event, plan } = await draftOf(needs, actor, slug);
      return draftView(event, plan);
    },
    addDay: (of, { timeZone, ...day }) =>
      amend(of, { day: day.number }, (plan, event) =>
        addDay(plan, { ...day, timeZone: timeZone ?? event.timeZone, id: newId<DayId>(), sessions: [] }),
      ),
    changeDay: (of, number, change) =>
      amend(of, { day: change.number ?? number }, (plan) => changeDay(plan, number, change)),
    removeDay: (of, number) => amend(of, null, (plan) => removeDay(plan, number)),
    orderSessions: (of, number, ids) => amend(of, null, (plan) => orderSessions(plan, number, ids)),
    addSession: (of, { day, position, ...fields }) => {
      const id = newId<SessionId>();
      return amend(of, { session: id }, (plan) => addSession(plan, day, position, { ...fields, id }));
    },
    changeSession: (of, id, change) => amend(of, { session: id }, (plan) => changeSession(plan, id, change)),
    removeSession: (of, id) => amend(of, null, (plan) => removeSession(plan, id)),
    proposals: async (actor, slug, day) => {
      const { event, plan } = await planFor(needs, actor, slug, day);
      return { revision: event.revision, day, proposals: proposalsFor(plan, day) };
    },
    applyProposal: (of, day, key) => amend(of, null, (plan) => applyProposal(plan, day, key)),
  };
}

type Amendment = (plan: Plan, event: Event) => Plan;

function amendDraft(needs: AgendaNeeds, of: EditOf, subject: Subject, change: Amendment): Promise<DraftView> {
  return edit(needs, 'edit-plan', of, async ({ tx, event }) => {
    const before = await loadPlan(tx, event.id);
    const after = change(before, event);
    refuseUnsound(before, after, subject);
    await refuseRunningGone(tx, event.id, before, after);
    await savePlan(tx, event.id, before, after);
    return {
      answer: draftView(event, after),
      happening: { kind: 'draft-changed', eventId: event.id, revision: event.revision },
      details: { revision: event.revision },
    };
  });
}

function applyProposal(plan: Plan, day: number, key: string): Plan {
  dayOf(plan, day);
  const proposal = proposalsFor(plan, day).find((each) => each.key === key);
  if (!proposal)
    throw new AppError(
      'proposal-gone',
      `There is no proposal "${key}" for day ${day} any more: ask again for what is proposed.`,
    );
  return applyEdits(plan, proposal.edits);
}

/** The event is read first: a plan that changed in between is newer than its revision says, and an edit of it is refused. */
async function draftOf(needs: AgendaNeeds, actor: Actor, slug: string): Promise<{ event: Event; plan: Plan }> {
  const event = await eventFor(needs.db, actor, 'read-draft', slug);
  return { event, plan: await loadPlan(needs.db, event.id) };
}

/** The same for those who may see what is proposed for a day, which depends on whose day it is. */
async function planFor(needs: AgendaNeeds, actor: Actor, slug: string, number: number) {
  demandSomebody(actor);
  const event = await findEventBySlug(needs.db, slug);
  if (!event) throw noSuchEvent();
  const plan = await loadPlan(needs.db, event.id);
  demand(actor, 'read-proposals', event, plan.days.find((day) => day.number === number)?.id ?? null);
  dayOf(plan, number);
  return { event, plan };
}
