import { useContext } from 'react';
import type { PaperView } from '../../../polls/view.ts';
import { Notice } from '../../shell/Notice.tsx';
import { ShownZones, zonesAt } from '../../show/times.tsx';
import { refusalText } from './poll-words.ts';
import { useFate, useIsOfEarlierRound, useOwnBallot } from './use-ballots.ts';

/** What became of one's vote: said only after the server did, and read out politely. */
export function VoteState({ paper, now }: { readonly paper: PaperView; readonly now: number }) {
  const fate = useFate(paper.id, paper.round);
  const own = useOwnBallot(paper.id, paper.round);
  const isLate = useIsOfEarlierRound(paper.id, paper.round);
  const zones = useContext(ShownZones);
  const refused = fate?.is === 'refused' ? fate.code : isLate && !own ? 'other-round' : null;
  return (
    <>
      <div className="poll-fate" role="status">
        {fate?.is === 'sending' && (
          <p>
            Sending your vote
            {fate.isSlow && '. Keep this page open: it is sent as soon as the server answers.'}
          </p>
        )}
        {fate?.is !== 'sending' && own && (
          <p className="poll-in">
            <svg className="poll-in-mark" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor">
              <circle cx="12" cy="12" r="10" strokeWidth="2" />
              <path d="M7.5 12.5l3 3 6-7" strokeWidth="2" />
            </svg>
            Your vote is in.
          </p>
        )}
      </div>
      {refused && <Notice tone="wrong" title={refusalText(refused, paper, now, zonesAt(now, zones).first)} />}
    </>
  );
}
