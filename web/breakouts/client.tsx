/** Takes over the organiser's page of breakouts in the browser. */
import { takeOver } from '../shell/take-over.tsx';

import '../organise/forms.css';
import './breakouts.css';
import './board.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
