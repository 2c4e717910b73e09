import type { ShellHost } from '../host.ts';
import { Az, type Files } from './context.ts';
import type { Args, Command, Parameters } from './define.ts';
import { CliError, ServiceError } from './errors.ts';
import { commandHelp, groupHelp, welcome } from './help.ts';
import { text, type Json } from './json.ts';
import { allParameters, GLOBAL_KEYS, spellings } from './options.ts';
import { formatResult, type OutputFormat } from './output/index.ts';
import { parseLine } from './parse.ts';
import { compileQuery, runQuery } from './query/index.ts';
import { TREE } from './registry.ts';
import { addResourceGroup } from './resource-group-key.ts';
import { requireResourceId } from './resource-id.ts';
import type { AzSession } from './session.ts';
import { VERSION_PAGE } from './version-text.ts';

export interface AzResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** Where a command line runs: the tenant, the signed-in session, the shell's files and its terminal. */
export interface AzEnvironment {
  host: ShellHost;
  session: AzSession;
  files: Files;
  stdin?: string;
  variables?: Readonly<Record<string, string>>;
  ask?: (prompt: string) => Promise<string>;
}

/** `@file` and `--opt=@file` stand for the file's text, `@-` for stdin; what is no file stays as it is. */
async function expandFiles(argv: readonly string[], { files, stdin }: AzEnvironment): Promise<string[]> {
  const load = async (text: string): Promise<string> => {
    if (!text.startsWith('@') || text.length === 1) return text;
    const content = text === '@-' ? (stdin ?? '') : await files.read(text.slice(1));
    return content === undefined ? text : content.replace(/\n+$/, '');
  };
  return Promise.all(
    argv.map(async (arg) => {
      const cut = arg.indexOf('=');
      return cut < 0 ? load(arg) : `${arg.slice(0, cut)}=${await load(arg.slice(cut + 1))}`;
    }),
  );
}

/** The sets of values to run a command with: one for each of `--ids`, else the one that was given. */
function jobs(command: Command, values: Record<string, unknown>): Record<string, unknown>[] {
  if (command.ids === undefined) return [values];
  const parts = Object.entries(command.parameters).filter(([, { idPart }]) => idPart !== undefined);
  const ids = values['ids'];
  if (Array.isArray(ids)) {
    return ids.map((id) => {
      const parsed = requireResourceId(String(id));
      const derived = Object.fromEntries(parts.map(([key, { idPart }]) => [key, parsed[idPart ?? 'name']]));
      return { ...values, ...derived, subscription: parsed.subscription };
    });
  }
  const missing = parts.filter(([key]) => values[key] === undefined).map(([key, part]) => spellings(key, part)[0]);
  if (missing.length > 0) throw new CliError(`(${missing.join(' ')} | --ids) are required`);
  return [values];
}

async function runCommand(
  command: Command,
  values: Record<string, unknown>,
  az: (subscription?: string) => Az,
): Promise<Json | undefined> {
  const results: (Json | undefined)[] = [];
  for (const job of jobs(command, values)) {
    const args = job as Args<Parameters>;
    results.push(await command.run(args, az(job['subscription'] as string | undefined)));
  }
  const result = results.length === 1 ? results[0] : (results.filter((item) => item !== undefined) as Json[]);
  return result === undefined || command.raw ? result : addResourceGroup(result);
}

function previewWarnings(command: Command, values: Record<string, unknown>): string[] {
  const own =
    command.status && command.status.tag !== '[Preview]' ? [command.status.message.replace(/^WARNING: /, '')] : [];
  const options = Object.entries(allParameters(command)).flatMap(([key, parameter]) => {
    if (values[key] === undefined || values[key] === false) return [];
    if (parameter.deprecated) return [parameter.deprecated.replace(/^WARNING: /, '')];
    if (!parameter.preview) return [];
    const name = spellings(key, parameter)[0];
    return [
      `Argument '${name}' is in preview and under development. Reference and support levels: https://aka.ms/CLI_refstatus`,
    ];
  });
  return [...own, ...options];
}

/** Runs one az command line: the words after `az`. Never throws for a refusal; a thrown error is our own bug. */
export async function runAz(argv: readonly string[], environment: AzEnvironment): Promise<AzResult> {
  const parsed = parseLine(TREE, await expandFiles(argv, environment), environment.session.defaults);
  switch (parsed.kind) {
    case 'welcome':
      return { stdout: welcome(TREE), stderr: '', exitCode: 0 };
    case 'version':
      return { stdout: VERSION_PAGE, stderr: '', exitCode: 0 };
    case 'help': {
      const { node } = parsed;
      return { stdout: node.kind === 'group' ? groupHelp(node) : commandHelp(node.command), stderr: '', exitCode: 0 };
    }
    case 'error':
      return { stdout: '', stderr: parsed.stderr, exitCode: parsed.exit };
    case 'command':
      return execute(parsed.command, parsed.values, parsed.optionNames, environment);
  }
}

/** A region may be given by its display name, `East US`, which az looks up. */
async function resolveLocations(command: Command, values: Record<string, unknown>, az: Az): Promise<void> {
  for (const [key, { kind }] of Object.entries(command.parameters)) {
    const given = values[key];
    if (kind !== 'location' || typeof given !== 'string' || !given.includes(' ')) continue;
    const all = await az.arm.list(`${await az.root()}/locations?api-version=2022-12-01`);
    const found = all.find((location) => text(location, 'displayName').toLowerCase() === given.toLowerCase());
    if (found !== undefined) values[key] = text(found, 'name');
  }
}

/** az says early on that it does not know a subscription, and fails when it comes to use it. */
async function warnUnknownSubscription(name: unknown, session: AzSession, warnings: string[]): Promise<void> {
  if (typeof name !== 'string') return;
  const wanted = name.toLowerCase();
  const all = await session.subscriptions();
  const known = all.some(({ id, name: title }) => id.toLowerCase() === wanted || title.toLowerCase() === wanted);
  if (!known) warnings.push(`Subscription '${name}' not recognized.`);
}

async function execute(
  command: Command,
  values: Record<string, unknown>,
  optionNames: string[],
  environment: AzEnvironment,
): Promise<AzResult> {
  const made: Az[] = [];
  const az = (subscription?: string): Az => {
    const { host, session, files, ask, variables } = environment;
    const context = new Az({
      host,
      session,
      files,
      words: command.words,
      optionNames,
      subscription,
      variables,
      ...(ask ? { ask } : {}),
    });
    made.push(context);
    return context;
  };
  const own = Object.fromEntries(Object.entries(values).filter(([key]) => !GLOBAL_KEYS.has(key)));
  const warnings = previewWarnings(command, values);
  const stderr = (error?: CliError): string => {
    const said = [...warnings, ...made.flatMap((context) => context.warnings)].map((line) => `WARNING: ${line}\n`);
    const trace = values['debug']
      ? made.flatMap(({ transport }) => transport.trace).map((line) => `DEBUG: ${line}\n`)
      : [];
    const shown = values['onlyShowErrors'] ? [] : said;
    return [...trace, ...shown].join('') + (error ? [`ERROR: ${error.message}`, ...error.hints].join('\n') + '\n' : '');
  };
  try {
    if (!command.tenantLevel) await warnUnknownSubscription(values['subscription'], environment.session, warnings);
    const context = az(values['subscription'] as string | undefined);
    if (command.confirm !== undefined && own['yes'] !== true) await context.confirm(command.confirm);
    await resolveLocations(command, own, context);
    let result = await runCommand(command, own, az);
    const query = typeof values['query'] === 'string' ? compileQuery(values['query']) : undefined;
    if (query && result !== undefined) result = runQuery(query, result);
    const stdout = formatResult(result, values['output'] as OutputFormat, command, query !== undefined);
    return { stdout: made.flatMap(({ printed }) => printed).join('') + stdout, stderr: stderr(), exitCode: 0 };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    // What `show` does not find ends with 3, also where other commands of the service end with 1.
    const notFound = error instanceof ServiceError && error.status === 404 && / show$/.test(command.words);
    return { stdout: '', stderr: stderr(error), exitCode: notFound ? 3 : error.exit };
  }
}
