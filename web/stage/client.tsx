/** Takes over the shared screen in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import './stage.css';
import { mayStay, Page } from './pages.tsx';

takeOver(Page, { mayStay });
