import { Button } from '@mantine/core';
import type { PartView, StepView } from '../../agenda/show/show-view.ts';
import { KindMark } from '../agenda/KindMark.tsx';
import { ShownTime } from '../show/times.tsx';
import { OnLine, type ShownRun } from './OnLine.tsx';
import { type ShownPart, shownParts } from './own-first.ts';

interface PartsProps {
  readonly slug: string;
  readonly run: ShownRun;
  /** The reader's own fields of expertise. */
  readonly tags: readonly string[];
  readonly step: StepView;
  /** Whether it runs; else it is what comes next, and may be joined already. */
  readonly isOn: boolean;
}

/** What is on, in each track, each with its way in. */
export function Parts({ slug, run, step, isOn, tags }: PartsProps) {
  const shown = shownParts(step, run.times, run.now, tags);
  const isMany = shown.length > 1;
  return (
    <>
      {isOn && <OnLine run={run} />}
      {isMany ? (
        <ul className="now-tracks">
          {shown.map((each) => (
            <li className="now-track" key={each.part.id}>
              <Track slug={slug} shown={each} isOn={isOn} />
            </li>
          ))}
        </ul>
      ) : (
        shown.map(({ part }) => (
          <div key={part.id}>
            {isOn && part.speakers.length > 0 && (
              <p className="now-speakers" dir="auto">
                {part.speakers.join(' · ')}
              </p>
            )}
            <Join slug={slug} {...part} isJoinable={part.joinable} isOn={isOn} />
            <Ask slug={slug} id={part.id} title={part.title} />
          </div>
        ))
      )}
    </>
  );
}

function Track({ slug, shown, isOn }: { readonly slug: string; readonly shown: ShownPart; readonly isOn: boolean }) {
  const { part, time, isOwn } = shown;
  return (
    <>
      <p className="now-track-name">
        <span dir="auto">{part.track}</span>
        {isOwn && <span className="now-own">for you</span>}
      </p>
      <h3 className="now-track-title" dir="auto">
        {part.title}
      </h3>
      <p className="now-track-facts">
        <KindMark kind={part.kind} />
        {time && isOn && (
          <span>
            until <ShownTime at={time.end} />
          </span>
        )}
      </p>
      <Join slug={slug} {...part} isJoinable={part.joinable} isOn={isOn} />
      <Ask slug={slug} id={part.id} title={part.title} />
    </>
  );
}

/** To the questions for it. */
function Ask({ slug, id, title }: Pick<JoinProps, 'slug' | 'id' | 'title'>) {
  return (
    <p className="now-ask">
      <a className="text-link tall-link" href={`/e/${slug}/ask?place=session:${id}`}>
        Ask a question<span className="visually-hidden">: {title}</span>
      </a>
    </p>
  );
}

interface JoinProps {
  readonly slug: string;
  readonly id: string;
  readonly title: string;
  readonly kind: PartView['kind'];
  readonly isJoinable: boolean;
  readonly isOn: boolean;
}

/** The one accent of the page. Where there is no link yet, that is said instead. */
function Join({ slug, id, title, kind, isJoinable, isOn }: JoinProps) {
  // One's room, below, has the way in.
  if (!isJoinable && kind === 'breakout') return null;
  if (!isJoinable) {
    return <p className="now-nolink">{isOn ? 'No link to join has been given for this session.' : ''}</p>;
  }
  return (
    <Button
      className="join-button"
      component="a"
      href={`/e/${slug}/session/${id}/join`}
      target="_blank"
      rel="noopener"
      variant={isOn ? 'filled' : 'outline'}
    >
      {isOn ? 'Join the session' : 'Join already'}
      <span className="visually-hidden">: {title} (opens in a new tab)</span>
    </Button>
  );
}
