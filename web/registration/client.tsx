/** Takes over the registration page in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import '../sign-in/sign-in.css';
import './registration.css';
import { RegistrationPage } from './RegistrationPage.tsx';

takeOver(RegistrationPage);
