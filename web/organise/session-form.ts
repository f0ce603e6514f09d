/** A session as a form holds it, and the edit that saving the form makes. */
import type { Session, SessionKind } from '../../agenda/schema.ts';
import { listed, number, numberOrNull, orNull, shown } from './written.ts';

export interface SpeakerValues {
  readonly name: string;
  readonly organisation: string;
  readonly confirmed: boolean;
}

export interface SessionValues {
  readonly kind: SessionKind;
  readonly title: string;
  readonly minutes: string;
  readonly leastMinutes: string;
  readonly announcedStart: string;
  readonly announcedEnd: string;
  readonly pinned: boolean;
  /** Separated by semicolons. */
  readonly audience: string;
  readonly track: string;
  readonly speakers: readonly SpeakerValues[];
  readonly chairName: string;
  readonly chairOrganisation: string;
  /** The id of a breakout; empty for none. */
  readonly reportsBack: string;
  readonly joinLink: string;
  readonly abstract: string;
  /** The number of its day. */
  readonly day: string;
}

export const NO_SPEAKER: SpeakerValues = { name: '', organisation: '', confirmed: false };

export function newSessionValues(day: number): SessionValues {
  return {
    kind: 'presentation',
    title: '',
    minutes: '15',
    leastMinutes: '',
    announcedStart: '',
    announcedEnd: '',
    pinned: false,
    audience: '',
    track: '',
    speakers: [],
    chairName: '',
    chairOrganisation: '',
    reportsBack: '',
    joinLink: '',
    abstract: '',
    day: String(day),
  };
}

export function sessionValues(session: Session, day: number): SessionValues {
  const { kind, title, pinned, abstract, chair } = session;
  return {
    ...{ kind, title, pinned, abstract },
    minutes: shown(session.minutes),
    leastMinutes: shown(session.leastMinutes),
    announcedStart: shown(session.announcedStart),
    announcedEnd: shown(session.announcedEnd),
    audience: session.audience.join('; '),
    track: shown(session.track),
    speakers: session.speakers.map(({ name, organisation, confirmed }) => ({
      name: shown(name),
      organisation: shown(organisation),
      confirmed,
    })),
    chairName: shown(chair?.name ?? null),
    chairOrganisation: chair?.organisation ?? '',
    reportsBack: shown(session.reportsBack),
    joinLink: shown(session.joinLink),
    day: String(day),
  };
}

/** What to send for one field of the form: some fields of the form make one of the edit. */
const SENT: { readonly [Name in keyof SessionValues]: (values: SessionValues) => Record<string, unknown> } = {
  kind: ({ kind }) => ({ kind }),
  title: ({ title }) => ({ title }),
  minutes: ({ minutes }) => ({ minutes: number(minutes) }),
  leastMinutes: ({ leastMinutes }) => ({ leastMinutes: numberOrNull(leastMinutes) }),
  announcedStart: ({ announcedStart }) => ({ announcedStart: orNull(announcedStart) }),
  announcedEnd: ({ announcedEnd }) => ({ announcedEnd: orNull(announcedEnd) }),
  pinned: ({ pinned }) => ({ pinned }),
  audience: ({ audience }) => ({ audience: listed(audience) }),
  track: ({ track }) => ({ track: orNull(track) }),
  speakers: ({ speakers }) => ({ speakers: speakers.map(speakerSent) }),
  chairName: chairSent,
  chairOrganisation: chairSent,
  reportsBack: ({ reportsBack }) => ({ reportsBack: orNull(reportsBack) }),
  joinLink: ({ joinLink }) => ({ joinLink: orNull(joinLink) }),
  abstract: ({ abstract }) => ({ abstract }),
  day: ({ day }) => ({ day: number(day) }),
};

function speakerSent({ name, organisation, confirmed }: SpeakerValues) {
  return { name: orNull(name), organisation: orNull(organisation), confirmed };
}

function chairSent({ chairName, chairOrganisation }: SessionValues) {
  if (chairName.trim() === '' && chairOrganisation.trim() === '') return { chair: null };
  return { chair: { name: orNull(chairName), organisation: chairOrganisation, role: 'chair' } };
}

/** The body of an edit of these fields. */
export function sessionSent(
  values: SessionValues,
  names: readonly (keyof SessionValues)[] = Object.keys(values) as (keyof SessionValues)[],
): Record<string, unknown> {
  return Object.assign({}, ...names.map((name) => SENT[name](values)));
}
