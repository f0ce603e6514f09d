/** What every page is made with: the built files, and the address that people use. */
import type { PageSite } from '../../web/shell/render.tsx';
import type { BuiltPages, PageScript } from './page-assets.ts';

export interface Press {
  /** @throws AppError `unavailable` while the pages were not built. */
  readonly built: () => BuiltPages;
  /** Without a slash at its end. */
  readonly publicUrl: () => string;
}

/** Where the pages of one script are written. */
export function siteOf(press: Press, script: PageScript): PageSite {
  return { publicUrl: press.publicUrl(), assets: press.built().scripted[script] };
}
