/**
 * A process that holds a database and the ballot box on it and nothing else, so that it is there soon: it is killed
 * often. Its parent sends ballots and is told the receipts.
 */
import { createBallotBox } from '../../polls/ballot-box/box-service.ts';
import type { Ballot, BallotBox, Receipt } from '../../polls/ballot-box.ts';
import { openDatabase } from '../../server/database.ts';
import { topicToucher } from '../../server/live/topic-store.ts';

export interface KeeperOpens {
  readonly dataDir: string;
  /** As no box may: receipts go before the ballots are on the disk. */
  readonly acknowledgeFirst: boolean;
}

export type ToKeeper = { readonly open: KeeperOpens } | { readonly ballots: readonly Ballot[] };
export type FromKeeper = 'open' | { readonly clientId: string; readonly receipt: Receipt | 'failed' };

let box: BallotBox | undefined;

process.on('message', (message: ToKeeper) => {
  if ('open' in message) void open(message.open).then(() => tell('open'));
  else for (const ballot of message.ballots) void cast(ballot);
});
process.on('disconnect', () => process.exit(0));

async function open({ dataDir, acknowledgeFirst }: KeeperOpens): Promise<void> {
  const { db, engine } = await openDatabase({ dataDir });
  const whole = createBallotBox({ db, engine, touch: topicToucher(engine), announce: () => {} });
  box = acknowledgeFirst ? acknowledging(whole) : whole;
}

function acknowledging(whole: BallotBox): BallotBox {
  const cast = (ballot: Ballot): Promise<Receipt> => {
    void whole.cast(ballot);
    return Promise.resolve('counted');
  };
  return { cast, settled: () => whole.settled() };
}

async function cast(ballot: Ballot): Promise<void> {
  const receipt = await box?.cast(ballot).catch(() => 'failed' as const);
  tell({ clientId: ballot.clientId, receipt: receipt ?? 'failed' });
}

function tell(message: FromKeeper): void {
  process.send?.(message);
}
