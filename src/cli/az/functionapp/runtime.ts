import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { at, isObject, list, member, text, type Json, type JsonObject } from '../json.ts';
import { repr } from '../python-text.ts';
import { WEB_VERSION } from '../webapp/site.ts';

/** A language and version that function apps can run on one operating system. */
export interface FunctionRuntime {
  name: string;
  version: string;
  isLinux: boolean;
  /** Versions of the Functions host: `['4']`. */
  functions: string[];
  settings: JsonObject;
  config: JsonObject;
  insights: boolean;
  /** Milliseconds since the epoch, where the support of the version ends. */
  ends: number | undefined;
}

const TOO_OLD = ['~1', '~2', '~3'];
const digits = (name: string): string => name.replace(/[^\d.]/g, '');

function runtimeOf(stack: Json, minor: Json, isLinux: boolean): FunctionRuntime | undefined {
  const given = at(minor, 'stackSettings', isLinux ? 'linuxRuntimeSettings' : 'windowsRuntimeSettings');
  if (!isObject(given) || given['isHidden'] === true || given['isDeprecated'] === true) return undefined;
  const functions = list(given['supportedFunctionsExtensionVersions'])
    .map(String)
    .filter((version) => !TOO_OLD.includes(version))
    .map(digits);
  if (functions.length === 0) return undefined;
  const settings = given['appSettingsDictionary'];
  const config = given['siteConfigPropertiesDictionary'];
  const ends = Date.parse(text(given, 'endOfLifeDate'));
  return {
    name: text(settings, 'FUNCTIONS_WORKER_RUNTIME') || text(stack, 'name'),
    version: text(minor, 'value'),
    isLinux,
    functions,
    settings: isObject(settings) ? settings : {},
    config: isObject(config) ? config : {},
    insights: at(given, 'appInsightsSettings', 'isSupported') === true,
    ends: Number.isNaN(ends) ? undefined : ends,
  };
}

/** Versions by their digits; two of one language that come to the same digits keep the second's whole name. */
function shortened(runtimes: readonly FunctionRuntime[]): FunctionRuntime[] {
  const taken = new Set<string>();
  return runtimes.map((runtime) => {
    const short = digits(runtime.version);
    const version = taken.has(`${runtime.name}|${short}`) ? runtime.version.toLowerCase().replaceAll(' ', '-') : short;
    taken.add(`${runtime.name}|${version}`);
    return { ...runtime, version };
  });
}

/** Languages in the order in which az groups them: by the name of the worker. */
function grouped(runtimes: readonly FunctionRuntime[]): FunctionRuntime[] {
  const names = [...new Set(runtimes.map(({ name }) => name))];
  return names.flatMap((name) => runtimes.filter((runtime) => runtime.name === name));
}

/** What function apps can run, Windows first. */
export async function functionRuntimes(az: Az): Promise<FunctionRuntime[]> {
  const stacks = await az.arm.list(`/providers/Microsoft.Web/functionAppStacks?api-version=${WEB_VERSION}`);
  const on = (isLinux: boolean): FunctionRuntime[] => {
    const found = stacks.flatMap((stack) =>
      list(at(stack, 'properties', 'majorVersions'))
        .flatMap((major) => list(member(major, 'minorVersions')))
        .map((minor) => runtimeOf(stack, minor, isLinux)),
    );
    return shortened(grouped(found.filter((runtime) => runtime !== undefined)));
  };
  return [...on(false), ...on(true)];
}

const MORE = "Run 'az functionapp list-runtimes' for more details on supported runtimes. ";
const RENAMED: Record<string, string> = {
  '11': '11.0',
  '8': '8.0',
  '8.0': '8',
  '7': '7.0',
  '6.0': '6',
  '1.8': '8.0',
  '17': '17.0',
};

const latestFirst = (runtimes: readonly FunctionRuntime[]): FunctionRuntime[] =>
  [...runtimes].sort((a, b) => (b.ends ?? 0) - (a.ends ?? 0));

/** Refuses a version that is past its end, and warns of one that ends within six months. */
async function mindTheEnd(az: Az, of: readonly FunctionRuntime[], version: string): Promise<void> {
  const found = of.find((runtime) => runtime.version === version);
  if (found?.ends === undefined || found.name === 'custom') return;
  const now = await az.host.now();
  const soon = new Date(now);
  soon.setUTCMonth(soon.getUTCMonth() + 6);
  const use = `Use ${found.name} version ${latestFirst(of)[0]?.version ?? ''} as ${version}`;
  const day = new Date(found.ends).toISOString().slice(0, 10);
  if (found.ends < now) throw new CliError(`${use} has reached end-of-life on ${day} and is no longer supported. `);
  if (found.ends < soon.getTime()) az.warn(`${use} will reach end-of-life on ${day} and will no longer be supported. `);
}

export interface WantedRuntime {
  runtime: string;
  version: string | undefined;
  functions: string;
  isLinux: boolean;
}

/** The runtime that is asked for, in the newest version where none is named; az's refusal of what it does not know. */
export async function resolveFunctionRuntime(
  az: Az,
  known: readonly FunctionRuntime[],
  { runtime, version, functions, isLinux }: WantedRuntime,
): Promise<FunctionRuntime> {
  const os = isLinux ? 'linux' : 'windows';
  const here = known.filter((one) => one.isLinux === isLinux);
  const of = here.filter(({ name }) => name === runtime);
  if (of.length === 0)
    throw new CliError(
      `Runtime ${runtime} not supported for os ${os}. Supported runtimes for os ${os} are: ${repr(here.map(({ name }) => name))}. ${MORE}`,
    );
  if (version === undefined) {
    const newest = latestFirst(of).find((one) => one.functions.includes(functions));
    if (newest === undefined)
      throw new CliError(`Could not find a runtime version for runtime {} with functions version {} and os {}${MORE}`);
    await mindTheEnd(az, of, newest.version);
    return newest;
  }
  const renamed = RENAMED[version];
  const found = of.find((one) => one.version === version) ?? of.find((one) => one.version === renamed);
  await mindTheEnd(az, of, found?.version ?? version);
  if (found === undefined)
    throw new CliError(
      `Invalid version: ${version} for runtime ${runtime} and os ${os}. Supported versions for runtime ${runtime} and os ${os} are: ${repr(of.map((one) => one.version))}. ${MORE}`,
    );
  if (!found.functions.includes(functions))
    throw new CliError(
      `Functions version ${functions} is not supported for runtime ${runtime} with version ${found.version} and os ${os}. Supported functions versions are ${repr(found.functions)}. ${MORE}`,
    );
  return found;
}
