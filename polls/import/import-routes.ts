/** Reading poll reports of Zoom over HTTP, as a form with one file. */
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import type { SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import type { PollImportService } from './import-service.ts';

/** The largest file taken, in bytes: thousands of people who answer a dozen questions. */
const LARGEST_FILE = 5 * 1024 * 1024;

const params = z.object({ event: z.string() });
const querystring = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });

export const pollImportRoutes: FastifyPluginAsyncZod<{ readonly imports: PollImportService }> = async (
  app,
  { imports },
) => {
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 1, fields: 0, parts: 1 } });

  app.post(
    '/api/events/:event/polls/import/zoom',
    {
      config: { policy: 'edit-polls' },
      schema: {
        tags: ['polls'],
        summary: 'Put the polls of a report of Zoom, `report`, into the archive',
        consumes: ['multipart/form-data'],
        params,
        querystring,
      },
    },
    async (request) => {
      const { actor, event, query } = request;
      const file = await reportIn(request);
      const isDry = query.dryRun === 'true';
      return isDry ? await imports.previewZoom(actor, event, file) : await imports.importZoom(actor, event, file);
    },
  );
};

async function reportIn(request: FastifyRequest): Promise<SheetFile> {
  const files = new Map<string, SheetFile>();
  // Each part is read, whatever its name: a form with one that nobody takes would never be answered.
  for await (const part of request.files()) files.set(part.fieldname, await readPart(part));
  const report = files.get('report');
  if (report) return report;
  throw new AppError('bad-request', 'Send a form with one file: report.', {
    errors: [{ path: 'report', message: 'expected a file' }],
  });
}

/** The file's own name is for the faults; it is shown, never used as a path. */
async function readPart(part: MultipartFile): Promise<SheetFile> {
  return { name: (part.filename || 'report.csv').slice(0, 200), bytes: await part.toBuffer() };
}
