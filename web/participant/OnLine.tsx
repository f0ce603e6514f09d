import { Countdown } from '../show/Countdown.tsx';
import type { RunNow } from '../show/run-now.ts';
import { lateText } from '../show/show-words.ts';
import { ShownTime } from '../show/times.tsx';

/** The day at a moment, in UTC milliseconds. */
export type ShownRun = RunNow & { readonly now: number };

/** `until 14:20 · 12:34 left · 6 min later than planned`, or since when it is paused. */
export function OnLine({ run }: { readonly run: ShownRun }) {
  const { left, current } = run;
  const end = Math.max(...(current?.parts ?? []).map(({ id }) => run.times.get(id)?.end ?? 0));
  const { heldSince } = run.run;
  return (
    <>
      {heldSince !== null && (
        <p className="now-line now-held">
          Paused by the chair since <ShownTime at={heldSince} />. The clock stands still.
        </p>
      )}
      <p className="now-line">
        {left !== null && left < 0 ? (
          <>over its time by </>
        ) : (
          <>
            until <ShownTime at={end} /> ·{' '}
          </>
        )}
        {left !== null && (
          <span className="now-left">
            <Countdown left={left < 0 ? -left : left} name={left < 0 ? 'Over by' : 'Time left'} />
            {left >= 0 && ' left'}
          </span>
        )}
      </p>
      <Lateness run={run} />
    </>
  );
}

export function Lateness({ run }: { readonly run: ShownRun }) {
  const { lateMinutes } = run.expected;
  if (lateMinutes === 0) return null;
  return (
    <p className="now-late" data-late={lateMinutes > 0 || undefined}>
      {lateText(lateMinutes)}
    </p>
  );
}
