/** Made-up summaries of a room. */
import type { SummaryTexts, SummaryView } from '../../../breakouts/view.ts';

/** One in which nothing is written but what is given. */
export function summaryView(texts: Partial<SummaryTexts> = {}, more: Partial<SummaryView> = {}): SummaryView {
  return {
    round: 'r',
    entry: 'e',
    room: { id: 'a', name: 'Data', topic: null },
    state: 'none',
    texts: { outcomes: '', decisions: '', questions: '', ...texts },
    versions: { outcomes: 0, decisions: 0, questions: 0 },
    late: false,
    dueAt: null,
    writer: null,
    presented: false,
    updatedAt: null,
    nudgedAt: null,
    ...more,
  };
}
