import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a line ended. */
export interface Ran {
  exit: number;
  out: string;
  err: string;
}

/** A person at a terminal of their own: a configuration of the CLI, and its environment. */
export interface Terminal {
  az(line: string, files?: Record<string, string>): Promise<Ran>;
  folder: string;
}

/** Words of a line; quotes hold words together. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? '');

/** The Azure CLI that is installed, or that `TENANTLAB_AZ` names by the words that call it. */
export const calledBy: string[] = wordsOf(process.env['TENANTLAB_AZ'] ?? 'az');

function run(words: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<Ran> {
  const [command = '', ...args] = words;
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], ...(cwd && { cwd }) });
    const text = { out: '', err: '' };
    child.stdout.on('data', (part: Buffer) => (text.out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (text.err += part.toString()));
    child.once('error', (error) => resolve({ exit: 127, out: '', err: error.message }));
    child.once('close', (code) => resolve({ exit: code ?? 1, ...text }));
  });
}

/** The version of the CLI at hand, or undefined where there is none. */
export async function versionOf(): Promise<string | undefined> {
  const { exit, out } = await run([...calledBy, 'version', '-o', 'json'], process.env);
  return exit === 0 ? (JSON.parse(out) as Record<string, string>)['azure-cli'] : undefined;
}

/** Opens a terminal with these variables and none of Azure's own. */
export function openTerminal(variables: Record<string, string>): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-az-'));
  const home = join(folder, 'config');
  mkdirSync(home);
  const env = {
    ...{ PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', PYTHONWARNINGS: 'ignore' },
    ...{ AZURE_CONFIG_DIR: home, AZURE_CORE_NO_COLOR: 'yes', AZURE_CORE_COLLECT_TELEMETRY: 'no' },
    ...{ AZURE_CORE_ONLY_SHOW_ERRORS: 'yes' },
    ...variables,
  };
  return { folder, az: (line) => run([...calledBy, ...wordsOf(line)], env, folder) };
}

/**
 * Whether the client itself is broken at this command: distributions ship the CLI with libraries of other versions than it
 * was written for. What such a mix brings is known by its words; any other failure of the client is taken for ours.
 */
export const ownFault = ({ err }: Ran): string | undefined =>
  /'Role\w+Operations' object has no attribute 'config'|No module named 'azure\.[\w.]+'|API version \S+ does not have operation group '\w+'/.exec(
    err,
  )?.[0];
