import type { PaperView } from '../../../polls/view.ts';
import { textOf } from './results.ts';
import type { OwnBallot } from './use-ballots.ts';

/** What one chose oneself. Of a secret poll the page does not show it again. */
export function OwnChoice({ paper, own }: { readonly paper: PaperView; readonly own: OwnBallot }) {
  if (paper.secrecy === 'secret' || (own.options === null && own.text === null)) return null;
  const texts = own.text !== null ? [own.text] : (own.options ?? []).map((id) => textOf(paper, id));
  const List = paper.kind === 'ranking' ? 'ol' : 'ul';
  return (
    <div className="poll-own">
      <p className="poll-small">{paper.kind === 'ranking' ? 'Your order' : 'Your choice'}</p>
      <List className="poll-own-list" data-ranked={paper.kind === 'ranking' || undefined}>
        {texts.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </List>
    </div>
  );
}
