/** The organiser's home and plan. */
import type { SignedInPage } from './signed-in-pages.ts';

export const organisePages: readonly SignedInPage[] = [];
