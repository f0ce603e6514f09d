/** Takes over the helpdesk's page in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import './helpdesk.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
