/** The key pairs of secret polls, as libsodium makes them. They are kept by the key folder. */
import sodium from 'sodium-native';

/** @param privateKey to be zeroed by whoever has it, with `forget`. */
export interface KeyPair {
  /** 32 bytes, base64. */
  readonly publicKey: string;
  readonly privateKey: Buffer;
}

export const PRIVATE_KEY_BYTES = sodium.crypto_box_SECRETKEYBYTES;

export function newKeyPair(): KeyPair {
  const publicKey = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES);
  const privateKey = Buffer.alloc(PRIVATE_KEY_BYTES);
  sodium.crypto_box_keypair(publicKey, privateKey);
  return { publicKey: publicKey.toString('base64'), privateKey };
}

/** Whether the two are halves of one pair. */
export function isPair({ publicKey, privateKey }: KeyPair): boolean {
  if (privateKey.length !== PRIVATE_KEY_BYTES) return false;
  const computed = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES);
  sodium.crypto_scalarmult_base(computed, privateKey);
  return computed.toString('base64') === publicKey;
}

/** Fills a secret with noughts, as soon as it is not needed any more. */
export function forget(secret: Buffer): void {
  sodium.sodium_memzero(secret);
}
