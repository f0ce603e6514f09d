import { useQuery } from '@tanstack/react-query';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { call } from '../shell/api.ts';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { apiOf } from './queries.ts';

interface ZoomView {
  readonly notPlaced: readonly { readonly name: string; readonly reason: string }[];
  readonly runSheet: string;
}

/** The round as a file for Zoom, who is not in it, and when to load it. */
export function ZoomFile({ slug, round }: { readonly slug: string; readonly round: StaffRoundView }) {
  const api = `${apiOf(slug)}/rounds/${round.id}`;
  const zoom = useQuery({
    queryKey: ['breakout-zoom', slug, round.id, round.revision, round.set, round.placesRevision, round.unplaced],
    queryFn: ({ signal }) => call<ZoomView>(`${api}/zoom`, { signal }),
    enabled: round.set !== null,
  });
  return (
    <section className="section" aria-labelledby="zoom-file">
      <h2 className="section-title" id="zoom-file">
        File for Zoom
      </h2>
      {round.set === null ? (
        <p className="section-lead">There is one as soon as people are dealt into the rooms.</p>
      ) : (
        <>
          <ProblemNotice error={zoom.error} />
          {zoom.isPending && <Loading rows={3} label="Loading what the file says" />}
          {zoom.data && (
            <>
              <p className="section-lead">On the run sheet: {zoom.data.runSheet}</p>
              <p className="breakouts-files">
                <a className="text-link" href={`${api}/zoom.csv`} download>
                  Rooms and addresses (CSV)
                </a>
              </p>
              <NotPlaced people={zoom.data.notPlaced} />
            </>
          )}
        </>
      )}
    </section>
  );
}

function NotPlaced({ people }: { readonly people: ZoomView['notPlaced'] }) {
  if (people.length === 0) return <p>Everybody with a place is in the file.</p>;
  return (
    <>
      <h3 className="breakouts-part-title">
        {people.length === 1 ? '1 person is' : `${people.length} people are`} not in the file
      </h3>
      <p className="breakouts-hint">Place them by hand in the meeting.</p>
      <ul className="breakouts-names">
        {people.map(({ name, reason }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may be alike, and the list is drawn whole
          <li key={`${name}${place}`}>
            <bdi>{name}</bdi> <span className="breakouts-of">{reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
