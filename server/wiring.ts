/** The one map of who gets what. */

import type { AgendaHappening } from '../agenda/events.ts';
import { forgetCancelledEntries, runShows } from '../agenda/jobs.ts';
import { type AgendaServices, createAgendaServices } from '../agenda/service.ts';
import { AGENDA_TOPIC, NOW_TOPIC } from '../agenda/show/topics.ts';
import type { BreakoutServices } from '../breakouts/breakout-service.ts';
import { tidyDealings } from '../breakouts/dealings/jobs.ts';
import { runBreakouts } from '../breakouts/jobs.ts';
import { createBreakoutServices } from '../breakouts/service.ts';
import type { TouchTopics } from '../kernel/live.ts';
import { type Clock, instant } from '../kernel/time.ts';
import { auditRecorder } from '../people/audit/audit-service.ts';
import type { PeopleHappening } from '../people/events.ts';
import { countOpenHelp } from '../people/help/help-store.ts';
import { forgetExpiredSignIns, mailWaitingLinks } from '../people/jobs.ts';
import { calledIn, linesOf } from '../people/roster/called-store.ts';
import { addressesOf, membersOf, roomRolesOf } from '../people/roster/member-store.ts';
import { calledForRooms, countRegistered, originsIn } from '../people/roster/origin-store.ts';
import { standingIn } from '../people/roster/standing-store.ts';
import { createPeopleServices, type PeopleServices } from '../people/service.ts';
import { createBallotBox } from '../polls/ballot-box/box-service.ts';
import type { BallotBox } from '../polls/ballot-box.ts';
import { runPolls } from '../polls/jobs.ts';
import { createSecretClosing } from '../polls/secrecy/closing-service.ts';
import { keyFolder } from '../polls/secrecy/key-folder-store.ts';
import { endBallotKeys } from '../polls/secrecy/key-jobs.ts';
import { createPollServices, type PollServices } from '../polls/service.ts';
import type { Vote } from '../polls/voting-service.ts';
import { createQuestionService } from '../questions/opening-service.ts';
import type { QuestionService } from '../questions/question-service.ts';
import type { Doorkeeper } from './access.ts';
import { Bell } from './bell.ts';
import type { OpenDatabase } from './database.ts';
import { createDoorkeeper } from './doorkeeper.ts';
import type { Health } from './health-routes.ts';
import type { JobSource } from './jobs.ts';
import { changedBy } from './live/hearsay.ts';
import { COUNTS_FOR } from './live/here-board.ts';
import { countHere } from './live/here-store.ts';
import { LiveHub } from './live/hub.ts';
import { neighboursOn } from './live/neighbours.ts';
import { forgetTopics } from './live/topic-jobs.ts';
import { topicSources } from './live/topic-sources.ts';
import { topicToucher } from './live/topic-store.ts';
import { mailEnqueuer } from './mail/mail-service.ts';
import { forgetMail } from './mail/mail-store.ts';
import { openPost, type Post, type PostSettings } from './mail/post.ts';
import { type OperatorKeyStore, operatorKeyStore } from './operator-key-store.ts';

/** What everything is made of. */
export interface Ground {
  readonly database: OpenDatabase;
  /** The folder of the keys. Absolute; made when it is needed. */
  readonly keyDir: string;
  readonly clock: Clock;
  /** Where people reach this server. Asked when it is needed: a free port is known only after listening. */
  readonly publicUrl: () => URL;
  /** Undefined for a process that leaves mails to another, as the command line does. */
  readonly mail?: PostSettings;
  /** The program of the thread that deals people into rooms; left out where it is compiled with the rest. */
  readonly searchThread?: () => Promise<URL>;
}

export interface Services {
  readonly people: PeopleServices;
  readonly agenda: AgendaServices;
  readonly polls: PollServices;
  readonly ballotBox: BallotBox;
  readonly vote: Vote;
  readonly questions: QuestionService;
  readonly breakouts: BreakoutServices;
  /** Rung when there is work for the jobs. */
  readonly bell: Bell;
  readonly operatorKeys: OperatorKeyStore;
  /** Tells who is asking. */
  readonly doorkeeper: Doorkeeper;
  readonly health: Health;
  readonly post: Post;
  /** All open sockets. */
  readonly live: LiveHub;
  readonly jobs: readonly JobSource[];
  readonly clock: Clock;
  readonly publicUrl: () => URL;
}

export function wire({ database, keyDir, clock, publicUrl, mail, searchThread }: Ground): Services {
  const { db } = database;
  const post = openPost(mail, { db, clock, publicUrl });
  const operatorKeys = operatorKeyStore(db);
  const bell = new Bell();
  const record = auditRecorder(clock);
  const touch = topicToucher(database.engine);
  const tell = (happening: AgendaHappening | PeopleHappening) => {
    const changed = changedBy(happening);
    if (changed) live.changed(changed.eventId, changed.topics);
  };
  // Polls and breakouts hang on the agenda: they follow each change of it, in its own transaction.
  const touchAgenda: TouchTopics = async (tx, eventId, ...topics) => {
    const isOfDay = topics.includes(NOW_TOPIC) || topics.includes(AGENDA_TOPIC);
    if (isOfDay) await polls.lookAgain(tx, eventId);
    const following = isOfDay ? await breakouts.rounds.lookAgain(tx, eventId) : [];
    await touch(tx, eventId, ...topics, ...following);
  };
  const agenda = createAgendaServices({
    ...{ db, clock, record, touch: touchAgenda, findAttendees: calledIn },
    neighbours: {
      namesOf: async (tx, eventId, ids) =>
        new Map([...(await calledIn(tx, eventId, ids))].map(([id, { name }]) => [id, name])),
      standingOf: standingIn,
      countHelp: countOpenHelp,
      countQuestions: (tx, eventId, sessions) => questions.countOpen(tx, eventId, sessions),
      countMissing: (tx, eventId, sessions) => breakouts.rounds.countMissing(tx, eventId, sessions),
    },
    announce: (happening) => {
      tell(happening);
      bell.ring();
    },
  });
  const people = createPeopleServices({
    db,
    clock,
    events: agenda.directory,
    enqueue: mailEnqueuer(clock),
    forgetMail,
    record,
    touch,
    attendanceOf: (tx, event, id) => agenda.attendance.heldOf(tx, event, id),
    votesOf: async (tx, event, id) => ({
      ...(await questions.ownOf(tx, event.id, id)),
      ballots: await pollServices.ownBallots(tx, event.id, id),
      breakouts: await breakouts.places.ownOf(tx, event.id, id),
    }),
    leaveElsewhere: (tx, event, id) => breakouts.places.leave(tx, event.id, id),
    forgetElsewhere: async (tx, event, id) => {
      // Rounds are held first: nobody says anything of themselves in one any more, and summaries come after rounds.
      const left = await breakouts.places.leave(tx, event.id, id);
      await breakouts.places.forget(tx, event.id, id);
      return [...left, ...(await questions.forget(tx, event, id))];
    },
    announce: (happening) => {
      tell(happening);
      bell.ring();
    },
    publicUrl,
  });
  const ballotBox = createBallotBox({ db, engine: database.engine, touch, announce: tell });
  const keys = keyFolder(keyDir);
  const secrets = createSecretClosing({ db, engine: database.engine, keys, touch, announce: tell });
  const pollServices = createPollServices({
    ...{ db, clock, events: agenda.directory, box: ballotBox, keys, secrets, record, touch },
    neighbours: {
      anchorOf: agenda.show.anchorOf,
      countEntitled: countRegistered,
      countPresent: (tx, eventId) => countHere(tx, eventId, instant(clock.now() - COUNTS_FOR)),
      peopleOf: originsIn,
    },
    announce: (happening) => {
      tell(happening);
      bell.ring();
    },
  });
  const { polls } = pollServices;
  const questions = createQuestionService({
    ...{ db, clock, record, touch, announce: tell },
    neighbours: { dayOfSession: agenda.dayOfEntry, linesOf },
  });
  const breakouts = createBreakoutServices({
    ...{ db, clock, events: agenda.directory, record, touch, searchThread },
    neighbours: {
      anchorOf: agenda.show.anchorOf,
      breakoutsOf: agenda.breakoutsOf,
      ...{ membersOf, roomRolesOf, addressesOf, calledOf: calledForRooms },
    },
    announce: (happening) => {
      tell(happening);
      bell.ring();
    },
  });
  const live = new LiveHub({
    ...{ db, clock, touch, presence: people.presence, vote: polls.vote },
    sources: topicSources({ agenda, people, polls, questions, rounds: breakouts.rounds }),
    findEvent: agenda.directory.findById,
    seen: agenda.attendance.seen,
    listen: database.databaseUrl === undefined ? undefined : neighboursOn(database.databaseUrl),
  });
  return {
    people,
    agenda,
    ballotBox,
    polls: pollServices,
    vote: polls.vote,
    questions,
    breakouts,
    bell,
    post,
    live,
    operatorKeys,
    doorkeeper: createDoorkeeper({ operatorKeys, people, events: agenda.directory, publicUrl }),
    // A table of the last migration: when it answers, the database is there and up to date.
    health: { closing: false, askDatabase: () => operatorKeys.isEmpty() },
    jobs: [
      mailWaitingLinks(people.signIns),
      forgetExpiredSignIns(people.signIns),
      forgetCancelledEntries(agenda.versions),
      runShows(agenda.show),
      forgetTopics(db),
      runPolls(polls),
      runBreakouts(breakouts.rounds),
      tidyDealings(breakouts.dealings),
      endBallotKeys(secrets),
      ...post.jobs,
    ],
    clock,
    publicUrl,
  };
}
