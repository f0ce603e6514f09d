/** What travels over the socket, both ways. Outgoing frames are parsed too, so that nothing unknown leaves. */
import { z } from 'zod';
import { ERROR_CODES } from '../../kernel/errors.ts';
import { meState } from './topics.ts';

const id = z.string().min(1).max(100);
const topic = z.string().min(1).max(100);
const version = z.int().min(0);

const clientFrame = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('subscribe'), topic, version: version.optional() }),
  z.strictObject({ op: z.literal('unsubscribe'), topic }),
  z.strictObject({ op: z.literal('ping'), id }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;

const serverFrame = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('state'), topic: z.literal('me'), version, state: meState }),
  z.strictObject({ op: z.literal('current'), topic, version }),
  z.strictObject({ op: z.literal('pong'), id, now: z.string() }),
  z.strictObject({ op: z.literal('error'), topic: topic.optional(), code: z.enum(ERROR_CODES) }),
]);
export type ServerFrame = z.infer<typeof serverFrame>;

/** Null for what is none. Never throws. */
export function readFrame(data: string): ClientFrame | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    return null;
  }
  return clientFrame.safeParse(parsed).data ?? null;
}

/** @throws ZodError for a frame that would say more than it may. */
export function writeFrame(frame: ServerFrame): string {
  return JSON.stringify(serverFrame.parse(frame));
}

/** Why a socket was closed. */
export const CLOSE = {
  goingAway: 1001,
  signedOut: 4401,
  tooSlow: 4408,
  tooMany: 4429,
} as const;
