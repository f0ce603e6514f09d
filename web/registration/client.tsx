/** Takes over the registration page in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import '../sign-in/sign-in.css';
import './registration.css';
import { RegistrationPage } from './RegistrationPage.tsx';

// Somebody who is signed in may look at the registration of an event that does not know them yet.
takeOver(RegistrationPage, { isIn: ({ registration: { mine } }) => mine !== null && mine.state !== null });
