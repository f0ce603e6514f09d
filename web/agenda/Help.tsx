import type { Agenda } from '../../agenda/view.ts';
import { faceAt, longDate, zoneCity } from '../clock-face.ts';
import { eventFeed, scheduleFile } from './feeds.ts';

/** The footer of an event's pages: whom to ask, which version this is, and the files for programs. */
export function Help({ agenda }: { readonly agenda: Agenda }) {
  const { email, phone, chat } = agenda.event.helpdesk;
  return (
    <>
      {isReachable(agenda) && (
        <section aria-labelledby="helpdesk">
          <h2 className="footer-title" id="helpdesk">
            Helpdesk
          </h2>
          <ul className="footer-list">
            {email !== null && (
              <li>
                <a href={`mailto:${email}`}>{email}</a>
              </li>
            )}
            {phone !== null && (
              <li>
                <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
              </li>
            )}
            {chat !== null && (
              <li>
                <a href={chat}>Chat with the helpdesk</a>
              </li>
            )}
          </ul>
        </section>
      )}
      {agenda.version > 0 && <Files agenda={agenda} />}
    </>
  );
}

/** False where nothing is published and no helpdesk is named: such a page needs no footer. */
export function hasHelp(agenda: Agenda): boolean {
  return agenda.version > 0 || isReachable(agenda);
}

function isReachable({ event }: Agenda): boolean {
  return Object.values(event.helpdesk).some((way) => way !== null);
}

function Files({ agenda }: { readonly agenda: Agenda }) {
  const { slug, isPublic } = agenda.event;
  return (
    <section aria-labelledby="files">
      <h2 className="footer-title" id="files">
        This agenda
      </h2>
      <ul className="footer-list">
        <li>{publishedText(agenda)}</li>
        {isPublic && (
          <li className="footer-files">
            <span>For programs:</span>
            <a href={eventFeed(slug).path}>calendar.ics</a>
            <a href={scheduleFile(slug, 'json')}>schedule.json</a>
            <a href={scheduleFile(slug, 'xml')}>schedule.xml</a>
          </li>
        )}
      </ul>
    </section>
  );
}

/** On the event's clock, which is named. */
function publishedText({ version, publishedAt, event: { timeZone } }: Agenda): string {
  if (publishedAt === null) return `Version ${version}`;
  const { date, clock } = faceAt(Date.parse(publishedAt), timeZone);
  return `Version ${version}, published ${longDate(date)} at ${clock} (${zoneCity(timeZone)})`;
}
