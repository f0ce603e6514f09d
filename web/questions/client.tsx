/** Takes over the page of questions in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import '../show/show.css';
import './questions.css';
import { AskPage } from './AskPage.tsx';

takeOver(AskPage, { mayStay: ({ state }) => state === 'registered' });
