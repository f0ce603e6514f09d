/** Takes over the sign-in page in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import './sign-in.css';
import { SignInPage } from './SignInPage.tsx';

takeOver(SignInPage);
