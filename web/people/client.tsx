/** Takes over the organiser's pages about people in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import './people.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
