/** Takes over the page of a room's summary in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import '../show/show.css';
import '../questions/questions.css';
import './summary.css';
import { SummaryPage } from './SummaryPage.tsx';

takeOver(SummaryPage);
