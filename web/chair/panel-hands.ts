/** What single keys do with what a panel of the chair's page has chosen; what makes no sense now is left out. */
export interface PanelHands {
  readonly open?: () => void;
  readonly close?: () => void;
  /** The counts, and with the second press the correct answer. */
  readonly show?: () => void;
  readonly hide?: () => void;
  /** The next room on the stage, or the end of the report-back. */
  readonly lead?: () => void;
}
