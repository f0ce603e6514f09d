import { Button } from '@mantine/core';
import { faceAt } from '../clock-face.ts';
import type { Session } from '../shell/session.ts';
import { useServerNow } from '../shell/use-live.ts';
import { agoText, type DeskRequest, isTakenBy } from './desk.ts';
import type { DeskInUse } from './use-desk.ts';

export interface RequestRowProps {
  readonly request: DeskRequest;
  readonly inUse: DeskInUse;
  readonly session: Session;
}

/** One request: since when, who asks, what they say, and what to do about it. */
export function RequestRow({ request, inUse, session }: RequestRowProps) {
  const { state, text } = request;
  return (
    <li className="desk-row" data-state={state}>
      <Since request={request} zone={session.event.timeZone} />
      <div className="desk-who">
        <Asker request={request} slug={session.event.slug} />
        <p className="desk-text" dir="auto" data-silent={text === '' || undefined}>
          {text === '' ? 'Did not say what is wrong.' : text}
        </p>
      </div>
      {state !== 'solved' && (
        <Actions request={request} inUse={inUse} isMine={isTakenBy(request, session.me?.participantId ?? null)} />
      )}
    </li>
  );
}

/** How long somebody waits is what the desk has to know; the clock beside it is for telling others. */
function Since({ request, zone }: { readonly request: DeskRequest; readonly zone: string }) {
  const now = useServerNow(10_000);
  const { state, createdAt, takenAt, takenBy, solvedAt } = request;
  const since = state === 'solved' ? (solvedAt ?? createdAt) : state === 'taken' ? (takenAt ?? createdAt) : createdAt;
  return (
    <div className="desk-since">
      <p className="desk-ago">{agoText(since, now)}</p>
      <p className="desk-clock">
        {state === 'waiting' ? 'since ' : ''}
        <time dateTime={since}>{faceAt(Date.parse(since), zone).clock}</time>
      </p>
      {takenBy !== null && (
        <p className="desk-by" dir="auto">
          by <bdi>{takenBy}</bdi>
        </p>
      )}
    </div>
  );
}

function Asker({ request, slug }: { readonly request: DeskRequest; readonly slug: string }) {
  const { participantId, name, email, organisation } = request;
  return (
    <p className="desk-asker">
      <a className="desk-name" href={`/e/${slug}/organise/people?person=${participantId}`}>
        <bdi>{name}</bdi>
      </a>
      {organisation !== null && <bdi className="desk-organisation">{organisation}</bdi>}
      {email !== null && (
        <a className="text-link desk-mail" href={`mailto:${email}`}>
          {email}
        </a>
      )}
    </p>
  );
}

interface ActionsProps {
  readonly request: DeskRequest;
  readonly inUse: DeskInUse;
  /** Whether the reader looks after it already. */
  readonly isMine: boolean;
}

function Actions({ request, inUse, isMine }: ActionsProps) {
  const { state, name, email } = request;
  const isBusy = inUse.busy === request.id;
  const of = <span className="visually-hidden"> {name}</span>;
  return (
    <div className="buttons desk-actions">
      {state === 'waiting' && (
        <Button disabled={isBusy} onClick={() => inUse.answer(request, 'taking')}>
          Take{of}
        </Button>
      )}
      <Button
        {...(state === 'waiting' && { variant: 'default' })}
        disabled={isBusy}
        onClick={() => inUse.answer(request, 'solution')}
      >
        Solved{of}
      </Button>
      {state === 'taken' && !isMine && (
        <Button variant="default" disabled={isBusy} onClick={() => inUse.answer(request, 'taking')}>
          Take over{of}
        </Button>
      )}
      {email !== null && (
        <button type="button" className="plain-button" disabled={isBusy} onClick={() => inUse.sendLink(request)}>
          Send sign-in link{of}
        </button>
      )}
    </div>
  );
}
