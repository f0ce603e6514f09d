/** What one event holds about oneself, and what one may do with it. */
import type { SignedInPage } from './signed-in-pages.ts';

export const mePages: readonly SignedInPage[] = [];
