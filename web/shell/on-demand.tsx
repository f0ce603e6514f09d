/**
 * Parts of a page whose script is fetched when they are first shown, and not before: so that the page itself stays
 * light. The server, and the browser until the part is there, draw bars in the shape of what is coming.
 *
 *     const HandOver = onDemand(() => import('./HandOver.tsx').then((part) => part.HandOver), LOADING);
 */
import { type ComponentType, useEffect, useState } from 'react';
import { Loading, Notice } from './Notice.tsx';

export interface OnDemandWords {
  /** What those hear who do not see the bars: `Loading the polls` */
  readonly label: string;
  readonly rows: number;
}

export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { label, rows }: OnDemandWords,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null;
  return function OnDemand(props: Props) {
    const [Part, setPart] = useState(() => known);
    const [hasFailed, setFailed] = useState(false);
    useEffect(() => {
      if (known) return;
      load().then(
        (loaded) => {
          known = loaded;
          setPart(() => loaded);
        },
        () => setFailed(true),
      );
    }, []);
    if (Part) return <Part {...props} />;
    return hasFailed ? <NotLoaded /> : <Loading rows={rows} label={label} />;
  };
}

/** The way to the server is lost, or the server has newer pages by now. */
function NotLoaded() {
  return (
    <Notice tone="wrong" title="This part of the page could not be loaded.">
      <p>
        <button type="button" className="plain-button" onClick={() => location.reload()}>
          Load the page again
        </button>
      </p>
    </Notice>
  );
}
