/** What has just been done, in one place and read out; nothing on the page moves for it. */
export function Said({ text }: { readonly text: string }) {
  return (
    <p className="said" role="status" dir="auto">
      {text}
    </p>
  );
}
