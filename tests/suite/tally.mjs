import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * @typedef {object} Report what vitest's JSON reporter writes, as far as it is read here
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ name: string, status: string, assertionResults: unknown[] }[]} testResults
 */

/**
 * Counts a run of vitest. What its own numbers leave out counts as one failure each: a file that could
 * not be loaded, a test that was skipped, a run without a test, a run that broke down.
 * @param {string} reportFile
 * @param {number | null} status vitest's exit status, null when a signal ended it
 * @returns {{ count: Count, remarks: string[] }}
 */
export function tally(reportFile, status) {
  const report = readReport(reportFile);
  if (!report) return { count: { passed: 0, failed: 1 }, remarks: ['the tests broke down without a report'] };
  const remarks = report.testResults
    .filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    .map((file) => `${file.name} could not be loaded`);
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped > 0) remarks.push(`tests were skipped: ${skipped}`);
  if (report.numPassedTests + report.numFailedTests === 0) remarks.push('no test ran');
  const failed = report.numFailedTests + remarks.length;
  if (failed === 0 && status !== 0) remarks.push(`vitest ended with status ${status}: see what it says above`);
  return { count: { passed: report.numPassedTests, failed: report.numFailedTests + remarks.length }, remarks };
}

/** @param {string} file @returns {Report | undefined} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
