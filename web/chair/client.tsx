/** Takes over the chair's page in the browser. */
import { takeOver } from '../shell/take-over.tsx';

import './chair.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
