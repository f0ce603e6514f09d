import { useCallback, useEffect, useRef, useState } from 'react';
import { type PeopleQuery, peopleAddress, readPeopleQuery } from './people-query.ts';

/** Looks at something else. `quietly` leaves no step for the browser's back button: for what is typed. */
export type Look = (changes: Partial<PeopleQuery>, quietly?: boolean) => void;

/**
 * What is looked at; the page's address always says it, and the back button undoes it.
 * @param asked what the address asked for.
 */
export function usePeopleQuery(slug: string, asked: PeopleQuery): readonly [PeopleQuery, Look] {
  const [query, setQuery] = useState(asked);
  const latest = useRef(query);
  useEffect(() => {
    const follow = () => {
      latest.current = readPeopleQuery(new URLSearchParams(location.search));
      setQuery(latest.current);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const look = useCallback<Look>(
    (changes, quietly = false) => {
      latest.current = { ...latest.current, ...changes };
      const address = peopleAddress(slug, latest.current);
      if (quietly) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
      setQuery(latest.current);
    },
    [slug],
  );
  return [query, look];
}
