import { EditProblem } from '../organise/FormFrame.tsx';
import { Notice } from '../shell/Notice.tsx';
import type { BoardHands } from './use-board.ts';

/** What became of the last press; where somebody else was faster, what they did. */
export function BoardProblem({ hands }: { readonly hands: BoardHands }) {
  if (hands.meanwhile === null) return <EditProblem error={hands.error} of="this set" />;
  return <Meanwhile changes={hands.meanwhile} />;
}

function Meanwhile({ changes }: { readonly changes: readonly string[] }) {
  return (
    <Notice tone="late" title="Somebody else has changed this set in the meantime. Nothing of yours was done.">
      {changes.length > 0 && (
        <ul className="notice-faults">
          {changes.map((change) => (
            <li key={change} dir="auto">
              {change}
            </li>
          ))}
        </ul>
      )}
      <p>The board now shows the set as it is. Look at it and try again.</p>
    </Notice>
  );
}
