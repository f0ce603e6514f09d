import { describe, expect, test } from 'vitest';
import { eventOfNext, readNext, signInAddress } from '../../../server/pages/next-page.ts';

describe('the page to go to after signing in', () => {
  test.each(['/e/annual/me', '/e/annual/organise/people?state=waiting', '/e/annual'])('may be %s', (page) => {
    expect(readNext(page)).toBe(page);
  });

  test.each([
    'https://example.org/e/annual',
    '//example.org/e/annual',
    '/e/../..//example.org/',
    '/e/..//example.org',
    '/e/..\\..\\example.org',
    '\\\\example.org/e/',
    '/e//example.org',
    '/e/',
    '/api/me',
    '/sign-in',
    'javascript:alert(1)',
    '/e/%2e%2e/%2e%2e//example.org',
    '\t/e/annual',
    '',
  ])('may not be %j', (page) => {
    expect(readNext(page)).toBeNull();
  });

  test('is no list of pages', () => {
    expect(readNext(['/e/annual/me', 'https://example.org'])).toBeNull();
  });

  test('is part of the address that leads to the sign-in page', () => {
    expect(signInAddress('/e/annual/organise/people?state=waiting')).toBe(
      '/sign-in?next=%2Fe%2Fannual%2Forganise%2Fpeople%3Fstate%3Dwaiting',
    );
    expect(signInAddress('/e/..//example.org')).toBe('/sign-in');
  });

  test('says which event somebody comes from', () => {
    expect([eventOfNext('/e/annual/me'), eventOfNext('/e/annual?day=2'), eventOfNext(null)]).toEqual([
      'annual',
      'annual',
      null,
    ]);
  });

  test('of an event whose name cannot be read is of none', () => {
    expect(eventOfNext('/e/%E0%A4/me')).toBeNull();
  });
});
