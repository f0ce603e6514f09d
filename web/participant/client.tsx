/** Takes over the participant's page in the browser. */
import { takeOver } from '../shell/take-over.tsx';
import '../show/show.css';
import './participant.css';
import './polls.css';
import './rooms.css';
import { ParticipantPage } from './ParticipantPage.tsx';

takeOver(ParticipantPage, { mayStay: ({ state }) => state === 'registered' });
