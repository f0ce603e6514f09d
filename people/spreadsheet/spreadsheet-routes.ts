/** Import and export of people over HTTP. */
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import type { SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import type { PeopleExportService } from './export-service.ts';
import type { PeopleImportService } from './import-service.ts';

/** The largest file taken, in bytes. */
const LARGEST_FILE = 25 * 1024 * 1024;

const params = z.object({ event: z.string() });
const querystring = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false'),
  preview: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected what a preview answered as `preview`')
    .optional(),
});

export interface SpreadsheetServices {
  readonly imports: PeopleImportService;
  readonly exports: PeopleExportService;
}

export const spreadsheetRoutes: FastifyPluginAsyncZod<SpreadsheetServices> = async (app, { imports, exports }) => {
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 1, fields: 0, parts: 1 } });

  app.post(
    '/api/events/:event/people/import',
    {
      config: { policy: 'edit-people' },
      schema: {
        tags: ['people'],
        summary: 'Look at a file of people with `dryRun=true`, then store it with the `preview` that was answered',
        consumes: ['multipart/form-data'],
        params,
        querystring,
      },
    },
    async (request) => {
      const { actor, event, query } = request;
      const file = await peopleFileIn(request);
      if (query.dryRun === 'true') return (await imports.check(actor, event, file)).preview;
      if (query.preview === undefined) throw notLookedAt();
      return { stored: await imports.store(actor, event, file, query.preview) };
    },
  );

  app.get(
    '/api/events/:event/people/export.csv',
    {
      config: { policy: 'export-people' },
      schema: { tags: ['people'], summary: 'The people as a file that import reads', params },
    },
    async ({ actor, event }, reply) => {
      const csv = await exports.write(actor, event);
      reply.header('content-type', 'text/csv; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="people-${event.slug}.csv"`);
      reply.header('cache-control', 'private, no-store');
      return csv;
    },
  );
};

function notLookedAt(): AppError {
  return new AppError(
    'bad-request',
    'Send the file with dryRun=true first, then again with the preview that was answered: nothing was stored.',
  );
}

/** The file's own name is for the faults; it is shown, never used as a path. */
async function peopleFileIn(request: FastifyRequest): Promise<SheetFile> {
  const files: SheetFile[] = [];
  for await (const part of request.files()) {
    const bytes = await part.toBuffer();
    if (part.fieldname === 'people') files.push({ name: (part.filename || 'people.csv').slice(0, 200), bytes });
  }
  const [file] = files;
  if (file) return file;
  const errors = [{ path: 'people', message: 'expected a file' }];
  throw new AppError('bad-request', 'Send a form with one file: people.', { errors });
}
