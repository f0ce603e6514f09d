/** Takes over the page of what is one's own in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import '../sign-in/sign-in.css';
import '../registration/registration.css';
import './me.css';
import { MePage } from './MePage.tsx';

takeOver(MePage);
