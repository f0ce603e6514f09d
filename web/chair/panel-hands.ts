/** What single keys do with the poll that the chair's panel has chosen; what makes no sense now is left out. */
export interface PanelHands {
  readonly open?: () => void;
  readonly close?: () => void;
  /** The counts, and with the second press the correct answer. */
  readonly show?: () => void;
  readonly hide?: () => void;
}
