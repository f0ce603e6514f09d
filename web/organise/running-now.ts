/** What organisers see of the running day at a glance. Pure. */
import type { NowView } from '../../agenda/show/show-view.ts';
import { faceAt } from '../clock-face.ts';
import { runNow } from '../show/run-now.ts';
import { lateText, stepTitle } from '../show/show-words.ts';

export interface RunningNow {
  readonly day: number;
  /** `Running`, `Break`, `On hold`, `Lobby` */
  readonly word: string;
  /** `Keynote 2, until 14:31 · 6 min later than planned` */
  readonly text: string;
}

/** Null while no day is open. @param now UTC milliseconds. */
export function runningNow({ day }: NowView, now: number): RunningNow | null {
  if (!day) return null;
  const { moment, current, ahead, times, expected } = runNow(day.run, now);
  const clockOf = (at: number | undefined) => (at === undefined ? '' : faceAt(at, day.timeZone).clock);
  const [next] = ahead;
  const late = lateText(expected.lateMinutes);
  const of = { day: day.number };
  if (moment === 'closed' || moment === 'over') return null;
  if (moment === 'open') return { ...of, word: 'Lobby', text: `Day ${day.number} is about to start.` };
  if (!current) {
    const what = next ? `${stepTitle(next)} is next, at ${clockOf(times.get(next.id)?.start)}` : 'Nothing is ahead';
    return { ...of, word: 'Nothing is on', text: `${what} · ${late}` };
  }
  const word = moment === 'held' ? 'On hold' : moment === 'break' ? 'Break' : 'Running';
  const until = `until ${clockOf(expected.steps.find(({ id }) => id === current.id)?.end)}`;
  return { ...of, word, text: `${moment === 'break' ? '' : `${stepTitle(current)}, `}${until} · ${late}` };
}
