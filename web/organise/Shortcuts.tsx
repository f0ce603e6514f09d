import { useRef } from 'react';
import { PageKeys } from '../shell/PageKeys.tsx';

/** @param onNew null where no session can be added. */
export function Shortcuts({ onNew }: { readonly onNew: (() => void) | null }) {
  const seen = useRef(-1);
  const next = () => {
    seen.current = showFinding(seen.current + 1);
  };
  return (
    <PageKeys
      keys={[
        { key: 'n', what: 'New session, at the end of the day', act: onNew },
        { key: 'f', what: 'Next finding that is about a session', act: next },
        { key: 'Ctrl S', what: 'Save the form that you are in (⌘ S on a Mac)', act: null },
      ]}
    />
  );
}

/** Leads to the session that a finding is about; after the last comes the first. @returns its place in the list. */
function showFinding(place: number): number {
  const findings = [...document.querySelectorAll<HTMLElement>('[data-finding]')];
  const shown = findings.length === 0 ? -1 : place % findings.length;
  findings[shown]?.click();
  return shown;
}
