/** Lists of people as files: 120 from twelve organisations and more, all of them roles, none of them real. */
export const COUNTRIES = [
  'Austria',
  'Belgium',
  'Bulgaria',
  'Croatia',
  'Czechia',
  'Denmark',
  'Estonia',
  'Finland',
  'France',
  'Latvia',
  'Lithuania',
  'Norway',
  'Switzerland',
] as const;
const FUNCTIONS = [
  'Head of unit',
  'Adviser',
  'Analyst',
  'Laboratory officer',
  'Risk officer',
  'Policy officer',
  'Trainer',
];
const FIELDS = ['Risk management', 'Data analytics', 'Detection technologies', 'Customs laboratories'];

/** A CSV file of so many people, in thirteen organisations. */
export function peopleFile(count: number, more: readonly string[] = []): string {
  const rows = Array.from({ length: count }, (_, place) => {
    const country = COUNTRIES[place % COUNTRIES.length] ?? '';
    const name = `${FUNCTIONS[place % FUNCTIONS.length]} ${Math.floor(place / COUNTRIES.length) + 1}, ${country}`;
    return `"${name}",person-${place + 1}@${country.toLowerCase()}.example.org,${country},${FIELDS[place % FIELDS.length]}`;
  });
  return ['name,email,organisation,tags', ...rows, ...more].join('\n');
}
