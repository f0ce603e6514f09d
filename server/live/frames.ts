/** What travels over the socket, both ways. Outgoing frames are parsed too, so that nothing unknown leaves. */
import { z } from 'zod';
import { ERROR_CODES } from '../../kernel/errors.ts';
import { ballotPaper } from '../../polls/schema.ts';

const id = z.string().min(1).max(100);
/** The longest are those of questions: `questions:room:NAME:staff`. */
const topic = z.string().min(1).max(150);
const version = z.int().min(0);

export const clientFrame = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('subscribe'), topic, version: version.optional() }),
  z.strictObject({ op: z.literal('unsubscribe'), topic }),
  z.strictObject({ op: z.literal('ping'), id }),
  /** `id` is the ballot's client id: sent again with the same, it is acknowledged again and counts once. */
  z.strictObject({
    op: z.literal('ballot'),
    id: ballotPaper.shape.clientId,
    poll: z.string().min(1).max(100),
    round: ballotPaper.shape.round,
    options: ballotPaper.shape.options,
    text: ballotPaper.shape.text,
  }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;
export type BallotFrame = Extract<ClientFrame, { op: 'ballot' }>;

/** What answers one socket alone. */
const answerFrame = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('current'), topic, version }),
  /** `now` is RFC 3339 in UTC with milliseconds: clients measure their clocks by it. */
  z.strictObject({ op: z.literal('pong'), id, now: z.string() }),
  /** The ballot with this client id is on the disk. */
  z.strictObject({ op: z.literal('ack'), id }),
  /** Of a topic, or of the ballot with this client id, or of what could not be read. */
  z.strictObject({ op: z.literal('error'), topic: topic.optional(), id: id.optional(), code: z.enum(ERROR_CODES) }),
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
  return isCommonBallot(parsed) ? parsed : (clientFrame.safeParse(parsed).data ?? null);
}

/**
 * Whether it is for certain a ballot that its shape accepts as it is: most of what comes in when thousands vote, and
 * told here at a fraction of the cost. What is none for certain is for the shape to judge.
 */
function isCommonBallot(frame: unknown): frame is BallotFrame {
  if (typeof frame !== 'object' || frame === null || !('op' in frame) || frame.op !== 'ballot') return false;
  const { id, poll, round, options, ...rest } = frame as Readonly<Record<string, unknown>>;
  for (const name in rest) if (name !== 'op') return false;
  return isPlainId(id) && isPlainId(poll) && isRound(round) && areOptions(options);
}

/** As ids are that pages make, and options are that organisers add: UUIDs, or a few letters. */
const PLAIN = /^[A-Za-z0-9-]{1,40}$/;

function isPlainId(value: unknown): boolean {
  return typeof value === 'string' && PLAIN.test(value);
}

function isRound(value: unknown): boolean {
  return value === undefined || (Number.isSafeInteger(value) && (value as number) > 0);
}

function areOptions(value: unknown): boolean {
  return Array.isArray(value) && value.length <= 100 && value.every(isPlainId);
}

/** That the ballot with this client id is on the disk. @param id of a frame that was read, and so of its shape. */
export function writeAck(id: string): string {
  return `{"op":"ack","id":${JSON.stringify(id)}}`;
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

/** What a final frame of text begins with, and what says that its length follows in 2 or 8 bytes (RFC 6455). */
const WHOLE_TEXT = 0x81;
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

/** As it stands on the line: written once for all who are sent it. */
export function onTheLine(text: Buffer): Buffer {
  const { length } = text;
  if (length < IN_TWO_BYTES) return Buffer.concat([Buffer.of(WHOLE_TEXT, length), text]);
  const isShort = length <= 0xffff;
  const head = Buffer.alloc(isShort ? 4 : 10);
  head.set([WHOLE_TEXT, isShort ? IN_TWO_BYTES : IN_EIGHT_BYTES]);
  if (isShort) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, text]);
}

/** Why a socket was closed. */
export const CLOSE = {
  goingAway: 1001,
  signedOut: 4401,
  tooSlow: 4408,
  tooMany: 4429,
} as const;
