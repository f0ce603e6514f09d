/**
 * People who come late, in a process of their own: each has one socket that follows the rounds, as a page has. Told to
 * come, they ask for a place one after the other, evenly over a given time, and follow the room that they are told, as a
 * page does; the parent is told how long each waited until their room's view was there.
 */
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { OwnBreakoutsView } from '../breakouts/view.ts';

export interface LateGiven {
  readonly url: string;
  /** Of the socket. */
  readonly address: string;
  readonly cookies: readonly string[];
  /** What goes with the changes of each. */
  readonly tokens: readonly string[];
  /** Address of a round among one's own, to which `/deal-in` is added. */
  readonly path: string;
  readonly round: string;
  readonly seconds: number;
}

export interface Came {
  /** Of each, from asking until the room's view was there; in milliseconds. */
  readonly waits: readonly number[];
  /** The room of each. */
  readonly rooms: readonly string[];
}

type Come = () => Promise<{ readonly wait: number; readonly room: string }>;

let people: readonly Come[] = [];
let seconds = 1;

process.on('message', (message: { readonly open: LateGiven } | { readonly come: true }) => {
  void ('open' in message ? open(message.open) : come()).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));

async function open(given: LateGiven): Promise<string> {
  seconds = given.seconds;
  people = await Promise.all(given.cookies.map((_, place) => openOne(given, place)));
  return 'open';
}

async function openOne(given: LateGiven, place: number): Promise<Come> {
  const cookie = given.cookies[place] ?? '';
  const origin = new URL(given.url).origin;
  const socket = new WebSocket(given.address, { headers: { cookie, origin }, perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ op: 'subscribe', topic: 'rounds' }));
  const headers = { cookie, origin, 'x-csrf-token': given.tokens[place] ?? '' };
  return async () => {
    const begun = performance.now();
    const answer = await fetch(`${given.url}${given.path}/deal-in`, { method: 'POST', headers });
    if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
    const own = (await answer.json()) as Pick<OwnBreakoutsView, 'rounds'>;
    const room = own.rounds.find(({ round }) => round === given.round)?.room?.id;
    if (room === undefined) throw new Error('the answer shows no room');
    await viewOf(socket, `round:${given.round}:room:${room}`);
    return { wait: performance.now() - begun, room };
  };
}

function viewOf(socket: WebSocket, topic: string): Promise<void> {
  return new Promise((resolve) => {
    const head = `{"op":"state","topic":"${topic}"`;
    const hear = (data: unknown) => {
      if (!String(data).startsWith(head)) return;
      socket.off('message', hear);
      resolve();
    };
    socket.on('message', hear);
    socket.send(JSON.stringify({ op: 'subscribe', topic }));
  });
}

async function come(): Promise<Came> {
  const coming: ReturnType<Come>[] = [];
  const begun = performance.now();
  for (const [place, one] of people.entries()) {
    await setTimeout(Math.max(0, begun + (place * seconds * 1_000) / people.length - performance.now()));
    coming.push(one());
  }
  const came = await Promise.all(coming);
  return { waits: came.map(({ wait }) => wait), rooms: came.map(({ room }) => room) };
}
