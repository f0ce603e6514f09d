import { CheckField, TextField } from '../shell/fields.tsx';

export interface TagsFieldProps {
  /** Fields of expertise that the agenda names. */
  readonly offered: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  /** What is typed beside the offered ones; kept as it is typed. */
  readonly others: string;
  readonly onOthers: (others: string) => void;
  readonly error?: string | null;
}

/** Fields of expertise: those of the agenda to tick, and others to type. */
export function TagsField({ offered, value, onChange, others, onOthers, error = null }: TagsFieldProps) {
  const toggle = (tag: string, ticked: boolean) =>
    onChange(ticked ? [...value, tag] : value.filter((each) => each !== tag));
  return (
    <fieldset className="group">
      <legend>Fields of expertise</legend>
      <p className="group-hint">They pick your sessions and calendar. Without any you are shown every session.</p>
      {offered.map((tag) => (
        <CheckField key={tag} label={tag} checked={value.includes(tag)} onChange={(ticked) => toggle(tag, ticked)} />
      ))}
      <TextField
        label={offered.length === 0 ? 'Your fields' : 'Others'}
        hint="Separated by commas. It may stay empty."
        value={others}
        onChange={onOthers}
        error={error}
      />
    </fieldset>
  );
}

/** What is sent: the ticked ones, then the typed ones, each once. */
export function tagsFrom(ticked: readonly string[], others: string): string[] {
  const typed = others.split(',').map((tag) => tag.trim());
  const seen = new Set<string>();
  return [...ticked, ...typed].filter((tag) => {
    const key = tag.toLowerCase();
    if (tag === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Stored tags as the field has them: those that are offered, and the others as text. */
export function splitTags(tags: readonly string[], offered: readonly string[]): { ticked: string[]; others: string } {
  return {
    ticked: tags.filter((tag) => offered.includes(tag)),
    others: tags.filter((tag) => !offered.includes(tag)).join(', '),
  };
}
