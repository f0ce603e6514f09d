/** The import of `days.csv` and `sessions.csv` over HTTP, as a form with two files. */
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, revisionNamed } from '../../kernel/conditions.ts';
import { AppError } from '../../kernel/errors.ts';
import type { SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import type { ImportService, PlanFiles } from './import-service.ts';

/** The largest file taken, in bytes. */
const LARGEST_FILE = 25 * 1024 * 1024;

const params = z.object({ event: z.string() });
const querystring = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });

export const importRoutes: FastifyPluginAsyncZod<{ readonly imports: ImportService }> = async (app, { imports }) => {
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 2, fields: 0, parts: 2 } });

  app.post(
    '/api/events/:event/import',
    {
      config: { policy: 'edit-plan' },
      schema: {
        tags: ['draft'],
        summary: 'Put the plan of two files, `days` and `sessions`, in place of the draft',
        consumes: ['multipart/form-data'],
        params,
        querystring,
      },
    },
    async (request, reply) => {
      const revision = revisionNamed(request.headers['if-match']);
      const of = { actor: request.actor, slug: request.params.event, revision };
      const files = await planFilesIn(request);
      const dryRun = request.query.dryRun === 'true';
      const answer = dryRun ? await imports.preview(of, files) : await imports.replace(of, files);
      reply.header('etag', entityTag(answer.revision));
      return answer;
    },
  );
};

async function planFilesIn(request: FastifyRequest): Promise<PlanFiles> {
  const files = new Map<string, SheetFile>();
  for await (const part of request.files()) files.set(part.fieldname, await readPart(part));
  const days = files.get('days');
  const sessions = files.get('sessions');
  if (days && sessions && files.size === 2) return { days, sessions };
  const errors = ['days', 'sessions']
    .filter((name) => !files.has(name))
    .map((path) => ({ path, message: 'expected a file' }));
  throw new AppError('bad-request', 'Send a form with two files: days and sessions.', { errors });
}

/** The file's own name is for the faults; it is shown, never used as a path. */
async function readPart(part: MultipartFile): Promise<SheetFile> {
  return { name: (part.filename || `${part.fieldname}.csv`).slice(0, 200), bytes: await part.toBuffer() };
}
