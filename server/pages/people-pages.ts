/** The organiser's pages about people, registration and access. */
import type { SignedInPage } from './signed-in-pages.ts';

export const peoplePages: readonly SignedInPage[] = [];
