import type { ReactNode } from 'react';
import type { StepView } from '../../agenda/show/show-view.ts';
import { latenessInWords } from '../../agenda/show/words.ts';
import { faceAt } from '../clock-face.ts';
import { stepTitle } from '../show/show-words.ts';
import { endText } from './chair-words.ts';
import { dayTone, type Picture } from './picture.ts';

export interface FactsProps {
  readonly picture: Picture;
  readonly zone: string;
}

/** What is on, what is next, how late the day is and when it ends. */
export function Facts({ picture, zone }: FactsProps) {
  const { current, next, expected, moment, laid } = picture;
  const isOver = moment === 'over';
  const late = lateText(picture);
  return (
    <dl className="facts">
      {!isOver && (
        <>
          <Fact name="Now">
            {current ? <Entry step={current} /> : <span className="fact-none">{nothingOn(moment)}</span>}
          </Fact>
          <Fact name="Next">
            {next ? (
              <>
                <span className="fact-time">{clockOf(laid.get(next.id)?.start, zone)}</span> <Entry step={next} />
              </>
            ) : (
              <span className="fact-none">Nothing is ahead.</span>
            )}
          </Fact>
        </>
      )}
      <Fact name="The day" {...(late !== 'not begun' && { tone: dayTone(expected) })}>
        <strong>{late}</strong>
      </Fact>
      <Fact name="End" tone={expected.overMinutes > 0 ? 'wrong' : 'good'}>
        <strong>{endText(expected, zone, isOver)}</strong>
      </Fact>
    </dl>
  );
}

const nothingOn = (moment: Picture['moment']): string =>
  moment === 'between' ? 'Nothing is on.' : 'The day has not begun.';

function lateText({ moment, expected, run }: Picture): string {
  if (moment === 'over') return latenessInWords(expected.lateMinutes).replace('on time', 'over, on time');
  return run.startedAt === null && expected.lateMinutes === 0 ? 'not begun' : latenessInWords(expected.lateMinutes);
}

const clockOf = (at: number | undefined, zone: string): string => (at === undefined ? '' : faceAt(at, zone).clock);

function Entry({ step }: { readonly step: StepView }) {
  return (
    <span className="fact-entry" dir="auto" title={stepTitle(step)}>
      {stepTitle(step)}
    </span>
  );
}

interface FactProps {
  readonly name: string;
  readonly tone?: string;
  readonly children: ReactNode;
}

function Fact({ name, tone, children }: FactProps) {
  return (
    <div className="fact" data-tone={tone}>
      <dt>{name}</dt>
      <dd>
        {tone && <ToneMark tone={tone} />}
        {children}
      </dd>
    </div>
  );
}

/** A shape of its own for each, beside the words. */
function ToneMark({ tone }: { readonly tone: string }) {
  const path = { good: 'M2 6.5l3 3 5-6', late: 'M6 2v5M6 8.5v2', wrong: 'M6 1l5 10H1z' }[tone];
  return (
    <svg className="tone-mark" viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">
      <path d={path} fill={tone === 'wrong' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
