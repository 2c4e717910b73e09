import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { at, member, text, type Json, type JsonObject } from '../json.ts';
import { lookAtSite, readSettings, slotConfig, type SiteRef } from '../webapp/config/appsettings/settings.ts';
import { siteConfig } from '../webapp/config/web.ts';
import { sitePath, WEB_VERSION } from '../webapp/site.ts';
import { rawSite } from './raw.ts';
import { functionRuntimes, resolveFunctionRuntime } from './runtime.ts';

/** Reads app settings as az's list command does, with all that it looks at. */
async function listed(az: Az, app: SiteRef): Promise<JsonObject> {
  const settings = await readSettings(az, app);
  await lookAtSite(az, app, ['2023-01-01', '2023-12-01']);
  await slotConfig(az, app);
  return settings;
}

const digits = (version: Json | undefined): string => String(version ?? '').replace(/[^\d.]/g, '');

const CONFIG_VERSION: Record<string, string> = {
  python: 'pythonVersion',
  dotnet: 'netFrameworkVersion',
  java: 'javaVersion',
  powershell: 'powerShellVersion',
};

/** The language of an app and its version: on Linux in the configuration, on Windows in settings. */
async function languageOf(az: Az, app: SiteRef, isLinux: boolean): Promise<{ runtime: string; version: string }> {
  if (isLinux) {
    const fx = String((await siteConfig(az, app))['linuxFxVersion'] ?? '');
    if (!fx.includes('|'))
      throw new CliError(
        'Could not detect runtime. To configure linuxFxVersion, please visit https://aka.ms/linuxFxVersion',
      );
    const [runtime = '', version] = fx.split('|');
    return { runtime: runtime.toLowerCase(), version: digits(version) };
  }
  const runtime = text(await listed(az, app), 'FUNCTIONS_WORKER_RUNTIME');
  const key = CONFIG_VERSION[runtime.toLowerCase()];
  if (runtime.toLowerCase() === 'node')
    return { runtime, version: digits(text(await listed(az, app), 'WEBSITE_NODE_DEFAULT_VERSION')) };
  return { runtime, version: key === undefined ? '' : digits((await siteConfig(az, app))[key]) };
}

/** What az looks at before it changes a function app: whether its language still has support. It warns, and goes on. */
export async function checkLanguage(az: Az, { resourceGroup, name }: SiteRef): Promise<void> {
  const app = { resourceGroup, name };
  const site = await az.arm.get(`${await sitePath(az, resourceGroup, name)}?api-version=${WEB_VERSION}`);
  if (!text(site, 'kind').includes('functionapp')) return;
  const isLinux = at(site, 'properties', 'reserved') === true;
  try {
    await rawSite(az, resourceGroup, name);
    const settings = await listed(az, app);
    await rawSite(az, resourceGroup, name);
    const { runtime, version } = await languageOf(az, app, isLinux);
    if (runtime === '' || version === '') return;
    const functions = digits(member(settings, 'FUNCTIONS_EXTENSION_VERSION'));
    await resolveFunctionRuntime(az, await functionRuntimes(az), { runtime, version, functions, isLinux });
  } catch (error) {
    if (!(error instanceof CliError) || 'response' in error) throw error;
    az.warn(error.message);
  }
}
