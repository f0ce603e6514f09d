/**
 * The environment, read once. Every fault is told at once and in whole sentences, and a start with a
 * bad value is refused rather than guessed at.
 *
 * The shape below is also what `docs/environment.md` is made from: see `environment-page.ts`.
 */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { z } from 'zod';

const DEFAULT_DATA_DIR = 'data';
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535; 0 takes any free port')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a whole number from 0 to 65535; 0 takes any free port');

const webAddress = z.string().transform((text, context) => {
  const url = readUrl(text, ['http:', 'https:']);
  if (url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password) return url;
  context.addIssue('must be the address people use, without a path: https://plenum.example.org');
  return z.NEVER;
});

function addressOf(protocols: readonly string[], expected: string) {
  return z.string().refine((text) => readUrl(text, protocols) !== null, expected);
}

function readUrl(text: string, protocols: readonly string[]): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && protocols.includes(url.protocol) && url.hostname !== '' ? url : null;
}

/** `false`, `true`, or the addresses of the proxies, as Fastify takes them. */
const trustProxy = z.string().transform((text, context) => {
  if (text === 'true' || text === 'false') return text === 'true';
  const proxies = text.split(',').map((part) => part.trim());
  if (proxies.every((proxy) => PROXY.test(proxy))) return proxies;
  context.addIssue('must be true, false, or the addresses of the proxies, separated by commas: 10.0.0.0/8,loopback');
  return z.NEVER;
});

const PROXY =
  /^(loopback|linklocal|uniquelocal|\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?|[0-9a-f:]*:[0-9a-f:.]+(\/\d{1,3})?)$/i;

const MAILBOX = /^(?:[^<>"\r\n]+ <[^\s<>@"]+@[^\s<>@"]+>|[^\s<>@"]+@[^\s<>@"]+)$/;

/** One entry a variable, in the order in which they are told of. `describe` is the text of the page. */
export const environmentShape = {
  PORT: port
    .default(3000)
    .describe('The port to listen on. 0 takes any free one; the last line of the start names it.'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1')
    .describe('The address to listen on. `0.0.0.0` or `::` for all of them, which only makes sense behind a proxy.'),
  DATA_DIR: z
    .string()
    .default(DEFAULT_DATA_DIR)
    .transform((path) => resolve(path))
    .describe('The folder of the SQLite database and of files that are kept. It is created when it is missing.'),
  KEY_DIR: z
    .string()
    .optional()
    .transform((path) => (path === undefined ? undefined : resolve(path)))
    .describe(
      'The folder of the keys that encrypt confidential data. Keep it out of the backups of the data: destroying a key ' +
        'destroys what it opens. Outside production it is `keys` in the data folder.',
    ),
  DATABASE_URL: addressOf(
    ['postgres:', 'postgresql:'],
    'must be the address of a PostgreSQL database: postgres://user@host/name',
  )
    .optional()
    .describe('The address of a PostgreSQL database. Without it, SQLite in the data folder is used.'),
  PUBLIC_URL: webAddress
    .optional()
    .describe(
      'The address people use, without a path, such as `https://plenum.example.org`. Links and calendars are made from ' +
        'it. Outside production it is the address listened on.',
    ),
  SMTP_URL: addressOf(
    ['smtp:', 'smtps:'],
    'must be the address of a mail server: smtps://user:password@mail.example.org',
  )
    .optional()
    .describe('The mail server that sends the messages.'),
  MAIL_FROM: z
    .string()
    .regex(MAILBOX, 'must be one mailbox: "Event team <events@example.org>" or events@example.org')
    .default('Plenum <plenum@localhost.localdomain>')
    .describe('The mailbox that messages come from. Somebody should read it, because replies to invitations go there.'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe('How much is logged, as JSON lines on stderr. `debug` adds a line for every page that was read.'),
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'must be production, development or test')
    .default('development')
    .describe('`production` demands the settings that a public server needs, and never loads the sample event.'),
  TRUST_PROXY: trustProxy
    .default(false)
    .describe(
      'Whose word to take for the address and the scheme of a request: `true`, `false`, or the addresses of the proxies, ' +
        'separated by commas. Set it behind a proxy, and only there.',
    ),
};

/** What production cannot be without, and why. */
export const DEMANDED_IN_PRODUCTION = {
  PUBLIC_URL: 'links in messages and calendars are made from it',
  SMTP_URL: 'without it no message would be sent',
  KEY_DIR: 'the keys must not lie in the data folder, whose backups would then open everything',
} as const;

const environment = z.object(environmentShape);

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly keyDir: string;
  /** Undefined: SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Undefined outside production alone: then it is the address listened on. */
  readonly publicUrl: URL | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly production: boolean;
  /** As Fastify takes it. */
  readonly trustProxy: boolean | string[];
}

/** The environment holds faults. `faults` has one whole sentence for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/**
 * Reads the settings from an environment. A variable that is set to nothing counts as not set.
 * @throws ConfigError naming every fault.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(set);
  const faults = (result.error?.issues ?? []).map((issue) => faultSentence(issue, set));
  if (set.NODE_ENV === 'production') faults.push(...missingInProduction(set), ...keysBesideData(set));
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  const values = result.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    keyDir: values.KEY_DIR ?? resolve(values.DATA_DIR, 'keys'),
    databaseUrl: values.DATABASE_URL,
    publicUrl: values.PUBLIC_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    logLevel: values.LOG_LEVEL,
    production: values.NODE_ENV === 'production',
    trustProxy: values.TRUST_PROXY,
  };
}

function missingInProduction(set: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(DEMANDED_IN_PRODUCTION)
    .filter(([name]) => set[name] === undefined)
    .map(([name, reason]) => `${name} must be set in production: ${reason}.`);
}

/** Said of the paths as they are written: a link that leads into the data folder is not followed. */
function keysBesideData({
  KEY_DIR,
  DATA_DIR = DEFAULT_DATA_DIR,
}: Readonly<Record<string, string | undefined>>): string[] {
  if (KEY_DIR === undefined) return [];
  const within = relative(resolve(DATA_DIR), resolve(KEY_DIR));
  if (within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within)) return [];
  return [`KEY_DIR must lie outside DATA_DIR in production: ${DEMANDED_IN_PRODUCTION.KEY_DIR}. It is "${KEY_DIR}".`];
}

/** Values that may hold a password are not repeated. */
const SECRET_NAMES: readonly string[] = ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL'];

function faultSentence(issue: z.core.$ZodIssue, set: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const found = set[name];
  const shown = found === undefined || SECRET_NAMES.includes(name) ? '' : ` It is "${found}".`;
  return `${name} ${issue.message}.${shown}`;
}
