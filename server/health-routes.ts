/** Whether the process is alive, and whether it may be sent traffic. */
import type { FastifyInstance } from 'fastify';
import { AppError } from '../kernel/errors.ts';

export interface Health {
  /** True from the first moment of closing. */
  closing: boolean;
  /** Asks a table that the migrations made. @throws what the database says. */
  askDatabase(): Promise<unknown>;
}

/** A database that has not answered by then is one that traffic should not wait for. In milliseconds. */
const PATIENCE = 2_000;

export function healthRoutes(app: FastifyInstance, health: Health): void {
  const options = { config: { policy: 'public', headers: 'data' }, schema: { hide: true } } as const;
  app.get('/healthz', options, (_request, reply) => {
    reply.header('cache-control', 'no-store').send({ status: 'alive' });
  });
  app.get('/readyz', options, async (request, reply) => {
    if (health.closing) throw new AppError('unavailable', 'This server is closing and takes no more traffic.');
    await within(PATIENCE, health.askDatabase()).catch((error: unknown) => {
      request.log.warn({ err: error }, 'the database does not answer');
      throw new AppError('unavailable', 'The database does not answer.');
    });
    reply.header('cache-control', 'no-store');
    return { status: 'ready' };
  });
}

async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
