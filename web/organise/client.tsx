/** Takes over the organiser's home and the plan in the browser. */
import { takeOver } from '../shell/take-over.tsx';

import './forms.css';
import './organise.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
