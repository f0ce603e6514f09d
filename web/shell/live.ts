/**
 * The socket of a page: says how the person stands in the event, when they are no longer in, and since when
 * the server is out of reach.
 *
 *     const stop = followMe('five-day-event', { onMe: (me) => …, onEnded: () => …, onLine: (lostSince) => … });
 */

/** As `server/live/topics.ts` writes it. */
export interface LiveMe {
  readonly name: string;
  readonly state: string;
  readonly roles: readonly { readonly role: string; readonly dayId: string | null; readonly room: string | null }[];
}

export interface LiveHearers {
  /** Told on opening, and with each change. The revision is that of `GET …/me`. */
  readonly onMe?: (me: LiveMe, revision: number) => void;
  /** The sign-in has ended, or the event no longer knows the person: the page should show nothing any more. */
  readonly onEnded: () => void;
  /** Told when the server is lost, with the moment in milliseconds, and with null when it is there again. */
  readonly onLine?: (lostSince: number | null) => void;
}

const SIGNED_OUT = 4401;
/** What `GET …/me` answers to whoever is no longer in. */
const NOT_IN = [401, 403, 404];
/** Milliseconds before another try: from one to two seconds, doubling to at most half a minute. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** @returns what stops it. */
export function followMe(event: string, { onMe, onEnded, onLine }: LiveHearers): () => void {
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let version: number | undefined;
  let tries = 0;
  let lostSince: number | null = null;
  const ending = new AbortController();
  const { signal } = ending;

  function connect(): void {
    const address = new URL(`/api/live?event=${encodeURIComponent(event)}`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const opened = new WebSocket(address);
    socket = opened;
    opened.onopen = () => {
      found();
      opened.send(JSON.stringify({ op: 'subscribe', topic: 'me', ...(version !== undefined && { version }) }));
    };
    opened.onmessage = ({ data }) => hear(JSON.parse(String(data)));
    opened.onclose = ({ code }) => {
      if (signal.aborted || socket !== opened) return;
      lostSince ??= Date.now();
      if (code === SIGNED_OUT) end();
      else void again();
    };
  }

  function hear(frame: { op: string; topic?: string; version: number; state: LiveMe }): void {
    // Only a socket that tells something is worth another quick try: one too many is closed after it opened.
    tries = 0;
    if (frame.op !== 'state' || frame.topic !== 'me') return;
    version = frame.version;
    onMe?.(frame.state, frame.version);
  }

  /** A refusal at the door looks like any other failure to a browser, so it asks over HTTP which it is. */
  async function again(): Promise<void> {
    const me = await fetch(`/api/events/${encodeURIComponent(event)}/me`, { cache: 'no-store' }).catch(() => null);
    if (signal.aborted) return;
    if (me && NOT_IN.includes(me.status)) return end();
    if (me?.ok) found();
    // A server that starts anew is back before the second try.
    else if (tries > 0) onLine?.(lostSince);
    const pause = Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE / 2);
    tries += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(connect, pause * (1 + Math.random()));
  }

  function found(): void {
    lostSince = null;
    onLine?.(null);
  }

  function end(): void {
    stop();
    onEnded();
  }

  function stop(): void {
    ending.abort();
    window.clearTimeout(timer);
    socket?.close();
  }

  const onOffline = () => {
    lostSince ??= Date.now();
    onLine?.(lostSince);
  };
  const onOnline = () => {
    window.clearTimeout(timer);
    tries = 0;
    const before = socket;
    connect();
    before?.close();
  };
  window.addEventListener('offline', onOffline, { signal });
  window.addEventListener('online', onOnline, { signal });
  connect();
  return stop;
}
