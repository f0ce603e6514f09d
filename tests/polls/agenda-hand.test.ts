import { describe, expect, test } from 'vitest';
import type { Anchor } from '../../agenda/show/anchor.ts';
import { addMinutes, instant } from '../../kernel/time.ts';
import { lookAt } from '../../polls/agenda-hand.ts';
import { GRACE, type Round } from '../../polls/poll.ts';
import { ENTRY, NOON, openPoll, opinion, pollOf } from './contents.ts';

const minutes = (count: number) => addMinutes(NOON, count);
const later = (milliseconds: number) => instant(NOON + milliseconds);
const NOTHING = { step: null, closesAt: null, dueAt: null };

const tied = opinion({ entry: ENTRY });
/** A break from noon for 20 minutes. */
const running: Anchor = {
  status: 'running',
  startsAt: NOON,
  endsAt: minutes(20),
  resumesAt: minutes(20),
  resumed: false,
};
const ahead: Anchor = { ...running, status: 'ahead' };
const over: Anchor = { ...running, status: 'done', resumed: true };
const skipped: Anchor = { ...running, status: 'skipped' };

/** Opened by the agenda at noon. */
function opened(content = tied, given: Partial<Round> = {}) {
  const { poll, round } = openPoll(content, { closesAt: minutes(22), ...given });
  return { poll: { ...poll, openedByAgenda: true }, round };
}

function lookOpen({ poll, round }: ReturnType<typeof openPoll>, anchor: Anchor | undefined, now = NOON) {
  return lookAt(poll, round, anchor, now);
}

describe('a poll that is ready', () => {
  test('opens when its entry runs, with the closing time that is expected', () => {
    expect(lookAt(pollOf(tied), undefined, ahead, NOON)).toEqual(NOTHING);
    expect(lookAt(pollOf(tied), undefined, running, NOON)).toEqual({
      step: 'open',
      closesAt: minutes(22),
      dueAt: null,
    });
  });

  test('opens late where nothing ran, as long as its time is not over', () => {
    const look = (now: number) => lookAt(pollOf(tied), undefined, over, minutes(now)).step;
    expect([21, 22].map(look)).toEqual(['open', null]);
  });

  test('does not open after its entry where it closes by hand', () => {
    const byHand = pollOf(opinion({ entry: ENTRY, closes: { how: 'by-hand' } }));
    expect(lookAt(byHand, undefined, running, NOON)).toEqual({ step: 'open', closesAt: null, dueAt: null });
    expect(lookAt(byHand, undefined, { ...over, resumed: false }, minutes(20))).toEqual(NOTHING);
  });

  test('does not open where a chair is to, where it was opened before, or where its entry was skipped or is gone', () => {
    const byChair = pollOf(opinion({ entry: ENTRY, opens: 'chair' }));
    expect(lookAt(byChair, undefined, running, NOON)).toEqual(NOTHING);
    expect(lookAt(pollOf(tied, { openedByAgenda: true }), undefined, running, NOON)).toEqual(NOTHING);
    expect(lookAt(pollOf(tied, { round: 1 }), undefined, running, NOON)).toEqual(NOTHING);
    expect(lookAt(pollOf(tied), undefined, skipped, minutes(1))).toEqual(NOTHING);
    expect(lookAt(pollOf(tied), undefined, undefined, NOON)).toEqual(NOTHING);
  });

  test('has the limit in seconds for a closing time where that comes first', () => {
    const quick = pollOf(opinion({ entry: ENTRY, seconds: 30 }));
    expect(lookAt(quick, undefined, running, NOON).closesAt).toBe(later(30_000));
    const long = pollOf(opinion({ entry: ENTRY, seconds: 3600 }));
    expect(lookAt(long, undefined, running, NOON).closesAt).toBe(minutes(22));
  });

  test.each(['draft', 'archived', 'closing'] as const)('and is %s is left alone', (state) => {
    expect(lookAt(pollOf(tied, { state }), undefined, running, NOON)).toEqual(NOTHING);
  });
});

describe('a poll that is open', () => {
  test('closes two seconds after its closing time, and not a millisecond before', () => {
    const closesAt = minutes(22);
    const last = instant(closesAt + GRACE);
    expect(lookOpen(opened(), over, instant(last - 1))).toEqual({ step: null, closesAt, dueAt: last });
    expect(lookOpen(opened(), over, last)).toEqual({ step: 'close', closesAt, dueAt: null });
  });

  test('follows what is expected of the day', () => {
    const late: Anchor = { ...running, endsAt: minutes(30), resumesAt: minutes(31) };
    expect(lookOpen(opened(), late).closesAt).toBe(minutes(33));
    const early: Anchor = { ...over, endsAt: minutes(5), resumesAt: minutes(5) };
    expect(lookOpen(opened(), early, minutes(5)).closesAt).toBe(minutes(7));
  });

  test('closes before the end of its entry where it says so, at once where the ripple has moved that into the past', () => {
    const content = opinion({ entry: ENTRY, closes: { how: 'before-end', minutes: 5 } });
    const at = opened(content, { closesAt: minutes(15) });
    expect(lookOpen(at, running).closesAt).toBe(minutes(15));
    const cut: Anchor = { ...running, endsAt: minutes(4), resumesAt: minutes(4) };
    expect(lookOpen(at, cut, minutes(3))).toEqual({ step: 'close', closesAt: minutes(-1), dueAt: null });
  });

  test('closes at its limit in seconds at the latest', () => {
    const content = opinion({ entry: ENTRY, seconds: 30 });
    expect(lookOpen(opened(content, { closesAt: later(30_000) }), running).closesAt).toBe(later(30_000));
  });

  test('keeps to its last closing time when its entry is skipped or gone', () => {
    expect(lookOpen(opened(), skipped).closesAt).toBe(minutes(22));
    expect(lookOpen(opened(), undefined).closesAt).toBe(minutes(22));
  });

  test('has no closing time from an entry whose time was over when somebody opened it by hand', () => {
    const { poll, round } = openPoll(tied, { openedAt: minutes(40) });
    expect(lookAt(poll, round, over, minutes(40))).toEqual(NOTHING);
    const limited = openPoll(opinion({ entry: ENTRY, seconds: 60 }), { openedAt: minutes(40), closesAt: minutes(41) });
    expect(lookAt(limited.poll, limited.round, over, minutes(40)).closesAt).toBe(minutes(41));
  });

  test('takes its closing time from its entry also when it was opened by hand before that', () => {
    const { poll, round } = openPoll(tied, { openedAt: minutes(-30) });
    expect(lookAt(poll, round, ahead, minutes(-30)).closesAt).toBe(minutes(22));
  });

  test('stays closed by hand, whatever the day does', () => {
    const at = opened(tied, { closedByHand: true, closesAt: minutes(3) });
    expect(lookOpen(at, running, minutes(3))).toEqual({
      step: null,
      closesAt: minutes(3),
      dueAt: instant(minutes(3) + GRACE),
    });
    expect(lookOpen(at, { ...running, resumesAt: minutes(50) }, minutes(4)).step).toBe('close');
  });

  test('and hangs on nothing closes by hand or at its limit alone', () => {
    expect(lookOpen(openPoll(opinion()), undefined)).toEqual(NOTHING);
    expect(lookOpen(openPoll(opinion({ seconds: 10 })), undefined).closesAt).toBe(later(10_000));
  });
});

describe('a poll that is closed', () => {
  const closed = (given: Partial<Round> = {}, content = tied) => {
    const { poll, round } = opened(content, given);
    return { poll: { ...poll, state: 'closed' as const }, round };
  };

  test('shows its counts at the resumption, or at once where that has been', () => {
    expect(lookOpen(closed(), { ...running, status: 'done' }).step).toBeNull();
    expect(lookOpen(closed(), over).step).toBe('show');
  });

  test('does not show again what was shown and hidden', () => {
    expect(lookOpen(closed({ shownAt: NOON }), over).step).toBeNull();
  });

  test('leaves showing to the chair where it says so, and where its entry was skipped or is gone', () => {
    expect(lookOpen(closed({}, opinion({ entry: ENTRY, shows: 'chair' })), over).step).toBeNull();
    expect(lookOpen(closed(), { ...skipped, resumed: true }).step).toBeNull();
    expect(lookOpen(closed(), undefined).step).toBeNull();
  });

  test('and shown has nothing more to wait for', () => {
    const { poll, round } = closed({ shownAt: NOON });
    expect(lookAt({ ...poll, state: 'shown' }, round, over, NOON)).toEqual({ ...NOTHING, closesAt: minutes(22) });
  });
});
