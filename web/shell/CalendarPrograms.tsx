const PROGRAMS: readonly (readonly [program: string, steps: string])[] = [
  [
    'Google Calendar',
    'On a computer, press + beside “Other calendars”, then “From URL”, and paste the address. Changes arrive after a few hours.',
  ],
  [
    'Outlook.com',
    'Choose “Add calendar”, then “Subscribe from web”, and paste the address. The link above does not work there.',
  ],
  ['Outlook on a computer', 'Choose “Add calendar”, then “From Internet”, and paste the address.'],
  ['Apple Calendar', 'Open the link above, or choose “File”, “New Calendar Subscription”, and paste the address.'],
  ['Thunderbird', 'Choose “New Calendar”, “On the Network”, and paste the address. It needs no user name.'],
];

/** How each calendar program takes an address. */
export function CalendarPrograms() {
  return (
    <dl className="programs">
      {PROGRAMS.map(([program, steps]) => (
        <div key={program}>
          <dt>{program}</dt>
          <dd>{steps}</dd>
        </div>
      ))}
    </dl>
  );
}
