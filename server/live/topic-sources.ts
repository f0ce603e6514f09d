/** Where the topics' states are read: the services of the rooms. */
import type { AgendaServices } from '../../agenda/service.ts';
import type { RoundService } from '../../breakouts/breakout-service.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { PeopleServices } from '../../people/service.ts';
import type { PollService } from '../../polls/poll-service.ts';
import type { QuestionService } from '../../questions/question-service.ts';
import { asPlanned } from './agenda-state.ts';
import type { TopicSources } from './topics.ts';

export interface SourceRooms {
  readonly agenda: Pick<AgendaServices, 'published' | 'directory' | 'show'>;
  readonly people: Pick<PeopleServices, 'help'>;
  readonly polls: Pick<PollService, 'on' | 'view' | 'lines' | 'staffView'>;
  readonly questions: Pick<QuestionService, 'at' | 'queue' | 'own'>;
  readonly rounds: Pick<RoundService, 'rounds' | 'staffRounds' | 'roomAudience' | 'room' | 'names'>;
}

/** All but how many are here, which the hub knows itself. */
export function topicSources(from: SourceRooms): Omit<TopicSources, 'presence'> {
  const { agenda, people, polls, questions, rounds } = from;
  const { show } = agenda;
  return {
    now: (event) => show.now(event),
    console: (event, day) => show.console(event, day),
    banners: (event, audience) => show.banners(event, audience),
    agenda: (event) => plannedAgenda(agenda, event),
    ownHelp: (event, participantId) => people.help.own(event, participantId),
    helpDesk: (event) => people.help.desk(event),
    polls: (event) => polls.on(event),
    poll: (event, id) => polls.view(event, id),
    pollLines: (event) => polls.lines(event),
    pollOfStaff: (event, id) => polls.staffView(event, id),
    questions: (event, place) => questions.at(event, place),
    questionQueue: (event, place) => questions.queue(event, place),
    ownQuestions: (event, participantId) => questions.own(event, participantId),
    rounds: (event) => rounds.rounds(event),
    roundsOfStaff: (event) => rounds.staffRounds(event),
    breakoutRoomAudience: (event, round, room) => rounds.roomAudience(event, round, room),
    breakoutRoom: (event, round, room) => rounds.room(event, round, room),
    breakoutNames: (event, round) => rounds.names(event, round),
  };
}

/** The event's slug is read anew: that it has changed may be the very change. */
async function plannedAgenda({ published, directory }: SourceRooms['agenda'], { id }: EventRef): Promise<unknown> {
  const event = await directory.findById(id);
  const found = event && (await published.getStored(event.slug));
  return found && asPlanned(found.agenda);
}
