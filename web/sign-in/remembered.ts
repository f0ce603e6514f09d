/** Keeps what was asked for in this tab, until its time is over. A browser that forbids storage forgets it. */
import type { Asked } from './asked.ts';

const KEY = 'plenum-sign-in';

export function rememberAsked(asked: Asked): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(asked));
  } catch {
    // The page itself still knows it.
  }
}

export function forgetAsked(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/** @param now UTC milliseconds. */
export function rememberedAsked(now: number): Asked | null {
  try {
    const asked = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Asked | null;
    return asked && Date.parse(asked.expiresAt) > now ? asked : null;
  } catch {
    return null;
  }
}
