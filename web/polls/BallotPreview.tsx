import { useId } from 'react';
import { SECRECY_SENTENCES } from '../participant/polls/poll-words.ts';
import { type PollValues, takesSeveral } from './poll-form.ts';

/** The ballot paper as a participant has it on a phone. Nothing in it can be pressed. */
export function BallotPreview({ values }: { readonly values: PollValues }) {
  const id = useId();
  const { question, explanation, pictureUrl, pictureAlt, secrecy } = values;
  return (
    <section className="ballot-preview" aria-labelledby={id}>
      <h2 className="polls-part-title" id={id}>
        As participants see it
      </h2>
      <div className="ballot-phone">
        <p className="ballot-label">Quick poll</p>
        <p className="ballot-question" dir="auto">
          {question.trim() === '' ? 'The question' : question}
        </p>
        {explanation.trim() !== '' && (
          <p className="ballot-explanation" dir="auto">
            {explanation}
          </p>
        )}
        {/^https:\/\/\S+\.\S+/.test(pictureUrl.trim()) && (
          <img className="ballot-picture" src={pictureUrl.trim()} alt={pictureAlt} />
        )}
        <Choices values={values} />
        <p className="ballot-vote" aria-hidden="true">
          Vote
        </p>
        <p className="ballot-secrecy">{SECRECY_SENTENCES[secrecy]}</p>
      </div>
    </section>
  );
}

function Choices({ values }: { readonly values: PollValues }) {
  const { kind, options, steps } = values;
  if (kind === 'text') return <p className="ballot-text">Up to 100 characters</p>;
  const texts = kind === 'scale' ? steps.map((text, place) => `${place + 1} ${text}`) : options.map(({ text }) => text);
  return (
    <>
      <p className="ballot-how">{howMany(values)}</p>
      <ol className="ballot-options" data-mark={markOf(values)}>
        {texts.map((text, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing in a preview has a state of its own
          <li key={place} dir="auto">
            {text.trim() === '' ? `Option ${place + 1}` : text}
          </li>
        ))}
      </ol>
    </>
  );
}

function markOf({ kind, most }: PollValues): 'place' | 'box' | 'round' {
  if (kind === 'ranking') return 'place';
  return kind === 'opinion' && most.trim() !== '1' ? 'box' : 'round';
}

/** `Choose 1 to 3.` */
export function howMany({ kind, least, most }: Pick<PollValues, 'kind' | 'least' | 'most'>): string {
  const from = least.trim();
  const to = most.trim();
  const verb = kind === 'ranking' ? 'Put in order, best first' : 'Choose';
  if (!takesSeveral(kind) || (from === '1' && to === '1')) return kind === 'ranking' ? `${verb}: 1.` : 'Choose one.';
  return `${verb}${kind === 'ranking' ? ':' : ''} ${from === to ? from : `${from} to ${to}`}.`;
}
