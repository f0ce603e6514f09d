export interface OwnSummary {
  readonly round: string;
  readonly room: string;
  /** Of the room. */
  readonly name: string;
  /** Of the breakout; null where it is not planned any more. */
  readonly title: string | null;
}

/** What rooms of theirs bring to the plenary, as long as it has not heard them. */
export function MySummaries({ slug, summaries }: { readonly slug: string; readonly summaries: readonly OwnSummary[] }) {
  if (summaries.length === 0) return null;
  return (
    <section className="section" aria-labelledby="summaries">
      <h2 className="section-title" id="summaries">
        Summaries that I write
      </h2>
      <p className="section-lead">For the plenary, as facilitator or rapporteur of a room.</p>
      <ul className="own-summaries">
        {summaries.map(({ round, room, name, title }) => (
          <li key={round + room}>
            <a className="own-session-title" href={`/e/${slug}/rooms/${round}/${room}/summary`} dir="auto">
              {name}
            </a>
            {title !== null && (
              <p className="own-summary-of" dir="auto">
                {title}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
