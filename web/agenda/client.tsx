/** Takes over the agenda and session pages in the browser. */
import { hydrateRoot } from 'react-dom/client';
import './agenda.css';
import { Page, type PageState } from './pages.tsx';

const root = document.getElementById('root');
const stored = document.getElementById('page-state');
if (root && stored?.textContent) {
  const state = JSON.parse(stored.textContent) as PageState;
  hydrateRoot(root, <Page state={state} />);
}
// A link to the calendar addresses should show them, not a closed fold.
const fold = document.getElementById('calendar');
if (location.hash === '#calendar' && fold instanceof HTMLDetailsElement) fold.open = true;
