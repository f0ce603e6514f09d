/**
 * How often somebody may ask. Counted in memory: of several processes each counts what it answers.
 *
 * Whole offices sit behind one address, so a block of addresses is only ever given a generous allowance,
 * and what is tight is counted by the mail address that is asked for, or by the person or key that asks.
 * Mail addresses are counted alike whether anybody has them. Whoever uses up another's allowance keeps
 * them from asking, not from signing in: the mails that this caused hold links that work.
 */
import fastifyRateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { DAY, MINUTE } from '../kernel/time.ts';
import type { SignInLimits } from '../people/sign-in/sign-in-routes.ts';

/** So many within so many milliseconds. */
export interface Allowance {
  readonly max: number;
  readonly within: number;
}

export const ALLOWANCES = {
  /** Links asked for by one mail address, in a short time and in a long one: a code is five tries in a million. */
  mailAddress: { max: 5, within: 15 * MINUTE },
  mailAddressDaily: { max: 20, within: DAY },
  /** Links asked for from one block of addresses. */
  askingBlock: { max: 300, within: 15 * MINUTE },
  /** Codes and links tried from one block. */
  enteringBlock: { max: 300, within: 15 * MINUTE },
  /** Changes by one person or API key. */
  changesOfOne: { max: 300, within: MINUTE },
  /** Changes by nobody known, from one block. */
  changesOfBlock: { max: 3_000, within: MINUTE },
} as const satisfies Record<string, Allowance>;
export type Allowances = Readonly<Record<keyof typeof ALLOWANCES, Allowance>>;

export interface RequestLimits extends SignInLimits {
  /** Counts a request that changes something. @throws AppError `too-many-requests` */
  change(request: FastifyRequest, actor: Actor): Promise<void>;
}

/** So many different askers are remembered; those who have not asked for longest are forgotten first. */
const REMEMBERED = 50_000;

const countedOf = Symbol('counted');
interface Counted {
  [countedOf]?: string;
}

/** @param given in place of the usual allowances. */
export async function requestLimits(app: FastifyInstance, given: Partial<Allowances> = {}): Promise<RequestLimits> {
  await app.register(fastifyRateLimit, { global: false });
  const counter = ({ max, within }: Allowance) => {
    const count = app.createRateLimit({
      max,
      timeWindow: within,
      keyGenerator: (request) => (request as Counted)[countedOf] ?? '',
      ...{ cache: REMEMBERED },
    });
    return async (request: FastifyRequest, asker: string): Promise<void> => {
      (request as Counted)[countedOf] = asker;
      const counted = await count(request);
      if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttlInSeconds);
    };
  };
  const allowances: Allowances = { ...ALLOWANCES, ...given };
  const ofMailAddress = counter(allowances.mailAddress);
  const ofMailAddressDaily = counter(allowances.mailAddressDaily);
  const ofAskingBlock = counter(allowances.askingBlock);
  const ofEnteringBlock = counter(allowances.enteringBlock);
  const changesOfOne = counter(allowances.changesOfOne);
  const changesOfBlock = counter(allowances.changesOfBlock);
  return {
    async ask(request, { key }) {
      await ofAskingBlock(request, blockOf(request.ip));
      await ofMailAddress(request, key);
      await ofMailAddressDaily(request, key);
    },
    enter: (request) => ofEnteringBlock(request, blockOf(request.ip)),
    async change(request, actor) {
      if (actor.kind === 'operator') return;
      if (actor.kind === 'person') return changesOfOne(request, `person:${actor.personId}`);
      if (actor.kind === 'api-key') return changesOfOne(request, `key:${actor.keyId}`);
      return changesOfBlock(request, blockOf(request.ip));
    },
  };
}

/** What one site is usually given: 256 addresses of the old kind, a /56 of the new. */
export function blockOf(address: string): string {
  const normal = normalizeIP(address, 56);
  return normal.includes(':') ? normal : normal.replace(/\.\d+$/, '.0');
}

function tooMany(seconds: number): AppError {
  return new AppError('too-many-requests', `These are too many requests. Wait ${inWords(seconds)} and try again.`, {
    extra: { retryAfter: seconds },
  });
}

function inWords(seconds: number): string {
  if (seconds === 1) return 'a second';
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
