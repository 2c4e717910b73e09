import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { root } from '#tools/run.mjs';

/** What `lab grade --format json` says of a submission. */
export interface Report {
  result: string;
  learner?: string;
  points?: number;
  maxPoints?: number;
  hints?: number;
  denials?: number;
  undos?: number;
  message?: string;
  checks?: { id: string; passed: boolean }[];
}

/** Grades a file as whoever it is given to would, in a process of its own. */
export const gradeFile = (path: string): { exitCode: number | null; report: Report } => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src/tools/lab.mjs', 'grade', path, '--format', 'json'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (!stdout) throw new Error(`the grader said nothing: ${stderr}`);
  return { exitCode: status, report: JSON.parse(stdout) as Report };
};

/** What the page gives for download when `press` is done, graded; and its text. */
export const gradeDownload = async (page: Page, press: () => Promise<unknown>) => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-journey-'));
  try {
    const path = join(folder, 'submission.json');
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    await download.saveAs(path);
    return { ...gradeFile(path), text: readFileSync(path, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
