/** Who is asking. People and their roles arrive with the people room; until then there are two. */
export type Actor = { readonly kind: 'anonymous' } | { readonly kind: 'operator'; readonly keyId: string };

export const ANONYMOUS: Actor = { kind: 'anonymous' };
