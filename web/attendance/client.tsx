/** Takes over the page of who came in the browser. */
import { takeOver } from '../shell/take-over.tsx';

import './attendance.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
