import { PageKeys } from '../shell/PageKeys.tsx';
import { flipFullScreen, useFullScreen } from './use-full-screen.ts';
import type { Look } from './use-look.ts';

export interface StageControlsProps {
  readonly look: Look;
  readonly onFlip: () => void;
}

/** They leave with the pointer, a while after it was moved last; the keys stay. */
export function StageControls({ look, onFlip }: StageControlsProps) {
  const { isFull, canBe } = useFullScreen();
  const full = isFull ? 'Leave full screen' : 'Full screen';
  const keys = [
    { key: 'f', what: 'Full screen, and back', act: canBe ? flipFullScreen : null },
    { key: 'd', what: 'Dark or light', act: onFlip },
  ];
  return (
    <div className="stage-controls scripted-only">
      {canBe && (
        <button type="button" className="stage-button" onClick={flipFullScreen}>
          {full} <kbd>f</kbd>
        </button>
      )}
      <button type="button" className="stage-button" onClick={onFlip}>
        {look === 'dark' ? 'Light' : 'Dark'} <kbd>d</kbd>
      </button>
      <PageKeys keys={keys} />
    </div>
  );
}
