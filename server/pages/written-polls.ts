/** What the participant's page is written with of polls: the papers, the counts that are shown, one's own votes. */
import type { EventRef } from '../../people/event-directory.ts';
import type { PollService } from '../../polls/poll-service.ts';
import type { WrittenPolls } from '../../web/participant/render.tsx';
import type { Person } from './signed-in-pages.ts';

export async function writtenPolls(polls: PollService, person: Person, event: EventRef): Promise<WrittenPolls> {
  const on = await polls.readOn(person, event);
  // Those of before are folded, and asked for when somebody unfolds them.
  const { splitPolls } = await import('../../web/participant/render.tsx');
  const shown = splitPolls(on.polls).here.filter(({ countsShown }) => countsShown);
  const results = await Promise.all(shown.map(({ id }) => polls.view(event, id)));
  const own = await polls.readOwnBallots(person, event);
  return { on, results: results.filter((view) => view !== undefined), own };
}
