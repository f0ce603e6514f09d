/** What is wrong with several fields as a whole. It takes the focus where nothing before it is wrong. */
export function FaultText({ text }: { readonly text: string }) {
  return (
    <p className="poll-fault-text" tabIndex={-1} data-fault>
      {text}
    </p>
  );
}
