/** How long requests wait that are sent at fixed times, whatever the earlier ones wait for. */
import { setTimeout } from 'node:timers/promises';

/** In milliseconds. */
const BETWEEN_REQUESTS = 20;

/** @returns how long each waited that was sent before it was over, in milliseconds. */
export async function waitsOf(address: string, cookie: string, over: AbortSignal): Promise<number[]> {
  const waits: Promise<number>[] = [];
  for (let next = performance.now(); !over.aborted; next += BETWEEN_REQUESTS) {
    await setTimeout(Math.max(0, next - performance.now()));
    waits.push(waitOf(address, cookie));
  }
  return await Promise.all(waits);
}

async function waitOf(address: string, cookie: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(address, { headers: { cookie } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return performance.now() - begun;
}
