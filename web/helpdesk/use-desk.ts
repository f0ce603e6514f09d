/** The helpdesk's requests as they change, and what is done with them. */
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { HelpDeskView } from '../../people/help/help-schema.ts';
import { call, ProblemError } from '../shell/api.ts';
import { useTopic } from '../shell/use-live.ts';
import type { DeskRequest } from './desk.ts';

export type Answer = 'taking' | 'solution';

export interface DeskInUse {
  readonly view: HelpDeskView;
  /** What became of the last press, for the reader; empty before the first. */
  readonly said: string;
  readonly error: unknown;
  /** Of which request an answer is on its way. */
  readonly busy: string | null;
  readonly answer: (request: DeskRequest, how: Answer) => void;
  readonly sendLink: (request: DeskRequest) => void;
}

interface Press {
  readonly request: DeskRequest;
  readonly how: Answer | 'link';
}

export function useDesk(slug: string, written: HelpDeskView): DeskInUse {
  const { state } = useTopic<HelpDeskView>('help', written);
  const heard = state ?? written;
  const latest = useRef(heard);
  latest.current = heard;
  // What an answer brought counts until the socket has something newer.
  const [brought, setBrought] = useState<{ readonly view: HelpDeskView; readonly over: HelpDeskView } | null>(null);
  const [said, say] = useState('');
  const press = useMutation({
    mutationFn: (pressed: Press) => send(slug, pressed),
    onMutate: () => say(''),
    onSuccess: (view, { request, how }) => {
      if (view) setBrought({ view, over: latest.current });
      say(doneText(request, how));
    },
    onError: async (error) => {
      if (!isTooLate(error)) return;
      const view = await call<HelpDeskView>(`/api/events/${slug}/help`).catch(() => null);
      if (view) setBrought({ view, over: latest.current });
    },
  });
  return {
    view: brought && brought.over === heard ? brought.view : heard,
    said: isTooLate(press.error) ? lateText(press.error, press.variables?.request) : said,
    error: isTooLate(press.error) ? null : press.error,
    busy: press.isPending ? press.variables.request.id : null,
    answer: (request, how) => press.mutate({ request, how }),
    sendLink: (request) => press.mutate({ request, how: 'link' }),
  };
}

async function send(slug: string, { request, how }: Press): Promise<HelpDeskView | undefined> {
  const api = `/api/events/${slug}`;
  if (how === 'link') return await call(`${api}/people/${request.participantId}/link`, { method: 'POST' });
  return await call(`${api}/help/${request.id}/${how}`, { method: 'POST', revision: request.revision });
}

function doneText({ name, email }: DeskRequest, how: Press['how']): string {
  if (how === 'link') return `A link to sign in is on its way to ${email}.`;
  return how === 'taking' ? `You look after ${name} now.` : `Solved for ${name}.`;
}

function isTooLate(error: unknown): error is ProblemError {
  return error instanceof ProblemError && (error.code === 'revision-stale' || error.code === 'state-not-right');
}

/** Of two who press at once, the second is told who was first. */
export function lateText({ document }: Pick<ProblemError, 'document'>, request: DeskRequest | undefined): string {
  const name = request?.name ?? 'this person';
  const { state, takenBy } = document;
  const by = typeof takenBy === 'string' ? takenBy : null;
  if (state === 'taken' && by !== null) return `${by} was faster and looks after ${name} already.`;
  if (state === 'solved') return `${by ?? 'Somebody else'} has solved it for ${name} already.`;
  if (state === 'withdrawn') return `${name} has withdrawn the request.`;
  return `The request of ${name} has changed in the meantime. Look at it and try again.`;
}
