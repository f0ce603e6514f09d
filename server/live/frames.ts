/** What travels over the socket, both ways. Outgoing frames are parsed too, so that nothing unknown leaves. */
import { z } from 'zod';
import { ERROR_CODES } from '../../kernel/errors.ts';

const id = z.string().min(1).max(100);
const topic = z.string().min(1).max(100);
const version = z.int().min(0);

const clientFrame = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('subscribe'), topic, version: version.optional() }),
  z.strictObject({ op: z.literal('unsubscribe'), topic }),
  z.strictObject({ op: z.literal('ping'), id }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;

/** What answers one socket alone. */
const answerFrame = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('current'), topic, version }),
  /** `now` is RFC 3339 in UTC with milliseconds: clients measure their clocks by it. */
  z.strictObject({ op: z.literal('pong'), id, now: z.string() }),
  z.strictObject({ op: z.literal('error'), topic: topic.optional(), code: z.enum(ERROR_CODES) }),
]);
export type AnswerFrame = z.infer<typeof answerFrame>;

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
export function writeAnswer(frame: AnswerFrame): string {
  return JSON.stringify(answerFrame.parse(frame));
}

/**
 * A topic's whole state, in the bytes that every follower is sent.
 * @throws ZodError for a state that would show more than its shape.
 */
export function writeState(name: string, of: number, shape: z.ZodType, state: unknown): Buffer {
  return Buffer.from(JSON.stringify({ op: 'state', topic: name, version: of, state: shape.parse(state) }));
}

/** Why a socket was closed. */
export const CLOSE = {
  goingAway: 1001,
  signedOut: 4401,
  tooSlow: 4408,
  tooMany: 4429,
} as const;
