/** An event that is on today, and the people whose sockets are counted: signed in, each in a browser of their own. */
import { DateTime } from 'luxon';
import { hashSecret, newId, newSecret } from '../kernel/random.ts';
import { DAY, instant } from '../kernel/time.ts';
import { type DatabaseLocation, openDatabase } from '../server/database.ts';
import { participantRow } from '../tests/faults/participant-row.ts';
import { type PlanSize, planFilesOf } from './plan-files.ts';
import type { ServerProcess } from './processes.ts';

export const SLUG = 'bench';
/** Rows in one statement. */
const AT_ONCE = 500;

export class LiveEvent {
  readonly #url: string;
  /** The operator's. */
  readonly authorization: string;

  /** @param printed what the server said when it was started for the first time. */
  constructor({ url, printed }: Pick<ServerProcess, 'url' | 'printed'>) {
    this.#url = url;
    this.authorization = `Bearer ${/plenum_op_\S+/.exec(printed.join('\n'))?.[0] ?? ''}`;
  }

  /** Where its sockets are opened. */
  get address(): string {
    return `${this.#url.replace('http', 'ws')}/api/live?event=${SLUG}`;
  }

  /** Publishes it through the server's own addresses, with one day that is on now, or more after it. */
  async publish(sessions: number, days = 1, kind: PlanSize['kind'] = 'presentation'): Promise<void> {
    const { date, timeZone } = dayThatIsOn();
    const helpdesk = { email: null, phone: null, chat: null };
    await this.#send('POST', '/api/events', { slug: SLUG, name: 'Bench', timeZone, isPublic: true, helpdesk });
    const files = planFilesOf({ days, sessionsPerDay: sessions, tracks: 0, firstDate: date, timeZone, kind });
    const form = new FormData();
    form.set('days', new Blob([Uint8Array.from(files.days.bytes)]), 'days.csv');
    form.set('sessions', new Blob([Uint8Array.from(files.sessions.bytes)]), 'sessions.csv');
    const draft = await this.#send('POST', this.#path('import'), form);
    await this.#send('POST', this.#path('versions'), undefined, draft.headers.get('etag') ?? '');
  }

  /** Shows everybody a line, as a chair does. @returns what takes it away again. */
  async showBanner(text: string): Promise<() => Promise<void>> {
    const answer = await this.#send('POST', this.#path('banners'), { text, minutes: 10 });
    const { id } = (await answer.json()) as { readonly id: string };
    return async () => {
      await this.#send('DELETE', this.#path(`banners/${id}`));
    };
  }

  /** Asks the server for something of the event, as the operator. @throws Error for any refusal. */
  async ask(method: string, path: string, body?: object, match?: string): Promise<Response> {
    return await this.#send(method, this.#path(path), body, match);
  }

  #path(rest: string): string {
    return `/api/events/${SLUG}/${rest}`;
  }

  async #send(method: string, path: string, body?: object, match?: string): Promise<Response> {
    const isForm = body instanceof FormData;
    const headers = {
      authorization: this.authorization,
      ...(body && !isForm && { 'content-type': 'application/json' }),
      ...(match !== undefined && { 'if-match': match }),
    };
    const sent = body && { body: isForm ? body : JSON.stringify(body) };
    const response = await fetch(`${this.#url}${path}`, { method, headers, ...sent });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
}

/** Today in a zone in which it is about ten in the morning, so that a day of business hours is on whenever this runs. */
function dayThatIsOn(): { readonly date: string; readonly timeZone: string } {
  const now = DateTime.utc();
  const east = ((10 - now.hour + 12 + 24) % 24) - 12;
  const timeZone = east === 0 ? 'Etc/GMT' : `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
  return { date: now.setZone(timeZone).toISODate() ?? '', timeZone };
}

/**
 * Puts people into the event, registered, each with a sign-in: into the database directly, because a thousand
 * links take long. As after some hours of the event, nobody was seen in the last minutes.
 * @param where the data folder, or another place of a database.
 * @returns the cookies of their browsers
 */
export async function signInPeople(
  where: string | DatabaseLocation,
  count: number,
  role?: 'organiser',
): Promise<string[]> {
  const secrets = Array.from({ length: count }, () => newSecret('plenum_si'));
  const { db, close } = await openDatabase(typeof where === 'string' ? { dataDir: where } : where);
  const { id: event } = await db
    .selectFrom('agenda_event')
    .select('id')
    .where('slug', '=', SLUG)
    .executeTakeFirstOrThrow();
  const now = Date.now();
  const rows = secrets.map((secret, place) => {
    const [person, participant] = [newId<string>(), newId<string>()];
    const email = `guest-${place}@example.org`;
    const who = { id: participant, event_id: event, person_id: person, organisation_id: null };
    return {
      person: { id: person, email, email_key: email, created_at: now },
      participant: participantRow({ ...who, name: `Guest ${place}`, state: 'registered' }, now),
      signIn: {
        id: newId<string>(),
        person_id: person,
        hash: hashSecret(secret),
        device: 'Firefox on Linux',
        created_at: now,
        seen_at: now - DAY / 24,
        expires_at: instant(now + DAY),
      },
    };
  });
  await db.transaction().execute(async (tx) => {
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      await tx
        .insertInto('people_person')
        .values(some.map(({ person }) => person))
        .execute();
      await tx
        .insertInto('people_participant')
        .values(some.map(({ participant }) => participant))
        .execute();
      await tx
        .insertInto('people_sign_in')
        .values(some.map(({ signIn }) => signIn))
        .execute();
      if (role === undefined) continue;
      const roles = some.map(({ participant: { id } }) => ({
        event_id: event,
        participant_id: id,
        role,
        day_id: '',
        room: '',
      }));
      await tx.insertInto('people_role').values(roles).execute();
    }
  });
  await close();
  return secrets.map((secret) => `plenum_session=${secret}`);
}

/** As though the sign-ins had been used an hour ago for the last time, which a server writes down when they come. */
export async function forgetLastSeen(dataDir: string): Promise<void> {
  const { db, close } = await openDatabase({ dataDir });
  await db
    .updateTable('people_sign_in')
    .set({ seen_at: Date.now() - DAY / 24 })
    .execute();
  await close();
}
