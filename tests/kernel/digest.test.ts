import { describe, expect, it } from 'vitest';
import { digestOf, nameUuid } from '../../kernel/digest.ts';

describe('digests', () => {
  it('are those of the standards', () => {
    expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    // RFC 9562, appendix A.4: the name www.example.com in the namespace of domain names.
    expect(nameUuid('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });
});
