/** The five-day event as it comes with the server, for runs that stand in the build, where no fixtures are. */
import { readFileSync } from 'node:fs';
import type { PlanFiles } from '../../agenda/draft/import-service.ts';
import type { Actor } from '../../kernel/actor.ts';

export const OPERATOR: Actor = { kind: 'operator', keyId: 'test' };

const bytesOf = (name: string) => readFileSync(new URL(`../../server/sample/${name}`, import.meta.url));

export const SAMPLE_PLAN: PlanFiles = {
  days: { name: 'days.csv', bytes: bytesOf('days.csv') },
  sessions: { name: 'sessions.csv', bytes: bytesOf('sessions.csv') },
};
