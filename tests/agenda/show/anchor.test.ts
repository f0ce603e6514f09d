import { describe, expect, it } from 'vitest';
import { anchorAt } from '../../../agenda/show/anchor.ts';
import type { Run } from '../../../agenda/show/run.ts';
import { formatClock } from '../../../kernel/time.ts';
import { at, breakNumber, type Press, pressed, published, sampleDay } from './days.ts';

const day = published(sampleDay(1));
const first = day.run.steps[0]?.id ?? '';
const last = day.run.steps.at(-1)?.id ?? '';

/** `STATUS START-END resumes TIME`, with `resumed` where it has. */
function anchor(run: Run, entry: string, clock: string): string {
  const found = anchorAt(run, entry, at(clock));
  if (!found) return 'none';
  const time = (when: Parameters<typeof formatClock>[0]) => formatClock(when, day.day.timeZone);
  const resumes = `resumes ${time(found.resumesAt)}${found.resumed ? ' resumed' : ''}`;
  return `${found.status} ${time(found.startsAt)}-${time(found.endsAt)} ${resumes}`;
}

const presses = (...all: Press[]) => pressed(day.run, ...all);

describe('an entry on which something hangs', () => {
  const pause = breakNumber(day, 1);

  it('is where the plan has it before the day, and where the ripple has it after', () => {
    expect(anchor(day.run, pause, '11:00')).toBe('ahead 12:45-13:00 resumes 13:00');
    expect(anchor(presses(['12:10', 'next']), pause, '12:11')).toBe('ahead 12:55-13:00 resumes 13:00');
  });

  it('has resumed when what follows has begun, and not when it has ended itself', () => {
    const begun = presses(['12:00', 'next']);
    expect(anchor(begun, first, '12:05')).toBe('running 12:00-12:15 resumes 12:15');
    const ended = presses(['12:00', 'next'], ['12:14', 'end']);
    expect(anchor(ended, first, '12:14')).toBe('done 12:00-12:14 resumes 12:15');
    const resumed = presses(['12:00', 'next'], ['12:14', 'end'], ['12:20', 'next']);
    expect(anchor(resumed, first, '12:30')).toBe('done 12:00-12:14 resumes 12:20 resumed');
  });

  it('looks past what is skipped, and stands as planned where it was skipped itself', () => {
    const second = day.run.steps[1]?.id ?? '';
    const skipped = presses(['12:00', 'next'], ['12:05', { do: 'skip', entry: second }]);
    expect(anchor(skipped, second, '12:06').split('-')[0]).toBe('skipped 12:15');
    expect(anchor(skipped, first, '12:06')).toBe('running 12:00-12:15 resumes 12:45');
    expect(anchor(pressed(skipped, ['12:15', 'next']), first, '12:16')).toBe('done 12:00-12:15 resumes 12:15 resumed');
  });

  it('resumes at its own end where nothing follows, once that is over', () => {
    expect(anchor(day.run, last, '11:00')).toBe('ahead 15:35-15:40 resumes 15:40');
    const before = day.run.steps.map((step) => (step.id === last ? step : { ...step, status: 'skipped' as const }));
    const running = pressed({ ...day.run, steps: before }, ['15:36', 'next']);
    expect(anchor(running, last, '15:37')).toBe('running 15:36-15:41 resumes 15:41');
    const over = pressed(running, ['15:40', 'end-day']);
    expect(anchor(over, last, '15:50')).toBe('done 15:36-15:40 resumes 15:40 resumed');
  });

  it('is found by each track that runs beside others, at its own time', () => {
    const [step, ...others] = day.run.steps;
    if (!step) throw new Error('the day has steps');
    const parts = [step.parts[0], { ...step.parts[0], id: 'beside', offset: 5, minutes: 5 }] as const;
    const run = { ...day.run, steps: [{ ...step, parts: [...parts] as never }, ...others] };
    expect(anchor(run, 'beside', '11:00')).toBe('ahead 12:05-12:10 resumes 12:15');
    expect(anchor(run, 'nothing', '11:00')).toBe('none');
  });
});
