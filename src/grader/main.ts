import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { longestSubmission } from '#lab/submission.ts';
import { exitCodes } from './exit-codes.ts';
import { gradeText } from './grade-text.ts';
import type { Loaders } from './loaders.ts';
import { humanReport } from './report/human.ts';
import { jsonReport } from './report/json.ts';

const usage = `usage: lab grade <submission.json> [--format human|json]

Folds a submission again from the lab's own start and judges what came of it.
Exit code: 0 passed, 1 not passed, 2 refused or unusable input, 3 our own failure.
`;

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** Reads a text file from an untrusted place. Gives a sentence instead when it cannot be one. */
async function readText(path: string): Promise<{ text: string } | { why: string }> {
  try {
    const { size } = await stat(path);
    if (size > longestSubmission)
      return {
        why: `${path} has ${(size / 1e6).toFixed(1)} MB; a submission has at most ${longestSubmission / 1e6} MB`,
      };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { why: `there is no file ${path}` };
    if (code === 'EISDIR') return { why: `${path} is a folder, not a file` };
    if (error instanceof TypeError) return { why: `${path} is not UTF-8 text` };
    return { why: `${path} cannot be read: ${message}` };
  }
}

/** `lab grade`: gives the exit code. Nothing but the report goes to standard output. */
export async function main(args: readonly string[], loaders: Loaders, { out, err }: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string', default: 'human' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      out(usage);
      return exitCodes.passed;
    }
    const [command, path, ...rest] = positionals;
    if (command !== 'grade' || path === undefined || rest.length || !['human', 'json'].includes(values.format)) {
      err(usage);
      return exitCodes.refused;
    }
    const file = await readText(path);
    const outcome = 'why' in file ? { fault: { seq: -1, message: file.why } } : await gradeText(file.text, loaders);
    if (values.format === 'json') out(jsonReport(outcome));
    if ('fault' in outcome) {
      if (values.format === 'human') err(`Refused: ${outcome.fault.message}.\n`);
      return exitCodes.refused;
    }
    if (values.format === 'human') out(humanReport(outcome));
    return outcome.passed ? exitCodes.passed : exitCodes.notPassed;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      err(`${error.message}\n\n${usage}`);
      return exitCodes.refused;
    }
    err(`This is our failure, not the submission's: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.ownFailure;
  }
}
