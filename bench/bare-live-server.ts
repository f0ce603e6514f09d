/**
 * The raw limit of the live figures: a plain `ws` server in a process of its own. Whoever sends it a frame
 * is sent the state, and when it is told to over HTTP, it sends the state to everybody at once.
 *
 * `PUT /state` gives it the bytes of the state, `POST /broadcast` has them sent.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

let state: Buffer = Buffer.from('{}');

const server = createServer((request, response) => {
  void answer(request).then(() => response.writeHead(204).end());
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => socket.on('message', () => socket.send(state, { binary: false })));

async function answer(request: IncomingMessage): Promise<void> {
  if (request.method === 'PUT') state = await bodyOf(request);
  else for (const socket of sockets.clients) socket.send(state, { binary: false });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
