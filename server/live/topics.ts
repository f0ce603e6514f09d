/**
 * What can be followed over the socket, by whom, and what each shows.
 *
 * A topic is a view of stored state for one audience, with a version that rises with each change and is stored
 * with it. Who may follow which is said here in prose and in code; whoever loses the right is told, and hears no
 * more. Times travel as instants and countdowns are the clients' own: nothing is sent while nothing changes.
 */
import type { z } from 'zod';
import { agendaRules } from '../../agenda/policy.ts';
import type { BannerAudience } from '../../agenda/show/command-schema.ts';
import { bannersView, consoleView, nowView, presenceView } from '../../agenda/show/show-view.ts';
import { breakoutRules } from '../../breakouts/policy.ts';
import { namesView, roomView, roundsView, staffRoundsView } from '../../breakouts/view.ts';
import { type Actor, type Place, type Rule, STAFF_ROLES, type StaffRole, standingOf } from '../../kernel/actor.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import { helpDeskView, ownHelpView } from '../../people/help/help-schema.ts';
import { myHelpTopic } from '../../people/help/topics.ts';
import { holds, peopleRules } from '../../people/policy.ts';
import { pollRules } from '../../polls/policy.ts';
import { pollLinesView, pollStaffView, pollsView, pollView } from '../../polls/view.ts';
import { questionRules } from '../../questions/policy.ts';
import { myQuestionsTopic } from '../../questions/topics.ts';
import { ownQuestionsView, questionsView, queueView } from '../../questions/view.ts';
import { agendaState } from './agenda-state.ts';
import { meState } from './me-state.ts';

/** Where states are read. Handed in by `server/wiring.ts`; rights are not asked there any more. */
export interface TopicSources {
  now(event: EventRef): Promise<unknown>;
  agenda(event: EventRef): Promise<unknown>;
  /** Undefined for a day that is not published. */
  console(event: EventRef, day: number): Promise<unknown>;
  banners(event: EventRef, audience: BannerAudience): Promise<unknown>;
  presence(event: EventRef): Promise<unknown>;
  ownHelp(event: EventRef, participantId: ParticipantId): Promise<unknown>;
  helpDesk(event: EventRef): Promise<unknown>;
  /** Both undefined for a place that is not there. */
  questions(event: EventRef, place: string): Promise<unknown>;
  questionQueue(event: EventRef, place: string): Promise<unknown>;
  ownQuestions(event: EventRef, participantId: ParticipantId): Promise<unknown>;
  polls(event: EventRef): Promise<unknown>;
  /** Undefined for a poll that everybody may not see now. */
  poll(event: EventRef, id: string): Promise<unknown>;
  pollLines(event: EventRef): Promise<unknown>;
  /** Undefined for a poll that is not there. */
  pollOfStaff(event: EventRef, id: string): Promise<unknown>;
  rounds(event: EventRef): Promise<unknown>;
  roundsOfStaff(event: EventRef): Promise<unknown>;
  /** Both undefined for a room that is not there. */
  breakoutRoomAudience(event: EventRef, round: string, room: string): Promise<Rule | undefined>;
  breakoutRoom(event: EventRef, round: string, room: string): Promise<unknown>;
  /** Undefined where not everybody may see the names now. */
  breakoutNames(event: EventRef, round: string): Promise<unknown>;
}

/** @param part which of several: the day's number, the participant's id, the place of questions, the poll's or round's id. */
type Read = (from: TopicSources, event: EventRef, part: string) => Promise<unknown>;

export interface Topic {
  /** What it shows and who may follow it, as people read it. */
  readonly prose: string;
  readonly rule: Rule;
  /** What leaves. */
  readonly shape: z.ZodType;
  /** Undefined where there is no such thing. Null for what a socket knows of itself. */
  readonly read: Read | null;
  /**
   * Where not everybody who may follow such topics may know of each one now: who may, of those. For everybody else
   * there is no such thing. Read together with the state, which rises whenever it lets fewer know.
   */
  readonly audience?: (from: TopicSources, event: EventRef, part: string) => Promise<Rule | undefined>;
}

/** Of a UUID, in letters. */
const ID_LENGTH = 36;

/** Those that there are several of have N (a day's number), PLACE or ID in their names. */
export const TOPICS: Readonly<Record<string, Topic>> = {
  me: {
    prose: 'How one stands in the event, with name and roles: each person of the event, about themselves alone.',
    rule: (actor, place) => standingOf(actor, place) !== undefined,
    shape: meState,
    read: null,
  },
  now: {
    prose: 'The day that is on or comes next, how it runs, and the banners for all: everybody who is in.',
    rule: agendaRules['follow-show'],
    shape: nowView,
    read: (from, event) => from.now(event),
  },
  agenda: {
    prose: 'The published agenda as planned: whoever may read it.',
    rule: agendaRules['read-published'],
    shape: agendaState,
    read: (from, event) => from.agenda(event),
  },
  'console:N': {
    prose: 'The day of that number with its controls: its chair and deputy, and organisers.',
    rule: agendaRules['run-show'],
    shape: consoleView,
    read: (from, event, day) => from.console(event, Number(day)),
  },
  ...Object.fromEntries(STAFF_ROLES.map((role) => [`banners:${role}`, bannersOf(role)])),
  presence: {
    prose: 'How many people have a page of the event open: everybody with a role.',
    rule: agendaRules['see-presence'],
    shape: presenceView,
    read: (from, event) => from.presence(event),
  },
  'my-help': {
    prose: "One's own request for help: everybody who is in, about themselves alone.",
    rule: peopleRules['ask-help'],
    shape: ownHelpView,
    read: (from, event, participantId) => from.ownHelp(event, participantId as ParticipantId),
  },
  help: {
    prose: 'Who asks for help: helpdesk and organisers.',
    rule: peopleRules['give-help'],
    shape: helpDeskView,
    read: (from, event) => from.helpDesk(event),
  },
  'questions:PLACE': {
    prose: 'The questions of a session or the ideas of a room, as far as everybody may see them: everybody who is in.',
    rule: questionRules['follow-questions'],
    shape: questionsView,
    read: (from, event, place) => from.questions(event, place),
  },
  'my-questions': {
    prose:
      "One's own questions with what became of them, and what one voted for: everybody who is in, about themselves.",
    rule: questionRules['ask-question'],
    shape: ownQuestionsView,
    read: (from, event, participantId) => from.ownQuestions(event, participantId as ParticipantId),
  },
  'questions:PLACE:staff': {
    prose: 'The same as a queue, with what is new and what was set aside: chairs, deputies and organisers.',
    rule: questionRules['run-questions'],
    shape: queueView,
    read: (from, event, place) => from.questionQueue(event, place),
  },
  polls: {
    prose: 'The ballot papers of the polls that are on, and of those whose results are shown: everybody who is in.',
    rule: pollRules['follow-polls'],
    shape: pollsView,
    read: (from, event) => from.polls(event),
  },
  'poll:ID': {
    prose: 'One of these with its turnout, and its counts and correct answer as far as shown: everybody who is in.',
    rule: pollRules['follow-polls'],
    shape: pollView,
    read: (from, event, id) => from.poll(event, id),
  },
  'polls:staff': {
    prose: 'All polls with state, turnout and times: chairs, deputies and organisers.',
    rule: pollRules['list-polls'],
    shape: pollLinesView,
    read: (from, event) => from.pollLines(event),
  },
  'poll:ID:staff': {
    prose: 'A poll whole, with correct answer, rounds and counts so far: chairs, deputies and organisers.',
    rule: pollRules['list-polls'],
    shape: pollStaffView,
    read: (from, event, id) => from.pollOfStaff(event, id),
  },
  rounds: {
    prose:
      'The breakout rounds with their times, their rooms once these may be seen, and reports: everybody who is in.',
    rule: breakoutRules['follow-breakouts'],
    shape: roundsView,
    read: (from, event) => from.rounds(event),
  },
  'rounds:staff': {
    prose: 'The same with sizes, who joined, writers and how far summaries are: chairs, deputies and organisers.',
    rule: breakoutRules['run-breakouts'],
    shape: staffRoundsView,
    read: (from, event) => from.roundsOfStaff(event),
  },
  'round:ID:room:ID': {
    prose:
      'What is said to a breakout room, and how often it has changed who is in it: everybody who is in, once people may see their rooms; before that those who write for it, chairs, deputies and organisers.',
    rule: breakoutRules['follow-breakouts'],
    shape: roomView,
    read: (from, event, part) => from.breakoutRoom(event, ...roundAndRoom(part)),
    audience: (from, event, part) => from.breakoutRoomAudience(event, ...roundAndRoom(part)),
  },
  'round:ID:names': {
    prose: 'Who is in which room by name, where the event lets all see it: everybody who is in.',
    rule: breakoutRules['follow-breakouts'],
    shape: namesView,
    read: (from, event, round) => from.breakoutNames(event, round),
  },
};

function roundAndRoom(part: string): [round: string, room: string] {
  return [part.slice(0, ID_LENGTH), part.slice(-ID_LENGTH)];
}

function bannersOf(role: StaffRole): Topic {
  return {
    prose: 'The banners for that role: whoever holds it.',
    rule: (actor, place) => holds(actor, place, role),
    shape: bannersView,
    read: (from, event) => from.banners(event, role),
  };
}

/** A topic as somebody names it in an event. */
export interface NamedTopic {
  readonly topic: Topic;
  /** As it is subscribed to, and named in frames. */
  readonly name: string;
  /** Under which its version is stored. */
  readonly stored: string;
  /** Which of several; the empty text where there is one. */
  readonly part: string;
  readonly mayFollow: boolean;
}

/** How the names of those that there are several of tell which. */
const SEVERAL: Readonly<Record<string, RegExp>> = {
  'console:N': /^console:([1-9]\d?)$/,
  'poll:ID:staff': /^poll:([0-9a-f-]{36}):staff$/,
  'poll:ID': /^poll:([0-9a-f-]{36})$/,
  'round:ID:room:ID': /^round:([0-9a-f-]{36}:room:[0-9a-f-]{36})$/,
  'round:ID:names': /^round:([0-9a-f-]{36}):names$/,
  'questions:PLACE:staff': /^questions:([^\p{Cc}\p{Surrogate}]+):staff$/u,
  'questions:PLACE': /^questions:([^\p{Cc}\p{Surrogate}]+)$/u,
};

/** @returns undefined for a name that no topic has. A day that the event does not have is one where nobody chairs. */
export function topicNamed(name: string, actor: Actor, event: EventRef): NamedTopic | undefined {
  const { key, part: which } = keyOf(name);
  const topic = Object.hasOwn(TOPICS, key) ? TOPICS[key] : undefined;
  if (!topic) return undefined;
  const place = key === 'console:N' ? placeOfDay(event, Number(which)) : placeOf(event);
  const mayFollow = topic.rule(actor, place);
  const ownOf = OWN.get(name);
  if (!ownOf) return { topic, name, stored: name, part: which, mayFollow };
  const own = (standingOf(actor, place)?.participantId ?? '') as ParticipantId;
  return { topic, name, stored: ownOf(own), part: own, mayFollow };
}

/** Of what each person has one of their own, by the one name that all follow it under: how it is stored. */
const OWN: ReadonlyMap<string, (id: ParticipantId) => string> = new Map([
  ['my-help', myHelpTopic],
  ['my-questions', myQuestionsTopic],
]);

/** Under what a topic stands in `TOPICS`, and which of several it is. */
function keyOf(name: string): { readonly key: string; readonly part: string } {
  for (const [key, pattern] of Object.entries(SEVERAL)) {
    const part = pattern.exec(name)?.[1];
    if (part !== undefined) return { key, part };
  }
  return { key: Object.hasOwn(SEVERAL, name) ? '' : name, part: '' };
}

function placeOfDay(event: EventRef, number: number): Place {
  return { ...placeOf(event), dayId: event.days.find((day) => day.number === number)?.id ?? null };
}
