import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { at, list, member, text, type Json, type JsonObject } from '../json.ts';
import { WEB_VERSION } from './site.ts';

/** A language and version that a web app can run, and what of the site's configuration or settings names it. */
export interface Runtime {
  /** `NODE|22-lts`. */
  name: string;
  isLinux: boolean;
  config: JsonObject;
}

const WINDOWS_CONFIG: Record<string, string> = {
  node: 'WEBSITE_NODE_DEFAULT_VERSION',
  python: 'pythonVersion',
  php: 'phpVersion',
  aspnet: 'netFrameworkVersion',
  dotnet: 'netFrameworkVersion',
};

/** `.NET 8 (LTS)` as `dotnet|8`. */
function windowsName(display: string): string {
  const name = display
    .toUpperCase()
    .replaceAll('.NET CORE', 'DOTNETCORE')
    .replaceAll('ASP.NET', 'ASPNET')
    .replaceAll('.NET', 'dotnet')
    .replace(/\(.*\)/g, '');
  return name.replace(' ', '|').replaceAll(' ', '');
}

const FLAGS = ['isHidden', 'isDeprecated'];

function isOffered(settings: Json | undefined, now: number): settings is JsonObject {
  if (settings === undefined || settings === null || FLAGS.some((flag) => member(settings, flag) === true))
    return false;
  const ends = text(settings, 'endOfLifeDate');
  return ends === '' || now < Date.parse(ends);
}

/** What web apps can run today, on one operating system: what is past its end of life is left out. */
export async function runtimes(az: Az, isLinux: boolean): Promise<Runtime[]> {
  const stacks = await az.arm.list(`/providers/Microsoft.Web/webAppStacks?api-version=${WEB_VERSION}`);
  return runtimesIn(stacks, isLinux, await az.host.now());
}

/** The runtimes of one operating system in an answer of `webAppStacks`; `now` in milliseconds since the epoch. */
export function runtimesIn(stacks: readonly Json[], isLinux: boolean, now: number): Runtime[] {
  const found: Runtime[] = [];
  const minors = stacks.flatMap((stack) =>
    list(at(stack, 'properties', 'majorVersions')).flatMap((major) => list(member(major, 'minorVersions'))),
  );
  for (const minor of minors) {
    const settings = at(minor, 'stackSettings', isLinux ? 'linuxRuntimeSettings' : 'windowsRuntimeSettings');
    if (!isOffered(settings, now)) continue;
    const version = text(settings, 'runtimeVersion');
    if (isLinux) {
      found.push({ name: version, isLinux, config: { linuxFxVersion: version } });
      continue;
    }
    const name = windowsName(text(minor, 'displayText'));
    const key = WINDOWS_CONFIG[(name.split('|')[0] ?? '').toLowerCase()];
    found.push({ name, isLinux, config: key === undefined ? {} : { [key]: version } });
  }
  return found;
}

/** The configuration or, on Windows for Node.js, the app setting that names a runtime such as `NODE:22-lts`; az's refusal of what it does not know. */
export function resolveRuntime(known: readonly Runtime[], runtime: string, isLinux: boolean): Runtime {
  const wanted = runtime.split(/[|:]/).filter(Boolean).join('|');
  const found = known.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  throw new CliError(
    isLinux
      ? `Linux Runtime '${wanted}' is not supported.Run 'az webapp list-runtimes --os-type linux' to cross check`
      : `Windows runtime '${wanted}' is not supported.Run 'az webapp list-runtimes --os-type windows' to cross check`,
  );
}

/** A configuration with the runtime in it: on Windows Node.js is an app setting. */
export function configuredWith(config: JsonObject, { name, isLinux, config: said }: Runtime): JsonObject {
  if (isLinux || !name.toLowerCase().includes('node')) return { ...config, ...said };
  const others = list(config['appSettings']).filter((setting) => !Object.hasOwn(said, text(setting, 'name')));
  return { ...config, appSettings: [...others, ...Object.entries(said).map(([key, value]) => ({ name: key, value }))] };
}

/** The configuration of a site with another runtime. */
export async function withRuntime(az: Az, runtime: string, isLinux: boolean, config: JsonObject): Promise<JsonObject> {
  return configuredWith(config, resolveRuntime(await runtimes(az, isLinux), runtime, isLinux));
}
