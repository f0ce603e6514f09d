/** A file as it is sent: its bytes, and what is said of them. */
import { digestOf } from '../../kernel/digest.ts';

/** Bytes to send, with everything that is said of them. */
export interface FeedFile {
  readonly bytes: Buffer;
  /** A strong entity tag: a hash of the bytes. */
  readonly tag: string;
  /** UTC milliseconds, whole seconds: when this process first had these bytes. */
  readonly modifiedAt: number;
  /** Of an answer with the bytes. */
  readonly headers: HeadersOfFeed;
  /** Of an answer that says that nothing has changed. */
  readonly unchangedHeaders: HeadersOfFeed;
}

/** Names and values in turn, laid out once because laying them out is what an answer from memory costs. */
export interface HeadersOfFeed {
  readonly ofFile: readonly string[];
  /** What the server sets on all answers alike, as the first answer found it. */
  ofServer?: readonly string[];
}

/** @param said what else is said of the bytes: header names and values in turn. */
export function feedFile(bytes: Buffer, hash: string, modifiedAt: number, said: readonly string[]): FeedFile {
  const tag = `"${hash}"`;
  const unchangedHeaders = [
    ...['etag', tag],
    ...['last-modified', new Date(modifiedAt).toUTCString()],
    ...['cache-control', 'private, max-age=300'],
    ...['vary', 'Accept-Encoding'],
    ...['x-robots-tag', 'noindex'],
  ];
  const headers = [...unchangedHeaders, ...said, 'content-length', String(bytes.length)];
  return { bytes, tag, modifiedAt, headers: { ofFile: headers }, unchangedHeaders: { ofFile: unchangedHeaders } };
}

/** What the tag of a file is made of. */
export function fileHash(bytes: Buffer): string {
  return digestOf(bytes).slice(0, 27);
}

/** In milliseconds. HTTP tells times no finer. */
export const SECOND = 1000;

export function wholeSeconds(at: number): number {
  return Math.floor(at / SECOND) * SECOND;
}
