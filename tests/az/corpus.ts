import { readdirSync, readFileSync } from 'node:fs';
import { runAz } from '#cli/az/run.ts';
import { AzSession } from '#cli/az/session.ts';
import { mask, requestLine } from './mask.ts';
import { freshScene, hostOf } from './scene.ts';

/** What a command line did: ids, times and keys are masked. */
export interface Outcome {
  requests: string[];
  stdout: string;
  stderr: string;
  exit: number;
}

/**
 * One line of a script that the Azure CLI 2.74.0 ran against this tenant, and what it did. `wait` moves the clock by
 * seconds instead. `set` keeps what was printed under a name, for `$NAME` in later lines. `ours` holds what differs on
 * purpose, and `why`.
 */
export type Row = { wait: number } | (Outcome & Line & { ours?: Partial<Outcome>; why?: string });

export interface Line {
  line: string[];
  set?: string;
  files?: Record<string, string>;
}

const folder = new URL('.', import.meta.url);

export const corpusFiles = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

export const rowsOf = (file: string): Row[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

/** Runs a script's lines one after another by our az on a fresh tenant; gives one outcome for each line that is no wait. */
export async function runLines(rows: readonly (Line | { wait: number })[]): Promise<Outcome[]> {
  const scene = await freshScene();
  let sent: string[] = [];
  const host = hostOf(scene, (request) => sent.push(mask(requestLine(request), scene)));
  const session = new AzSession(host);
  const kept = new Map<string, string>();
  const files = new Map<string, string>();
  const outcomes: Outcome[] = [];
  const fill = (word: string): string =>
    word.replace(/\$(\w+)/g, (whole, name: string) => {
      if (name === 'SUB') return scene.subscriptionId;
      return name === 'TENANT' ? scene.tenantId : (kept.get(name) ?? whole);
    });
  for (const row of rows) {
    if ('wait' in row) {
      await scene.client.wait(row.wait * 1000);
      continue;
    }
    sent = [];
    for (const [name, text] of Object.entries(row.files ?? {})) files.set(name, text);
    const { stdout, stderr, exitCode } = await runAz(row.line.map(fill), {
      host,
      session,
      files: {
        read: (path) => Promise.resolve(files.get(path)),
        write: (path, text) => Promise.resolve(void files.set(path, text)),
      },
    });
    if (row.set !== undefined) kept.set(row.set, stdout.trim());
    outcomes.push({ requests: sent, stdout: mask(stdout, scene), stderr: mask(stderr, scene), exit: exitCode });
  }
  return outcomes;
}
