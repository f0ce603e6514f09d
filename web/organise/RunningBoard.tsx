import type { NowView } from '../../agenda/show/show-view.ts';
import { useServerNow, useTopic } from '../shell/use-live.ts';
import { chairAddress } from './addresses.ts';
import { runningNow } from './running-now.ts';

/** The day that runs, and the way to its controls; nothing while none does. */
export function RunningBoard({ slug, written }: { readonly slug: string; readonly written: NowView }) {
  const { state } = useTopic<NowView>('now', written);
  const running = runningNow(state ?? written, useServerNow(1000));
  if (!running) return null;
  return (
    <p className="running-board">
      <span className="running-word">
        Day {running.day} · {running.word}
      </span>
      <span className="running-text" dir="auto">
        {running.text}
      </span>
      <a className="text-link tall-link" href={chairAddress(slug, running.day)}>
        The chair’s page
      </a>
    </p>
  );
}
