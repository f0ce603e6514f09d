/** Every page of people who are signed in, in the order in which the navigation lists them. */
import { askPages } from './ask-pages.ts';
import { breakoutsPages } from './breakouts-pages.ts';
import { chairPages } from './chair-pages.ts';
import { helpdeskPages } from './helpdesk-pages.ts';
import { mePages } from './me-pages.ts';
import { organisePages } from './organise-pages.ts';
import { peoplePages } from './people-pages.ts';
import { pollsPages } from './polls-pages.ts';
import type { SignedInPage } from './signed-in-pages.ts';
import { stagePages } from './stage-pages.ts';
import { summaryPages } from './summary-pages.ts';

export const SIGNED_IN_PAGES: readonly SignedInPage[] = [
  ...askPages,
  ...mePages,
  ...chairPages,
  ...stagePages,
  ...helpdeskPages,
  ...organisePages,
  ...pollsPages,
  ...breakoutsPages,
  ...peoplePages,
  ...summaryPages,
];
