/** The sealed boxes of secret ballots: libsodium's `crypto_box_seal` around a padded choice. */
import sodium from 'sodium-native';
import { longestChoice } from '../choice.ts';
import type { PollContent } from '../schema.ts';
import { forget, type KeyPair } from './key-pair-store.ts';

/** One byte longer than the longest choice, because padding adds at least one. */
function paddedLength(content: PollContent): number {
  return longestChoice(content) + 1;
}

/**
 * Pads a choice and seals it: nobody but who has the private key can open it, not even who sealed it.
 * @param publicKey base64, as the round has it
 * @param choice written as JSON
 * @returns base64; of the same length for every ballot of a poll.
 * @throws RangeError for a choice that is longer than any of this poll may be.
 */
export function seal(content: PollContent, publicKey: string, choice: string): string {
  const length = paddedLength(content);
  const message = Buffer.alloc(length);
  const bytes = Buffer.from(choice, 'utf8');
  if (bytes.length >= length) throw new RangeError('a choice is longer than this poll has any');
  bytes.copy(message);
  sodium.sodium_pad(message, bytes.length, length);
  const box = Buffer.alloc(length + sodium.crypto_box_SEALBYTES);
  sodium.crypto_box_seal(box, message, Buffer.from(publicKey, 'base64'));
  forget(message);
  forget(bytes);
  return box.toString('base64');
}

/** @returns the choice as JSON; undefined for what is no box of this poll, sealed with this key. */
export function open(content: PollContent, keys: KeyPair, sealed: string): string | undefined {
  const length = paddedLength(content);
  const box = Buffer.from(sealed, 'base64');
  if (box.length !== length + sodium.crypto_box_SEALBYTES) return undefined;
  const message = Buffer.alloc(length);
  if (!sodium.crypto_box_seal_open(message, box, Buffer.from(keys.publicKey, 'base64'), keys.privateKey))
    return undefined;
  return message.toString('utf8', 0, sodium.sodium_unpad(message, length, length));
}
