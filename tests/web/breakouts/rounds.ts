/** Rounds, sets and figures as the page of breakouts gets them. */
import type { FiguresView, SetView, StaffRoundView } from '../../../breakouts/view.ts';

export function figures(more: Partial<FiguresView> = {}): FiguresView {
  return {
    ...{ distinctMet: 1745, distinctCeiling: 1770, repeats: 30, repeatBound: 12, forcedRepeats: 4, maxMeetings: 2 },
    ...{ meetings: [25, 1715, 30], worstOff: 52, worstOffName: null, organisationPairs: 3, organisationIdeal: 0 },
    ...{ topics: [], topicsAsked: 0, topicCost: 0, topicIdeal: 0, sizes: [], moved: 0 },
    random: { distinctMet: 1412.4, repeats: 387.6, organisationPairs: 41, topicCost: 18 },
    ...more,
  };
}

type Room = StaffRoundView['rooms'][number];

export function room(id: string, name: string, more: Partial<Room> = {}): Room {
  return {
    ...{ id, name, topic: null, joinLink: null, capacity: null, facilitator: null, rapporteur: null },
    ...{ size: 0, joined: 0, summary: 'none', late: false, nudgedAt: null, messages: [] },
    ...more,
  };
}

export const ROOMS = [room('h', 'Harbour'), room('a', 'Airport')];

export function round(more: Partial<StaffRoundView> = {}): StaffRoundView {
  return {
    ...{ id: 'r', entry: 'e', day: 'd', state: 'assigned', openedAt: null, closesAt: null, closesByHand: null },
    ...{ warnSeconds: 60, visible: true, placesRevision: 1, selfMoves: false, messages: [], stage: 'own-page' },
    ...{ report: [], opens: 'chair', rooms: ROOMS, set: 's', sets: [], unplaced: 0, absent: 0, dueAt: null },
    ...{ drafts: [], revision: 1 },
    ...more,
  };
}

export function place(name: string, at: string, locked = false): SetView['places'][number] {
  return { participant: name, name, organisation: null, room: at, locked, joined: false };
}

export function setOf(places: SetView['places'], unplaced: readonly string[] = []): SetView {
  return {
    ...{ id: 's', name: 'Dealt', source: 'dealt', revision: 1, createdAt: '2021-01-11T13:00:00Z', places },
    unplaced: unplaced.map((name) => ({ participant: name, name, organisation: null })),
    ...{ absent: [], undoable: 0 },
  };
}
