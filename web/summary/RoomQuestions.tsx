import type { OwnQuestionsView, QuestionsView } from '../../questions/view.ts';
import { AskForm } from '../questions/AskForm.tsx';
import { QuestionList } from '../questions/QuestionList.tsx';
import { Loading } from '../shell/Notice.tsx';
import { useTopic } from '../shell/use-live.ts';
import { useOwn } from '../shell/use-own.ts';

export interface RoomQuestionsProps {
  readonly slug: string;
  /** Its name. */
  readonly room: string;
  readonly isMember: boolean;
  readonly written: QuestionsView | null;
  readonly own: OwnQuestionsView;
}

/** What the room has put on its wall, beside what is written of it. */
export function RoomQuestions({ slug, room, isMember, written, own: writtenOwn }: RoomQuestionsProps) {
  const place = `room:${room}`;
  const view = useTopic<QuestionsView>(`questions:${place}`, written).state;
  const [own, setOwn] = useOwn<OwnQuestionsView>('my-questions', writtenOwn);
  return (
    <section className="summary-questions" aria-labelledby="room-questions">
      <h2 className="section-title" id="room-questions">
        Ideas and questions of the room
      </h2>
      {view ? <QuestionList {...{ slug, view, own }} onOwn={setOwn} /> : <Loading label="Loading the questions" />}
      <AskForm slug={slug} place={place} isMember={isMember} onOwn={setOwn} />
    </section>
  );
}
