/**
 * Every table of the database, as both engines hold it. Instants are integers (UTC milliseconds),
 * truth is 0 or 1, and what has inner structure is JSON text that the owning room's store parses.
 * Only a room's `store.ts` may query its tables; the prefix names the room.
 */
export interface Tables {
  agenda_event: AgendaEventRow;
  agenda_day: AgendaDayRow;
  agenda_session: AgendaSessionRow;
  agenda_version: AgendaVersionRow;
  agenda_calendar_entry: AgendaCalendarEntryRow;
  agenda_show: AgendaShowRow;
  agenda_show_step: AgendaShowStepRow;
  agenda_banner: AgendaBannerRow;
  agenda_attendance: AgendaAttendanceRow;
  people_person: PeoplePersonRow;
  people_organisation: PeopleOrganisationRow;
  people_participant: PeopleParticipantRow;
  people_role: PeopleRoleRow;
  people_registration: PeopleRegistrationRow;
  people_consent: PeopleConsentRow;
  people_link: PeopleLinkRow;
  people_sign_in: PeopleSignInRow;
  people_api_key: PeopleApiKeyRow;
  people_calendar_token: PeopleCalendarTokenRow;
  people_audit_entry: PeopleAuditEntryRow;
  people_help_request: PeopleHelpRequestRow;
  poll_poll: PollPollRow;
  poll_round: PollRoundRow;
  poll_ballot: PollBallotRow;
  poll_turnout: PollTurnoutRow;
  poll_key: PollKeyRow;
  question_question: QuestionQuestionRow;
  question_vote: QuestionVoteRow;
  question_setting: QuestionSettingRow;
  breakout_setting: BreakoutSettingRow;
  breakout_round: BreakoutRoundRow;
  breakout_dealing: BreakoutDealingRow;
  breakout_set: BreakoutSetRow;
  breakout_place: BreakoutPlaceRow;
  breakout_step: BreakoutStepRow;
  breakout_absence: BreakoutAbsenceRow;
  breakout_wish: BreakoutWishRow;
  breakout_room: BreakoutRoomRow;
  breakout_told: BreakoutToldRow;
  breakout_message: BreakoutMessageRow;
  breakout_summary: BreakoutSummaryRow;
  server_operator_key: ServerOperatorKeyRow;
  server_mail: ServerMailRow;
  server_live_topic: ServerLiveTopicRow;
  server_presence: ServerPresenceRow;
}

export interface AgendaEventRow {
  id: string;
  slug: string;
  name: string;
  time_zone: string;
  is_public: 0 | 1;
  /** JSON: `Helpdesk`. */
  helpdesk: string;
  /** Rises by one with each change of the draft; edits must name the one they saw. */
  revision: number;
  /** The number of the newest published version, or null before the first. */
  published_version: number | null;
  /** Who moves the running day on: `chair` or `clock`. */
  advance: string;
  /** Rises with each change of what is expected of a running day, so that what was made of it is made anew. */
  show_version: number;
  created_at: number;
  updated_at: number;
}

export interface AgendaDayRow {
  id: string;
  event_id: string;
  number: number;
  date: string;
  start_wall: string;
  end_wall: string;
  time_zone: string;
  break_minutes: number;
  break_slots: number;
  /** JSON: `Chair[]`. */
  chairs: string;
}

export interface AgendaSessionRow {
  id: string;
  event_id: string;
  day_id: string;
  /** Running order within the day, from 0. */
  position: number;
  kind: string;
  title: string;
  abstract: string;
  minutes: number;
  least_minutes: number | null;
  announced_start: string | null;
  announced_end: string | null;
  pinned: 0 | 1;
  /** JSON: `string[]`. */
  audience: string;
  track: string | null;
  /** JSON: `Speaker[]`. */
  speakers: string;
  /** JSON: `Chair` of this session alone, or null. */
  chair: string | null;
  /** The breakout whose rooms this plenary hears. */
  reports_back: string | null;
  join_link: string | null;
}

export interface AgendaVersionRow {
  event_id: string;
  number: number;
  /** JSON: `Snapshot`. Never changed after it is written. */
  snapshot: string;
  note: string;
  published_at: number;
  published_by: string;
}

/** What calendars have been told of a session: kept across versions so that SEQUENCE can only rise. */
export interface AgendaCalendarEntryRow {
  event_id: string;
  session_id: string;
  sequence: number;
  /** When what calendars show of it last changed. */
  revised_at: number;
  /** When it was taken out of the plan; the row goes 30 days later. */
  cancelled_at: number | null;
  /** JSON: `CalendarContent`, what was told last. */
  content: string;
}

/** A day as it runs. Made when the day is published or first touched. */
export interface AgendaShowRow {
  event_id: string;
  day_id: string;
  /** JSON: `Run`. */
  run: string;
  /** Rises by one with each change; commands must name the one they saw. */
  version: number;
  /** Who has the controls, as `participant:ID` or `operator:KEY`; null while nobody took them. */
  controller: string | null;
  controlled_since: number | null;
  /** When the clock has to look at it next, or null. */
  due_at: number | null;
  /** JSON: `ToldTime[]`, the times that pages were told last. */
  told: string;
}

/** One command that changed a running day; the newest that was not undone can be undone. */
export interface AgendaShowStepRow {
  event_id: string;
  day_id: string;
  /** The version that it made. */
  number: number;
  at: number;
  /** As in the audit log; `system` for what the clock did. */
  actor: string;
  /** JSON: `ShowCommand`, or what the clock did. */
  command: string;
  /** JSON: `Run` before it; null once it can no longer be undone. */
  before: string | null;
}

export interface AgendaBannerRow {
  id: string;
  event_id: string;
  text: string;
  /** `all`, or a `StaffRole`. */
  audience: string;
  set_by: string;
  created_at: number;
  ends_at: number;
}

/** That somebody came to a session, or with the empty text to a day. */
export interface AgendaAttendanceRow {
  event_id: string;
  day_id: string;
  /** The empty text for the day as a whole, so that a key over the columns is unique. */
  session_id: string;
  participant_id: string;
  /** When they first pressed Join; null for who was only seen. */
  joined_at: number | null;
  first_seen_at: number | null;
  last_seen_at: number | null;
  /** In how many minutes a page of theirs was open. */
  seen_minutes: number;
}

/** An address that can sign in. Goes when the last event that knew it has erased it. */
export interface PeoplePersonRow {
  id: string;
  /** As mail is sent to it. */
  email: string;
  /** As addresses are compared: see `people/email-address.ts`. Unique. */
  email_key: string;
  created_at: number;
}

export interface PeopleOrganisationRow {
  id: string;
  event_id: string;
  name: string;
  /** As names are compared: see `people/name-key.ts`. Unique within the event. */
  name_key: string;
  /** ISO 3166 code of two letters, or null. */
  country: string | null;
  kind: string;
  /** JSON: `string[]`, mail domains in ASCII whose addresses may register. */
  domains: string;
  /** Whether those who register by domain wait for an organiser's word. */
  needs_approval: 0 | 1;
  /** The most that may be registered, or null. */
  quota: number | null;
  revision: number;
}

/** A person in one event; after erasure a pseudonym without a person. */
export interface PeopleParticipantRow {
  id: string;
  event_id: string;
  /** Null after erasure. Unique within the event. */
  person_id: string | null;
  name: string;
  /** As names are searched: see `people/name-key.ts`. */
  name_key: string;
  organisation_id: string | null;
  /** JSON: `string[]`, fields of expertise. */
  tags: string;
  /** IANA name, or null for the event's own. */
  time_zone: string | null;
  /** `ParticipantState`. */
  state: string;
  /** `approval` or `place` while the state is `waiting`, else null. */
  waiting_for: string | null;
  /** Orders the waiting list. */
  waiting_since: number | null;
  invited_at: number | null;
  registered_at: number | null;
  erased_at: number | null;
  /** JSON: `Wishes`, for the breakouts. */
  wishes: string;
  /** Rises with each change of the row, its roles or its consents. */
  revision: number;
  created_at: number;
  updated_at: number;
}

export interface PeopleRoleRow {
  event_id: string;
  participant_id: string;
  /** `StaffRole`. */
  role: string;
  /** Of a chair or deputy, else the empty text, so that a key over the columns is unique. */
  day_id: string;
  /** Of a facilitator or rapporteur, else the empty text. */
  room: string;
}

export interface PeopleRegistrationRow {
  event_id: string;
  opens_at: number | null;
  closes_at: number | null;
  /** How many may be registered in all, or null. */
  places: number | null;
  waiting_list: 0 | 1;
  /** JSON: `ConsentText[]`, with their versions. */
  consents: string;
  revision: number;
}

/** What somebody answered to a consent text. Rows are added, never changed; the newest of a key counts. */
export interface PeopleConsentRow {
  id: string;
  event_id: string;
  participant_id: string;
  consent_key: string;
  version: number;
  given: 0 | 1;
  at: number;
}

/** A link or code by which somebody can sign in once. */
export interface PeopleLinkRow {
  id: string;
  /** `sign-in`, `invitation` or `terminal`. */
  purpose: string;
  /** Where to go then, and whose allowed domains count. */
  event_id: string | null;
  email: string;
  email_key: string;
  /** SHA-256 of what the browser that asked was given; null where no browser asked. */
  request_hash: string | null;
  /** SHA-256 of the link's token; null until the mail is written, and for addresses that get none. */
  link_hash: string | null;
  /** A slow hash of the code of six digits; null where there is none. */
  code_hash: string | null;
  /** How often the code was guessed wrong. */
  tries: number;
  created_at: number;
  expires_at: number;
  /** When it was decided whether a mail goes out; null while that is still to be done. */
  mailed_at: number | null;
  used_at: number | null;
}

export interface PeopleSignInRow {
  id: string;
  person_id: string;
  /** SHA-256 of the cookie's secret. */
  hash: string;
  /** Browser and system in words, as `Firefox on Linux`. */
  device: string;
  created_at: number;
  /** To within five minutes. */
  seen_at: number;
  expires_at: number;
}

export interface PeopleApiKeyRow {
  id: string;
  event_id: string;
  name: string;
  /** SHA-256 of the key. */
  hash: string;
  /** JSON: `Scope[]`. */
  scopes: string;
  created_at: number;
  /** To within five minutes. */
  used_at: number | null;
  revoked_at: number | null;
}

/** One for each participant at most: making a new one replaces the old. */
export interface PeopleCalendarTokenRow {
  participant_id: string;
  event_id: string;
  hash: string;
  created_at: number;
}

export interface PeopleAuditEntryRow {
  id: string;
  /** Null for what concerns the installation. */
  event_id: string | null;
  at: number;
  /** `operator:KEY`, `participant:ID`, `person:ID`, `api-key:ID`, `system`; never a name. */
  actor: string;
  /** `AuditAction`. */
  action: string;
  /** `participant:ID`, `organisation:ID`, `session:ID` …, or null. */
  subject: string | null;
  /** JSON: `AuditDetails`. No names, addresses, tokens or content. */
  details: string;
}

/** Somebody who asked for help. */
export interface PeopleHelpRequestRow {
  id: string;
  event_id: string;
  participant_id: string;
  text: string;
  /** `HelpState`. */
  state: string;
  /** The participant who took it, or null. */
  taken_by: string | null;
  created_at: number;
  taken_at: number | null;
  solved_at: number | null;
  revision: number;
}

/** What is asked, and what became of it. */
export interface PollPollRow {
  id: string;
  event_id: string;
  /** JSON: `PollContent`. */
  content: string;
  /** Of the content: the entry on which it hangs and its day, and the quiz; null for none. */
  entry: string | null;
  day: string | null;
  quiz: string | null;
  position: number;
  /** `PollState`. */
  state: string;
  /** What an archived one was before; else null. */
  state_before: string | null;
  /** Of the newest round; 0 before the first. */
  round: number;
  opened_by_agenda: 0 | 1;
  /** Read from a report of another tool, with a tally and no ballots. */
  imported: 0 | 1;
  /** When the clock has to look at it; null for nothing to do. */
  due_at: number | null;
  revision: number;
  created_at: number;
  updated_at: number;
  /** Of an imported one: the SHA-256 of its report, in hexadecimal; null for others. */
  report: string | null;
}

export interface PollRoundRow {
  poll_id: string;
  number: number;
  event_id: string;
  /** JSON: `PollContent`, as it was asked. */
  content: string;
  opened_at: number;
  closes_at: number | null;
  closed_by_hand: 0 | 1;
  closed_at: number | null;
  shown_at: number | null;
  answer_shown_at: number | null;
  /** These four are null until it is closed. */
  turnout: number | null;
  entitled: number | null;
  present: number | null;
  /** JSON: `Tally`. */
  tally: string | null;
  /** Of a secret poll, base64. */
  public_key: string | null;
  key_gone: 0 | 1;
  fault: string | null;
  /** JSON: `Standing[]` of organisations when it closed; null but for a question of a quiz. */
  standings: string | null;
}

/** One person's ballot in a round. Those of a secret poll go when the round is closed. */
export interface PollBallotRow {
  poll_id: string;
  round: number;
  participant_id: string;
  client_id: string;
  /** JSON: `string[]`, the client ids of ballots that this one replaced. */
  earlier: string;
  /** JSON: `Choice`; of a secret poll a sealed box, base64. */
  choice: string;
  cast_at: number;
}

/** Who voted in a secret poll that is closed. Written in the order of the ids, all at once. */
export interface PollTurnoutRow {
  poll_id: string;
  round: number;
  participant_id: string;
}

/** The key of a round of a secret poll, from the round's opening until it is stored that the key is gone. */
export interface PollKeyRow {
  /** Base64. */
  public_key: string;
  /** The poll may be gone. */
  poll_id: string;
}

export interface QuestionQuestionRow {
  id: string;
  event_id: string;
  /** `session:ID` or `room:NAME`. */
  place: string;
  text: string;
  /** The participant who asked. */
  author: string | null;
  /** Whether the name is shown. */
  named: 0 | 1;
  /** `QuestionState`. */
  state: string;
  /** Why it was set aside; else the empty text. */
  reason: string;
  merged_into: string | null;
  /** The place from which it was carried. */
  carried_from: string | null;
  client_id: string;
  revision: number;
  created_at: number;
  updated_at: number;
}

export interface QuestionVoteRow {
  question_id: string;
  participant_id: string;
}

export interface QuestionSettingRow {
  event_id: string;
  moderated: 0 | 1;
}

export interface BreakoutSettingRow {
  event_id: string;
  /** JSON: `BreakoutSettings`. */
  content: string;
  revision: number;
}

export interface BreakoutRoundRow {
  id: string;
  event_id: string;
  /** The session on which it hangs, and its day. */
  entry: string;
  day: string;
  /** JSON: `RoundContent`. */
  content: string;
  /** `RoundState`. */
  state: string;
  /** The set in use. */
  set_id: string | null;
  opened_at: number | null;
  closes_at: number | null;
  closes_by_hand: number | null;
  closed_at: number | null;
  opened_by_agenda: 0 | 1;
  /** JSON: `Report`. */
  report: string;
  places_revision: number;
  due_at: number | null;
  revision: number;
  created_at: number;
  updated_at: number;
}

/** A run of the assigner. */
export interface BreakoutDealingRow {
  id: string;
  event_id: string;
  /** JSON: `NewDealing`. */
  content: string;
  /** `DealingState`. */
  state: string;
  /** JSON: how far it is, and the figures of the best so far. */
  progress: string;
  /** JSON: who is in which room, by round; null before it has ended. */
  result: string | null;
  fault: string | null;
  /** Whether somebody wants it to stop, whichever process runs it. */
  stop_asked: 0 | 1;
  /** When its process said last that it goes on. */
  alive_at: number;
  created_at: number;
  finished_at: number | null;
}

export interface BreakoutSetRow {
  id: string;
  event_id: string;
  round_id: string;
  name: string;
  /** `SetSource`. */
  source: string;
  dealing_id: string | null;
  revision: number;
  created_at: number;
}

export interface BreakoutPlaceRow {
  set_id: string;
  participant_id: string;
  event_id: string;
  /** Of the round's content. */
  room_id: string;
  locked: 0 | 1;
  joined_at: number | null;
}

/** What can be undone of a set, the newest with the highest number. */
export interface BreakoutStepRow {
  set_id: string;
  number: number;
  /** JSON: the places of those who were moved, as they were and as they became. */
  before: string;
}

export interface BreakoutAbsenceRow {
  round_id: string;
  participant_id: string;
  event_id: string;
  /** The room that they gave up; null where they had none. */
  room_id: string | null;
  /** 1 where an organiser had locked them in it. */
  locked: number;
}

export interface BreakoutWishRow {
  participant_id: string;
  event_id: string;
  /** JSON: `string[]`, topics, the dearest first. */
  topics: string;
}

export interface BreakoutRoomRow {
  round_id: string;
  room_id: string;
  event_id: string;
  /** How often somebody came into it and was taken out of it. */
  came: number;
  gone: number;
}

/** What somebody's own calendar has been told of their room in one session: kept so that SEQUENCE can only rise. */
export interface BreakoutToldRow {
  participant_id: string;
  /** The session on which the round hangs. */
  entry: string;
  event_id: string;
  /** To be added to that of the session's entry. */
  sequence: number;
  /** When what it shows of the room last changed. */
  revised_at: number;
  /** JSON: the room as it was told; null after there was none any more. */
  room: string | null;
}

export interface BreakoutMessageRow {
  id: string;
  round_id: string;
  event_id: string;
  /** Null for all rooms. */
  room_id: string | null;
  /** `message` or `nudge`. */
  kind: string;
  /** Empty of a nudge. */
  text: string;
  created_at: number;
}

export interface BreakoutSummaryRow {
  round_id: string;
  room_id: string;
  event_id: string;
  /** JSON: by `SummaryField`. */
  texts: string;
  /** JSON: by `SummaryField`, how often it was saved. */
  versions: string;
  in_at: number | null;
  late: 0 | 1;
  /** The participant who wrote last; null under the Chatham House rule. */
  writer: string | null;
  /** Rises with each change. */
  revision: number;
  updated_at: number;
}

export interface ServerOperatorKeyRow {
  id: string;
  /** SHA-256 of the key, hex. */
  hash: string;
  created_at: number;
}

/** A mail that waits to be handed to the mail server. Gone once it was. */
export interface ServerMailRow {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  created_at: number;
  attempts: number;
  due_at: number;
  /** When it was given up or, where no mail server is set, shown instead of sent; null while it waits. */
  settled_at: number | null;
  failure: string | null;
}

/** How often what a topic shows has changed; stored in the transaction of the change. */
export interface ServerLiveTopicRow {
  /** The empty text for what concerns all events. */
  event_id: string;
  topic: string;
  version: number;
}

/** How many people a process sees in an event; of a process that has gone the row grows old. */
export interface ServerPresenceRow {
  process_id: string;
  event_id: string;
  people: number;
  at: number;
}
