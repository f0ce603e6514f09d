import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import configuration from '../../.dependency-cruiser.mjs';

/** A house of nothing but doors: every file that the planted imports lead to. */
const HOUSE = [
  ...['time', 'clock', 'random', 'tables'].map((name) => `kernel/${name}.ts`),
  ...['people', 'agenda', 'polls', 'questions', 'breakouts', 'notes', 'notifications'].flatMap((room) =>
    ['schema', 'store', 'service', 'routes', 'jobs'].map((name) => `${room}/${name}.ts`),
  ),
  'server/wiring.ts',
  'web/agenda/render.tsx',
  'web/agenda/Timeline.tsx',
  'bench/run.ts',
];

interface Plant {
  readonly file: string;
  /** What the file imports, as it would be written there. */
  readonly imports: string;
  readonly typesOnly?: true;
}

/** For each rule the imports that it must catch. */
const WRONG: Readonly<Record<string, readonly Plant[]>> = {
  'kernel-imports-nobody': [
    { file: 'kernel/words.ts', imports: '../agenda/schema.ts' },
    { file: 'kernel/more-words.ts', imports: '../web/agenda/render.tsx' },
  ],
  'people-import-only-left': [{ file: 'people/guests.ts', imports: '../agenda/schema.ts' }],
  'agenda-imports-only-left': [
    { file: 'agenda/ripple.ts', imports: '../breakouts/schema.ts' },
    { file: 'agenda/page.ts', imports: '../web/agenda/render.tsx' },
  ],
  'middle-rooms-import-only-left': [{ file: 'polls/reminder.ts', imports: '../notifications/schema.ts' }],
  'siblings-are-strangers': [
    { file: 'polls/trivia.ts', imports: '../questions/schema.ts' },
    { file: 'questions/ranking.ts', imports: '../breakouts/schema.ts' },
    { file: 'breakouts/report.ts', imports: '../notes/schema.ts' },
    { file: 'notes/retention.ts', imports: '../polls/schema.ts' },
  ],
  'notifications-import-only-left': [{ file: 'notifications/template.ts', imports: '../web/agenda/render.tsx' }],
  'nobody-imports-server': [
    { file: 'people/welcome.ts', imports: '../server/wiring.ts' },
    { file: 'web/agenda/wired.ts', imports: '../../server/wiring.ts' },
  ],
  'core-knows-no-shell': [
    { file: 'agenda/timeline.ts', imports: './store.ts' },
    { file: 'agenda/view.ts', imports: './service.ts' },
  ],
  'core-is-pure': [
    { file: 'agenda/now.ts', imports: '../kernel/clock.ts' },
    { file: 'agenda/chance.ts', imports: '../kernel/random.ts' },
    ...['better-sqlite3', 'pg', 'kysely', 'fastify', '@fastify/static', 'nodemailer'].map((imports, index) => ({
      file: `polls/impure-${index}.ts`,
      imports,
    })),
  ],
  'core-asks-no-machine': [
    { file: 'agenda/disk.ts', imports: 'node:fs' },
    { file: 'agenda/dice.ts', imports: 'node:crypto' },
    { file: 'kernel/machine.ts', imports: 'os' },
  ],
  'store-knows-no-service': [{ file: 'agenda/version-store.ts', imports: './service.ts' }],
  'service-knows-no-routes': [{ file: 'agenda/import-service.ts', imports: './routes.ts' }],
  'routes-and-jobs-ask-the-service': [
    { file: 'agenda/import-routes.ts', imports: './store.ts' },
    { file: 'agenda/feed-jobs.ts', imports: './store.ts' },
  ],
  'routes-and-jobs-are-strangers': [
    { file: 'agenda/feed-routes.ts', imports: './jobs.ts' },
    { file: 'agenda/export-jobs.ts', imports: './routes.ts' },
  ],
  'shell-stays-in-its-room': [
    { file: 'agenda/invitation-service.ts', imports: '../people/service.ts' },
    { file: 'notifications/outbox-service.ts', imports: '../agenda/store.ts' },
  ],
  'sql-stands-in-stores': [{ file: 'agenda/report-service.ts', imports: 'kysely' }],
  'web-takes-only-pure-core': [
    { file: 'web/agenda/sql.ts', imports: '../../agenda/store.ts' },
    { file: 'web/agenda/rows.ts', imports: '../../kernel/tables.ts' },
  ],
  'server-takes-only-renderers-of-web': [{ file: 'server/pages.ts', imports: '../web/agenda/Timeline.tsx' }],
  'no-circle': [{ file: 'agenda/egg.ts', imports: './hen.ts' }],
  'product-needs-no-tests': [{ file: 'server/measure.ts', imports: '../bench/run.ts' }],
  'nothing-for-development-only': [{ file: 'server/property.ts', imports: 'fast-check' }],
  'every-import-is-found': [{ file: 'server/lost.ts', imports: './nowhere.ts' }],
};

/** The other half of the circle, which is caught once. */
const HEN: Plant = { file: 'agenda/hen.ts', imports: './egg.ts' };

/** One for each arrow that the house has. None of them may be caught. */
const RIGHT: readonly Plant[] = [
  { file: 'people/right-policy.ts', imports: '../kernel/time.ts' },
  { file: 'agenda/right-policy.ts', imports: '../people/schema.ts' },
  { file: 'polls/right-policy.ts', imports: '../agenda/schema.ts' },
  { file: 'notifications/right-policy.ts', imports: '../notes/schema.ts' },
  { file: 'agenda/right-url.ts', imports: 'node:url' },
  { file: 'agenda/right-zone.ts', imports: 'luxon' },
  { file: 'agenda/right-store.ts', imports: 'kysely' },
  { file: 'agenda/right-service.ts', imports: './store.ts' },
  { file: 'agenda/right-transaction-service.ts', imports: 'kysely', typesOnly: true },
  { file: 'agenda/right-routes.ts', imports: './service.ts' },
  { file: 'agenda/right-jobs.ts', imports: './service.ts' },
  { file: 'polls/right-service.ts', imports: '../kernel/random.ts' },
  { file: 'web/agenda/right-view.ts', imports: '../../agenda/schema.ts' },
  { file: 'server/right-wiring.ts', imports: '../agenda/service.ts' },
  { file: 'server/right-page.ts', imports: '../web/agenda/render.tsx' },
];

const house = mkdtempSync(join(tmpdir(), 'plenum-house-'));
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** The caught imports as `RULE: FROM`, for the rules that forbid something. */
let caught: string[];

beforeAll(async () => {
  for (const file of ['package.json', 'tsconfig.json']) copyFileSync(resolve(file), join(house, file));
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
  for (const file of HOUSE) put(file, 'export const word = 1;\n');
  for (const plant of [...Object.values(WRONG).flat(), HEN, ...RIGHT]) put(plant.file, textOf(plant));
  const { output } = await cruise(
    ['.'],
    { ...configuration.options, ruleSet: configuration, validate: true, baseDir: house },
    { symlinks: false },
  );
  const { violations } = (output as ICruiseResult).summary;
  caught = violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
});

function put(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

function textOf({ imports, typesOnly }: Plant): string {
  if (typesOnly) return `import type * as it from '${imports}';\nexport type Word = typeof it;\n`;
  return `import * as it from '${imports}';\nexport const word = it;\n`;
}

describe('the import rule', () => {
  it.each(Object.entries(WRONG))('%s catches the imports it is there for', (rule, plants) => {
    const planted = plants.map(({ file }) => `${rule}: ${file}`);
    expect(caught.filter((one) => planted.includes(one))).toEqual(planted.sort());
  });

  it('has a planted wrong import and a reason for every rule', () => {
    expect(configuration.forbidden?.map(({ name }) => name)).toEqual(Object.keys(WRONG));
    expect(configuration.forbidden?.filter(({ comment }) => !comment)).toEqual([]);
  });

  it('catches nothing that is right', () => {
    const wrong = Object.values(WRONG).flatMap((plants) => plants.map(({ file }) => file));
    expect(caught.filter((one) => !wrong.some((file) => one.endsWith(`: ${file}`)))).toEqual([]);
  });
});
