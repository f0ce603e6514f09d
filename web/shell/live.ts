/**
 * The socket of a page: says how the person stands in the event, and when they are no longer in.
 *
 *     const stop = followMe('five-day-event', { onMe: (me) => …, onEnded: () => … });
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
}

const SIGNED_OUT = 4401;
/** Milliseconds before another try: from one to two seconds, doubling to at most half a minute. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** @returns what stops it. */
export function followMe(event: string, { onMe, onEnded }: LiveHearers): () => void {
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let version: number | undefined;
  let tries = 0;
  let stopped = false;

  function connect(): void {
    const address = new URL(`/api/live?event=${encodeURIComponent(event)}`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    socket = new WebSocket(address);
    socket.onopen = () => {
      tries = 0;
      socket?.send(JSON.stringify({ op: 'subscribe', topic: 'me', ...(version !== undefined && { version }) }));
    };
    socket.onmessage = ({ data }) => hear(JSON.parse(String(data)));
    socket.onclose = ({ code }) => {
      if (stopped) return;
      if (code === SIGNED_OUT) {
        stopped = true;
        onEnded();
      } else void again();
    };
  }

  function hear(frame: { op: string; topic?: string; version: number; state: LiveMe }): void {
    if (frame.op !== 'state' || frame.topic !== 'me') return;
    version = frame.version;
    onMe?.(frame.state, frame.version);
  }

  /** A refusal at the door looks like any other failure to a browser, so it asks over HTTP which it is. */
  async function again(): Promise<void> {
    const me = await fetch(`/api/events/${encodeURIComponent(event)}/me`).catch(() => null);
    if (stopped) return;
    if (me && [401, 403, 404].includes(me.status)) {
      stopped = true;
      onEnded();
      return;
    }
    const pause = Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE / 2);
    tries += 1;
    timer = window.setTimeout(connect, pause * (1 + Math.random()));
  }

  connect();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    socket?.close();
  };
}
