import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readReport } from './test-report';

const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(counts: { passed: number; failed: number }, testResults: unknown[] = []): string {
  const file = join(folder, 'report.json');
  const numbers = { numPassedTests: counts.passed, numFailedTests: counts.failed, numPendingTests: 1, numTodoTests: 1 };
  writeFileSync(file, JSON.stringify({ ...numbers, testResults }));
  return file;
}

it('counts what passed, failed and was left out', () => {
  expect(readReport(reportOf({ passed: 3, failed: 2 }), 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

it('counts a file that broke outside its tests as one failure', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };

  expect(readReport(reportOf({ passed: 3, failed: 1 }, [broken, failing]), 1).failed).toBe(2);
});

it('never calls a run green that ended badly or left no report', () => {
  expect(readReport(reportOf({ passed: 3, failed: 0 }), 1).failed).toBe(1);
  expect(readReport(join(folder, 'none.json'), 0).failed).toBe(1);
});
