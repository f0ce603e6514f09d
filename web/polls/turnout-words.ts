/** Who has voted, in words: the same on every page. Pure. */
import type { PollLineView, PollView } from '../../polls/view.ts';

/** As far as it is known when a round is over. */
type Turnout = Pick<PollView, 'turnout' | 'entitled' | 'present'>;
type Line = Pick<PollLineView, 'state' | 'round' | 'turnout' | 'entitled'>;

/** `39 %`; `0 %` of nobody. Only all are 100 and only none are 0: what is nearly so is told as 99 or 1. */
export function percent(count: number, whole: number): string {
  if (whole === 0) return '0 %';
  const rounded = Math.round((100 * count) / whole);
  if (count > 0 && rounded === 0) return '1 %';
  return `${rounded === 100 && count < whole ? 99 : rounded} %`;
}

/** `70 % of 87 registered, 85 % of 72 present`; as far as these are known and can be, else the empty text. */
export function sharesText({ turnout, entitled, present }: Turnout): string {
  const shares = [shareOf(turnout, entitled, 'registered'), shareOf(turnout, present, 'present')];
  return shares.filter((share) => share !== '').join(', ');
}

/** `61 voted: 70 % of 87 registered, 85 % of 72 present` */
export function turnoutShares(of: Turnout): string {
  const shares = sharesText(of);
  return `${of.turnout} voted${shares === '' ? '' : `: ${shares}`}`;
}

/** Of those present more may have voted, as some had left. */
function shareOf(turnout: number, whole: number | null, name: string): string {
  return whole === null || whole === 0 || turnout > whole ? '' : `${percent(turnout, whole)} of ${whole} ${name}`;
}

/**
 * `61 of 104 voted (59 %)`, and while it is open `61 of 87 here have voted, 104 registered`, as far as it is known;
 * empty before the first round.
 * @param here people with a page open; null where that is not known.
 */
export function turnoutText({ state, round, turnout, entitled }: Line, here: number | null): string {
  if (round === 0) return '';
  if (state === 'open' && here !== null) return hereText(turnout, here, entitled);
  if (entitled === null) return `${turnout} voted`;
  return `${turnout} of ${entitled} voted${entitled > 0 ? ` (${percent(turnout, entitled)})` : ''}`;
}

/** Whoever votes and leaves is counted as one that voted. */
function hereText(turnout: number, here: number, entitled: number | null): string {
  const registered = entitled === null ? '' : `, ${entitled} registered`;
  return turnout <= here
    ? `${turnout} of ${here} here have voted${registered}`
    : `${turnout} have voted, ${here} are here${registered}`;
}
