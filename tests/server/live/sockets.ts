/** Sockets of a listening app, as a browser or a program opens them. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';

export interface Opened {
  readonly socket: WebSocket;
  /** Every frame so far. */
  readonly frames: Record<string, unknown>[];
  send(frame: unknown): void;
  /** The next frame that has not been asked for yet. */
  next(): Promise<Record<string, unknown>>;
  /** The code with which it was closed, once it is. */
  readonly closed: Promise<number>;
}

export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

/** A socket that opened, or the HTTP status with which it was refused. */
export function open(
  port: number,
  headers: Record<string, string>,
  path = '/api/live?event=meeting',
): Promise<Opened | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const frames: Record<string, unknown>[] = [];
  const waiting: ((frame: Record<string, unknown>) => void)[] = [];
  let asked = 0;
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Record<string, unknown>;
    frames.push(frame);
    waiting.shift()?.(frame);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const next = (): Promise<Record<string, unknown>> => {
    const frame = frames[asked];
    asked += 1;
    return frame ? Promise.resolve(frame) : new Promise((resolve) => waiting.push(resolve));
  };
  const opened = {
    socket,
    frames,
    next,
    closed,
    send: (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
  };
  return new Promise((resolve) => {
    socket.once('open', () => resolve(opened));
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    socket.on('error', () => {});
  });
}

/** A socket that must open. */
export async function mustOpen(...given: Parameters<typeof open>): Promise<Opened> {
  const opened = await open(...given);
  if (typeof opened === 'number') throw new Error(`refused with ${opened}`);
  return opened;
}
