/** Digests: what core files may compute of node:crypto. The same input gives the same output everywhere. */
import { createHash } from 'node:crypto';

/** SHA-256 of the text's UTF-8, in hexadecimal. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
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
