import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useOpenDialog } from './open-dialog.ts';

export interface ConfirmDialogProps {
  /** A question: `Remove this calendar address?` */
  readonly title: string;
  /** What it means, in whole sentences. */
  readonly children: ReactNode;
  /** What the button does: `Remove the address`. */
  readonly action: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before what cannot be undone. Rendered only while it is open; the browser keeps the focus in it. */
export function ConfirmDialog({ title, children, action, busy = false, onConfirm, onCancel }: ConfirmDialogProps) {
  const dialog = useOpenDialog();
  const titleId = useId();
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onCancel();
      }}
    >
      <h2 id={titleId} className="dialog-title">
        {title}
      </h2>
      <div className="dialog-text">{children}</div>
      <div className="buttons">
        <Button variant="default" onClick={onCancel} disabled={busy}>
          Cancel
        </Button>
        <Button className="grave-button" onClick={onConfirm} loading={false} disabled={busy}>
          {action}
        </Button>
      </div>
    </dialog>
  );
}
