/** The document by which somebody takes along what an event holds about them. */
import type { PeopleAuditEntryRow } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { AuditDetails } from '../audit/audit.ts';
import type { HelpRequest } from '../help/help.ts';
import type { HelpState } from '../help/help-schema.ts';
import type { Wishes } from '../schema.ts';
import type { OwnData, SignInView } from '../view.ts';
import { inUtc } from './participant.ts';

/** Times are RFC 3339 in UTC. */
export interface OwnDownload extends OwnData, OwnVotes {
  readonly addedAt: string;
  readonly waitingSince: string | null;
  /** Whom to share a breakout room with, and whom not. */
  readonly wishes: Wishes;
  /** Browsers that are signed in now, whatever the event. */
  readonly signIns: readonly Omit<SignInView, 'id' | 'current'>[];
  /** What one asked the helpdesk, newest first. */
  readonly helpRequests: readonly OwnHelpRequest[];
  /** Which days and sessions one was seen at, in their order. */
  readonly attendance: readonly OwnAttendance[];
  /** What the log says of what one did and what was done to one, newest first. */
  readonly log: readonly {
    readonly at: string;
    readonly by: 'you' | 'somebody else' | 'a program' | 'the installation';
    readonly action: string;
    readonly details: AuditDetails;
  }[];
}

export interface OwnHelpRequest {
  readonly text: string;
  readonly state: HelpState;
  readonly askedAt: string;
  readonly takenAt: string | null;
  readonly solvedAt: string | null;
}

/** Another room writes it down, and hands it in. */
export interface OwnAttendance {
  /** `YYYY-MM-DD`; null for a day that is no longer in the agenda. */
  readonly date: string | null;
  /** The session's title; null for the day as a whole, and for a session that is no longer in the agenda. */
  readonly session: string | null;
  /** When one first pressed Join. */
  readonly joinedAt: string | null;
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  /** In how many minutes a page of the event was open. */
  readonly minutes: number;
}

/** Other rooms write these down, and hand them in. */
export interface OwnVotes {
  /** What one asked, oldest first. */
  readonly questions: readonly {
    readonly text: string;
    /** `session:ID` or `room:NAME`. */
    readonly place: string;
    readonly named: boolean;
    readonly state: string;
    readonly reason: string;
    readonly askedAt: string;
  }[];
  /** Questions of others that one wants answered. */
  readonly votedFor: readonly { readonly text: string; readonly place: string }[];
  /** Of a secret poll no more than that one voted. */
  readonly ballots: readonly {
    readonly question: string;
    readonly round: number;
    readonly chosen: readonly string[] | null;
    readonly castAt: string | null;
  }[];
  /** Where one was in breakouts, as far as one may know, the topics that one ranked, and what one wrote under one’s name. */
  readonly breakouts: {
    readonly rounds: readonly {
      /** Id of the session. */
      readonly session: string;
      readonly room: string | null;
      readonly topic: string | null;
      readonly joinedAt: string | null;
      readonly absent: boolean;
    }[];
    readonly topics: readonly string[];
    readonly summaries: readonly {
      readonly session: string;
      readonly room: string;
      readonly outcomes: string;
      readonly decisions: string;
      readonly questions: string;
    }[];
  };
}

export function ownHelpRequest({ text, state, createdAt, takenAt, solvedAt }: HelpRequest): OwnHelpRequest {
  return { text, state, askedAt: inUtc(createdAt), takenAt: inUtc(takenAt), solvedAt: inUtc(solvedAt) };
}

/** @param refs how the log names the person whose document it is. */
export function ownDownload(held: {
  readonly data: OwnData;
  readonly wishes: Wishes;
  readonly waitingSince: Instant | null;
  readonly createdAt: Instant;
  readonly signIns: OwnDownload['signIns'];
  readonly helpRequests: OwnDownload['helpRequests'];
  readonly attendance: OwnDownload['attendance'];
  readonly votes: OwnVotes;
  readonly entries: readonly PeopleAuditEntryRow[];
  readonly refs: readonly string[];
}): OwnDownload {
  const { data, wishes, signIns, helpRequests, attendance, votes, entries, refs } = held;
  return {
    ...data,
    addedAt: inUtc(held.createdAt),
    waitingSince: inUtc(held.waitingSince),
    wishes,
    signIns,
    helpRequests,
    attendance,
    questions: votes.questions,
    votedFor: votes.votedFor,
    ballots: votes.ballots,
    breakouts: votes.breakouts,
    log: entries.map(({ at, actor, action, details }) => ({
      at: inUtc(at as Instant),
      by: refs.includes(actor) ? 'you' : wordFor(actor),
      action,
      details: JSON.parse(details) as AuditDetails,
    })),
  };
}

/** Who else it was is not told: their acts are not held about this person. */
function wordFor(actor: string): 'somebody else' | 'a program' | 'the installation' {
  if (actor.startsWith('api-key:')) return 'a program';
  return /^(participant|person):/.test(actor) ? 'somebody else' : 'the installation';
}
