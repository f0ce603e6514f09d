/** The polls room as the rest of the process is handed it. */
import { rememberedBoards } from './board-service.ts';
import { change, create, move, remove } from './editing-service.ts';
import { createPollImports, type PollImportService } from './import/import-service.ts';
import type { PollNeeds } from './needs.ts';
import { listOwnBallots } from './own-ballots-store.ts';
import type { PollService } from './poll-service.ts';
import { createResultsService, type ResultsService } from './results/results-service.ts';
import { demand } from './rights.ts';
import { command } from './running-service.ts';
import { createTicking } from './ticking-service.ts';
import { linesOf, onOf, readOwnBallots, readPoll, readView, staffOf, viewOf } from './viewing-service.ts';
import { createVoting } from './voting-service.ts';

export interface PollServices {
  readonly polls: PollService;
  readonly results: ResultsService;
  readonly imports: PollImportService;
  /** What somebody voted, for what they take along. */
  readonly ownBallots: typeof listOwnBallots;
  /** Resolves when no ballot is under way. */
  readonly settled: () => Promise<void>;
}

export function createPollServices(needs: PollNeeds): PollServices {
  return {
    polls: createPollService(needs),
    results: createResultsService(needs),
    imports: createPollImports(needs),
    ownBallots: listOwnBallots,
    settled: () => needs.box.settled(),
  };
}

function createPollService(needs: PollNeeds): PollService {
  const showBoard = rememberedBoards(needs);
  return {
    on: (event) => onOf(needs, event),
    view: (event, poll) => viewOf(needs, event, poll),
    lines: (event) => linesOf(needs, event),
    staffView: (event, poll) => staffOf(needs, event, poll),
    readOn: async (actor, event) => {
      demand(actor, 'follow-polls', event);
      return await onOf(needs, event);
    },
    readView: (actor, event, poll) => readView(needs, showBoard, actor, event, poll),
    readLines: async (actor, event) => {
      demand(actor, 'list-polls', event);
      return await linesOf(needs, event);
    },
    readPoll: (actor, event, poll) => readPoll(needs, actor, event, poll),
    readOwnBallots: (actor, event) => readOwnBallots(needs, actor, event),
    create: (actor, event, content) => create(needs, actor, event, content),
    change: (of, content) => change(needs, of, content),
    move: (of, position) => move(needs, of, position),
    remove: (of) => remove(needs, of),
    command: (of, wanted) => command(needs, of, wanted),
    vote: createVoting(needs),
    ...createTicking(needs),
  };
}
