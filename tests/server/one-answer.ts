/** A second answer to the same request reaches nobody, but costs as much as the first, and fills the log. */
export function demandOneAnswerEach(lines: readonly string[]): void {
  const twice = lines.filter((line) => line.includes('Reply was already sent'));
  if (twice.length > 0) throw new Error(`${twice.length} requests were answered twice, first: ${twice[0]}`);
}
