/** A listening app with an event of five days in which people follow topics, for the tests of the socket. */
import type { EventRef } from '../../../people/event-directory.ts';
import type { TestDatabase } from '../../engines.ts';
import { addSomebody, type Somebody, type SomebodyFields } from '../../people/somebody.ts';
import { type ServedApp, serve } from '../serve.ts';
import { makeEvent } from '../signed-in.ts';
import { listen, mustOpen, type Opened } from './sockets.ts';

export interface LiveHouse extends ServedApp {
  readonly database: TestDatabase;
  readonly event: EventRef;
  readonly port: number;
  add(fields?: SomebodyFields): Promise<Somebody>;
  /** A socket of somebody, of a new participant unless told. */
  connect(somebody?: Pick<Somebody, 'cookie'>): Promise<Opened>;
  /** A socket of somebody that follows a topic, with the first state taken. */
  follow(topic: string, somebody?: Pick<Somebody, 'cookie'>): Promise<Opened>;
  /** Ends all sockets. */
  hangUp(): Promise<void>;
}

/** @param slug of an event that is there already, or is made. */
export async function openHouse(
  database: TestDatabase,
  slug = 'meeting',
  level: 'debug' | 'trace' = 'debug',
): Promise<LiveHouse> {
  const served = await serve(database, undefined, {}, level);
  const event = (await served.services.agenda.directory.find(slug)) ?? (await makeEvent(served, slug));
  const port = await listen(served.app);
  const origin = `http://127.0.0.1:${port}`;
  const add = (fields?: SomebodyFields) => addSomebody(database.db, event.id, fields);
  const sockets: Opened[] = [];
  const connect = async (somebody?: Pick<Somebody, 'cookie'>) => {
    const { cookie } = somebody ?? (await add());
    const opened = await mustOpen(port, { origin, cookie }, `/api/live?event=${slug}`);
    sockets.push(opened);
    return opened;
  };
  const hangUp = async () => {
    const leaving = sockets.splice(0);
    for (const { socket } of leaving) socket.terminate();
    await Promise.all(leaving.map(({ closed }) => closed));
  };
  const follow = async (topic: string, somebody?: Pick<Somebody, 'cookie'>) => {
    const opened = await connect(somebody);
    opened.send({ op: 'subscribe', topic });
    await opened.next();
    return opened;
  };
  return { ...served, database, event, port, add, connect, follow, hangUp };
}
