/** The pages for signing in, as whole documents. Pure: the same input, the same bytes. */
import { type PageAssets, type PageSite, renderDocumentOf, renderPage } from '../shell/render.tsx';
import { LinkPage } from './LinkPage.tsx';
import { SignInPage, type SignInState } from './SignInPage.tsx';

export function renderSignInPage(state: SignInState, site: PageSite): string {
  return renderPage({ title: 'Sign in', body: <SignInPage state={state} />, state, site });
}

/** What a mailed link opens. It works without scripts. */
export function renderLinkPage(assets: PageAssets): string {
  return renderDocumentOf({ title: 'Sign in', body: <LinkPage />, assets });
}
