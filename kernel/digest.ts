/** Digests: what core files may compute of node:crypto. The same input gives the same output everywhere. */
import { createHash, scrypt, timingSafeEqual } from 'node:crypto';

/** SHA-256 of bytes, or of a text's UTF-8, in hexadecimal. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * A UUID made from a name (version 5): the same for the same name within the same namespace.
 * @param namespace a UUID; a random one keeps others from guessing names.
 */
export function nameUuid(namespace: string, name: string): string {
  const within = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(within).update(name).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * A digest of something short, such as a code of six digits, that takes so long to compute that trying
 * all of them is hard work for whoever has the database. It runs beside the event loop.
 * @param salt random.
 */
export async function slowDigestOf(text: string, salt: string): Promise<string> {
  const digest = await scrypted(text, salt);
  return `${salt}.${digest.toString('base64url')}`;
}

/** Whether a slow digest is of this text. It takes the same time whatever the answer. */
export async function isSlowDigestOf(text: string, stored: string): Promise<boolean> {
  const [salt = '', digest = ''] = stored.split('.');
  const expected = Buffer.from(digest, 'base64url');
  const computed = await scrypted(text, salt);
  return expected.length === computed.length && timingSafeEqual(expected, computed);
}

const DIGEST_BYTES = 32;

function scrypted(text: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, DIGEST_BYTES, (error, digest) => (error ? reject(error) : resolve(digest)));
  });
}
