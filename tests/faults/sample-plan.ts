/**
 * The five-day event as it comes with the server, for runs that stand in the build, where no fixtures are; in days
 * to come, so that they can be run.
 */
import { readFileSync } from 'node:fs';
import type { PlanFiles } from '../../agenda/draft/import-service.ts';
import type { Actor } from '../../kernel/actor.ts';

export const OPERATOR: Actor = { kind: 'operator', keyId: 'test' };

function bytesOf(name: string): Uint8Array {
  const text = readFileSync(new URL(`../../server/sample/${name}`, import.meta.url), 'utf8');
  return Buffer.from(text.replaceAll(/\b2021-/g, '2099-'));
}

export const SAMPLE_PLAN: PlanFiles = {
  days: { name: 'days.csv', bytes: bytesOf('days.csv') },
  sessions: { name: 'sessions.csv', bytes: bytesOf('sessions.csv') },
};
