import { Button } from '@mantine/core';
import type { DealingView } from '../../breakouts/view.ts';
import { countOf } from '../agenda/wording.ts';
import { faceAt } from '../clock-face.ts';
import { EditProblem } from '../organise/FormFrame.tsx';
import { useWork } from '../organise/use-work.ts';
import { PRESET_CARDS } from './deal-form.ts';
import { Figures } from './Figures.tsx';
import { shareText } from './figure-rows.ts';
import type { PartProps } from './part-props.ts';
import { useRoundEdits } from './queries.ts';
import { DEALING_NAMES } from './round-words.ts';

export interface DealingCardProps extends Pick<PartProps, 'slug' | 'zone' | 'onSaid' | 'onDone'> {
  readonly dealing: DealingView;
  /** Of its rounds. */
  readonly names: readonly string[];
  /** The newest one stands open. */
  readonly isFirst: boolean;
}

/** A dealing: how far it is, what it comes to, and what can be done with it. */
export function DealingCard({ slug, zone, dealing, names, isFirst, onSaid, onDone }: DealingCardProps) {
  const { stopDealing, takeDealing, removeDealing } = useRoundEdits(slug);
  const { busy, error, work } = useWork(onSaid);
  const { id, name, state, figures, fault, progress, createdAt, preset } = dealing;
  const use = async (inUse: boolean) => {
    const said = inUse ? 'The sets are in use.' : 'Each round has a set more. The ones in use stay.';
    if (await work(() => takeDealing(id, inUse), said)) onDone({ show: 'all' });
  };
  const canUse = state === 'done' || state === 'stopped';
  const { clock } = faceAt(Date.parse(createdAt), zone);
  const title = `${name}, ${clock}`;
  return (
    <article className="dealing" aria-label={title}>
      <h3 className="breakouts-title" dir="auto">
        {title}
      </h3>
      <p className="breakouts-line">
        <span className="breakouts-state" data-state={state === 'running' ? 'open' : 'closed'}>
          {DEALING_NAMES[state]}
        </span>
        <span>{PRESET_CARDS.find(({ value }) => value === (preset ?? 'own'))?.name}</span>
        <span dir="auto">{names.length === 1 ? names[0] : countOf(names.length, 'round')}</span>
      </p>
      {state === 'running' && <Progress progress={progress} figures={figures} />}
      {fault !== null && <p className="breakouts-fault">{fault}</p>}
      <div className="buttons breakouts-do">
        {state === 'running' && (
          <Button variant="default" disabled={busy} onClick={() => void work(() => stopDealing(id), 'Stopped.')}>
            Stop, and keep the best so far
          </Button>
        )}
        {canUse && (
          <>
            <Button variant={isFirst ? 'filled' : 'default'} disabled={busy} onClick={() => void use(true)}>
              Use it now
            </Button>
            <Button variant="default" disabled={busy} onClick={() => void use(false)}>
              Keep it as sets, not in use
            </Button>
          </>
        )}
        {state !== 'running' && (
          <Button
            variant="default"
            disabled={busy}
            onClick={() => void work(() => removeDealing(id), `“${name}” is thrown away.`)}
          >
            {state === 'used' ? 'Remove from the list' : 'Throw it away'}
          </Button>
        )}
      </div>
      <EditProblem error={error} of="these rounds" />
      {figures && (
        <details open={isFirst}>
          <summary>What it comes to</summary>
          {names.length > 1 && (
            <p className="breakouts-hint" dir="auto">
              Rounds that were dealt: {names.join('; ')}.
            </p>
          )}
          <Figures figures={figures} />
        </details>
      )}
    </article>
  );
}

function Progress({ progress, figures }: Pick<DealingView, 'progress' | 'figures'>) {
  const percent = Math.floor(progress * 100);
  const best = figures ? ` Best so far: ${shareText(figures.distinctMet, figures.distinctCeiling)} of pairs meet.` : '';
  return (
    <div className="dealing-progress">
      <progress max={100} value={percent} aria-label="How far the dealing is" />
      <p>
        {percent} % done.{best}
      </p>
    </div>
  );
}
