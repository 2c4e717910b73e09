import type { ShellHost } from '../host.ts';
import { bodyArguments, refuseUntaken } from './body-arguments.ts';
import { isOn } from './config/settings.ts';
import { Az, type Files } from './context.ts';
import type { Command, Parameter } from './define.ts';
import { CliError, ServiceError } from './errors.ts';
import { commandHelp, groupHelp, welcome } from './help.ts';
import { jobsOf } from './ids.ts';
import type { Body } from './implement.ts';
import { text, type Json } from './json.ts';
import { GLOBAL_KEYS, longestName } from './options.ts';
import { formatResult, OUTPUT_FORMATS, type OutputFormat } from './output/index.ts';
import { parseLine, type ParsedCommand } from './parse.ts';
import { compileQuery, runQuery } from './query/index.ts';
import { notSimulated } from './real-commands.ts';
import { addResourceGroup } from './resource-group-key.ts';
import type { AzSession } from './session.ts';
import { loadTree } from './tree.ts';
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

async function runBody(
  command: Command,
  body: Body,
  jobs: readonly Record<string, unknown>[],
  az: (subscription?: string) => Az,
): Promise<Json | undefined> {
  const results: (Json | undefined)[] = [];
  for (const job of jobs) {
    const context = az(job['subscription'] as string | undefined);
    results.push(await body.run(bodyArguments(body, job), context));
  }
  const result = results.length === 1 ? results[0] : (results.filter((item) => item !== undefined) as Json[]);
  return result === undefined || body.raw ? result : addResourceGroup(result);
}

const oldSpelling = ({ oldOptions, goneOptions }: Parameter, option: string): string | undefined =>
  oldOptions?.[option] ?? goneOptions?.[option];

/** What az says of the parts of itself that were used: what is old first, then what is not settled. */
function statusWarnings(command: Command, typed: ReadonlyMap<string, string>): string[] {
  const used = Object.entries(command.parameters).filter(([key]) => typed.has(key));
  const unsettled = (key: string, parameter: Parameter, state: string): string =>
    `Argument '${longestName(key, parameter)}' is ${state} under development. Reference and support levels: https://aka.ms/CLI_refstatus`;
  const said = command.statuses.map(({ message }) => message);
  const old = said.filter((message) => !message.includes('CLI_refstatus'));
  return [
    ...used.flatMap(([key, parameter]) => oldSpelling(parameter, typed.get(key) ?? '') ?? parameter.deprecated ?? []),
    ...old,
    ...used.flatMap(([key, parameter]) => (parameter.preview ? [unsettled(key, parameter, 'in preview and')] : [])),
    ...used.flatMap(([key, parameter]) =>
      parameter.experimental ? [unsettled(key, parameter, 'experimental and')] : [],
    ),
    ...said.filter((message) => !old.includes(message)),
  ];
}

/** Runs one az command line: the words after `az`. Never throws for a refusal; a thrown error is our own bug. */
export async function runAz(argv: readonly string[], environment: AzEnvironment): Promise<AzResult> {
  const words = await expandFiles(argv, environment);
  const tree = await loadTree(words[0]);
  const parsed = parseLine(tree, words, environment.session.defaults);
  switch (parsed.kind) {
    case 'welcome':
      return { stdout: welcome(tree), stderr: '', exitCode: 0 };
    case 'version':
      return { stdout: VERSION_PAGE, stderr: '', exitCode: 0 };
    case 'help': {
      const { node } = parsed;
      return { stdout: node.kind === 'group' ? groupHelp(node) : commandHelp(node.command), stderr: '', exitCode: 0 };
    }
    case 'error':
      return { stdout: '', stderr: parsed.stderr, exitCode: parsed.exit };
    case 'command':
      return execute(parsed, environment);
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

/** The format typed, else that of the setting `core.output`. */
function outputFormat(value: unknown, isTyped: boolean, { defaults }: AzSession): OutputFormat {
  const wanted = isTyped ? value : (defaults['core.output'] ?? value);
  return OUTPUT_FORMATS.find((format) => format === wanted) ?? 'json';
}

async function execute(parsed: ParsedCommand, environment: AzEnvironment): Promise<AzResult> {
  const { command, values, typed } = parsed;
  const made: Az[] = [];
  const az = (subscription?: string): Az => {
    const { host, session, files, ask, variables } = environment;
    const context = new Az({
      host,
      session,
      files,
      words: command.words,
      optionNames: [...typed.values()],
      subscription,
      variables,
      ...(ask ? { ask } : {}),
    });
    made.push(context);
    return context;
  };
  const own = Object.fromEntries(Object.entries(values).filter(([key]) => !GLOBAL_KEYS.has(key)));
  const warnings = statusWarnings(command, typed);
  // As the settings stand when the command begins, which may itself change them.
  const quiet = values['onlyShowErrors'] === true || isOn(environment.session, 'core.only_show_errors');
  const format = outputFormat(values['output'], typed.has('output'), environment.session);
  const stderr = (error?: CliError): string => {
    const said = [...warnings, ...made.flatMap((context) => context.warnings)].map((line) => `WARNING: ${line}\n`);
    const trace = values['debug']
      ? made.flatMap(({ transport }) => transport.trace).map((line) => `DEBUG: ${line}\n`)
      : [];
    const shown = quiet ? [] : said;
    return [...trace, ...shown].join('') + (error ? [`ERROR: ${error.message}`, ...error.hints].join('\n') + '\n' : '');
  };
  try {
    if (!command.tenantLevel) await warnUnknownSubscription(values['subscription'], environment.session, warnings);
    const jobs = jobsOf(command, own, (message) => warnings.push(message));
    const { body } = command;
    if (!body) throw new CliError(notSimulated(command.words));
    refuseUntaken(command, body, typed);
    const context = az(values['subscription'] as string | undefined);
    const question = body.confirm ?? command.confirm;
    if (question !== undefined && own['yes'] !== true) await context.confirm(question);
    for (const job of jobs) await resolveLocations(command, job, context);
    let result = await runBody(command, body, jobs, az);
    const query = typeof values['query'] === 'string' ? compileQuery(values['query']) : undefined;
    if (query && result !== undefined) result = runQuery(query, result);
    const stdout = formatResult(result, format, body, query !== undefined);
    return { stdout: made.flatMap(({ printed }) => printed).join('') + stdout, stderr: stderr(), exitCode: 0 };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    // What `show` does not find ends with 3, also where other commands of the service end with 1.
    const notFound = error instanceof ServiceError && error.status === 404 && / show$/.test(command.words);
    return { stdout: '', stderr: stderr(error), exitCode: notFound ? 3 : error.exit };
  }
}
