import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tally } from '../suite/tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'plenum-tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GREEN = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ name: 'clock.test.ts', status: 'passed', assertionResults: [{}] }],
};

function tallyOf(report: unknown, status: number | null) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return tally(file, status);
}

describe('the count of a run', () => {
  it('is what vitest counted when all is well', () => {
    expect(tallyOf(GREEN, 0)).toEqual({ count: { passed: 3, failed: 0 }, remarks: [] });
  });

  it('has one failure when there is no report', () => {
    const expected = { count: { passed: 0, failed: 1 }, remarks: ['the tests broke down without a report'] };
    expect(tally(join(folder, 'nowhere.json'), 0)).toEqual(expected);
  });

  it('has one failure for each file that could not be loaded', () => {
    const lost = { name: 'lost.test.ts', status: 'failed', assertionResults: [] };
    const report = { ...GREEN, testResults: [...GREEN.testResults, lost] };
    const expected = { count: { passed: 3, failed: 1 }, remarks: ['lost.test.ts could not be loaded'] };
    expect(tallyOf(report, 1)).toEqual(expected);
  });

  it('has a failure when tests were skipped', () => {
    const expected = { count: { passed: 3, failed: 1 }, remarks: ['tests were skipped: 2'] };
    expect(tallyOf({ ...GREEN, numPendingTests: 1, numTodoTests: 1 }, 0)).toEqual(expected);
  });

  it('has a failure when no test ran', () => {
    const expected = { count: { passed: 0, failed: 1 }, remarks: ['no test ran'] };
    expect(tallyOf({ ...GREEN, numPassedTests: 0, testResults: [] }, 1)).toEqual(expected);
  });

  it('has a failure when vitest failed for a reason that no test shows', () => {
    const remarks = ['vitest ended with status 1: see what it says above'];
    expect(tallyOf(GREEN, 1)).toEqual({ count: { passed: 3, failed: 1 }, remarks });
    expect(tallyOf(GREEN, null).count).toEqual({ passed: 3, failed: 1 });
  });

  it('does not count a failed test twice', () => {
    expect(tallyOf({ ...GREEN, numFailedTests: 1 }, 1)).toEqual({ count: { passed: 3, failed: 1 }, remarks: [] });
  });
});
