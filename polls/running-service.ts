/** What organisers and chairs do with polls by hand. */
import type { AuditAction } from '../people/audit/audit.ts';
import { changeNamed, refuseStale, store } from './change-service.ts';
import { obey } from './life.ts';
import type { PollNeeds } from './needs.ts';
import type { PollOf } from './poll-service.ts';
import { findPoll } from './poll-store.ts';
import { demand, demandCommand } from './rights.ts';
import type { PollCommand } from './schema.ts';
import { withKey } from './sealed-opening-service.ts';
import type { PollStaffView } from './view.ts';
import { staffView } from './viewing-service.ts';

const ACTIONS: Readonly<Record<PollCommand['do'], AuditAction>> = {
  ready: 'poll-changed',
  draft: 'poll-changed',
  open: 'poll-opened',
  reopen: 'poll-opened',
  close: 'poll-closed',
  show: 'poll-shown',
  'show-answer': 'poll-shown',
  hide: 'poll-shown',
  archive: 'poll-archived',
  restore: 'poll-archived',
};

/** @throws AppError as `PollService.command`. */
export async function command(needs: PollNeeds, of: PollOf, wanted: PollCommand): Promise<PollStaffView> {
  const { actor, event } = of;
  demand(actor, 'run-polls', event);
  const asked = await findPoll(needs.db, event.id, of.poll);
  const opens = wanted.do === 'open' || wanted.do === 'reopen';
  return await withKey(needs, opens ? asked : undefined, (sealed) =>
    changeNamed(needs, of, async (at, touched) => {
      const { poll, round, now, tx } = at;
      demandCommand(actor, event, poll.content, wanted);
      refuseStale(of, poll);
      const obeyed = obey(poll, round, wanted, now);
      const deed = { actor, action: ACTIONS[wanted.do], details: { command: wanted.do } };
      const stored = await store(needs, at, opens ? sealed(obeyed) : obeyed, deed);
      touched(stored.topics);
      return await staffView(tx, stored.poll);
    }),
  );
}
