/** Takes over the organiser's page of polls in the browser. */
import { takeOver } from '../shell/take-over.tsx';

import '../organise/forms.css';
import './polls.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
