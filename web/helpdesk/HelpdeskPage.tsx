import { type ReactNode, useEffect, useId } from 'react';
import type { HelpDeskView } from '../../people/help/help-schema.ts';
import { faceAt } from '../clock-face.ts';
import { Empty, ProblemNotice } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { useAsOf, WrittenAt } from '../shell/use-live.ts';
import { type DeskRequest, deskOf, titleWith } from './desk.ts';
import { RequestRow } from './RequestRow.tsx';
import { useBell } from './use-bell.ts';
import { type DeskInUse, useDesk } from './use-desk.ts';

export interface HelpdeskPageState {
  readonly session: Session;
  readonly desk: HelpDeskView;
  /** UTC milliseconds of the server's clock when the page was written. */
  readonly at: number;
}

/** Who asks for help, as it happens, and what is done about it. */
export function HelpdeskPage({ state }: { readonly state: HelpdeskPageState }) {
  const { session } = state;
  return (
    <WrittenAt value={state.at}>
      <SignedInShell session={session} here={`/e/${session.event.slug}/helpdesk`}>
        <Desk state={state} />
      </SignedInShell>
    </WrittenAt>
  );
}

function Desk({ state: { session, desk: written } }: { readonly state: HelpdeskPageState }) {
  const { slug, name } = session.event;
  const inUse = useDesk(slug, written);
  const desk = deskOf(inUse.view);
  const waiting = desk.waiting.length;
  useEffect(() => {
    document.title = titleWith(waiting, name);
  }, [waiting, name]);
  return (
    <>
      <div className="desk-head">
        <h1 className="page-title">Helpdesk</h1>
        <Bell waiting={desk.waiting} />
      </div>
      <Age zone={session.event.timeZone} />
      <p className="desk-said" role="status" dir="auto">
        {inUse.said}
      </p>
      <ProblemNotice error={inUse.error} />
      <p className="visually-hidden" role="status">
        {waiting === 0
          ? 'Nobody waits for help.'
          : waiting === 1
            ? '1 person waits for help.'
            : `${waiting} people wait for help.`}
      </p>
      <Part title="Waiting" requests={desk.waiting} inUse={inUse} session={session}>
        <Empty title="Nobody waits for help.">
          <p>Whoever asks for help on their page appears here by itself, the longest waiting first.</p>
        </Empty>
      </Part>
      <Part title="Taken" requests={desk.taken} inUse={inUse} session={session}>
        <p className="desk-none">Nobody is being looked after.</p>
      </Part>
      <Part title="Solved" requests={desk.solved} inUse={inUse} session={session}>
        <p className="desk-none">Nothing has been solved yet.</p>
      </Part>
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly requests: readonly DeskRequest[];
  readonly inUse: DeskInUse;
  readonly session: Session;
  /** What stands there while there is none. */
  readonly children: ReactNode;
}

function Part({ title, requests, inUse, session, children }: PartProps) {
  const id = useId();
  return (
    <section className="section desk-part" aria-labelledby={id}>
      <h2 className="section-title" id={id}>
        {title} <span className="desk-count">{requests.length}</span>
      </h2>
      {requests.length === 0 ? (
        children
      ) : (
        <ol className="desk-list">
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} inUse={inUse} session={session} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Bell({ waiting }: { readonly waiting: readonly DeskRequest[] }) {
  const [isOn, flip] = useBell(waiting);
  return (
    <button type="button" className="plain-button flush-button scripted-only" aria-pressed={isOn} onClick={flip}>
      {isOn ? 'Turn the sound off' : 'Sound when somebody asks'}
    </button>
  );
}

/** While nothing is heard from the server: since when. */
function Age({ zone }: { readonly zone: string }) {
  const asOf = useAsOf();
  return (
    <p className="desk-age" role="status">
      {asOf !== null && `No word from the server. This is as of ${faceAt(asOf, zone).clock}.`}
    </p>
  );
}
