import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import type { Given } from '../../implement.ts';
import { compact, type Json } from '../../json.ts';
import { genericConfigurations } from './generic.ts';
import { lookAtSite, readSettings, writeSettings, type SiteRef } from './appsettings/settings.ts';
import { withRuntime } from '../runtime.ts';
import { siteConfig, updateSiteConfig } from './web.ts';

/** What `az webapp config set` and `az functionapp config set` both take. */
export const configTakes = {
  resourceGroup: 'text',
  name: 'text',
  slot: 'text?',
  numberOfWorkers: 'int?',
  linuxFxVersion: 'text?',
  phpVersion: 'text?',
  pythonVersion: 'text?',
  netFrameworkVersion: 'text?',
  powershellVersion: 'text?',
  javaVersion: 'text?',
  javaContainer: 'text?',
  javaContainerVersion: 'text?',
  remoteDebuggingEnabled: 'bool?',
  webSocketsEnabled: 'bool?',
  alwaysOn: 'bool?',
  autoHealEnabled: 'bool?',
  use32bitWorkerProcess: 'bool?',
  minTlsVersion: 'text?',
  http20Enabled: 'bool?',
  startupFile: 'text?',
  ftpsState: 'text?',
  genericConfigurations: 'texts?',
} as const;

interface Wanted extends Given<typeof configTakes> {
  runtime?: string | undefined;
  acrUseIdentity?: boolean | undefined;
  minTlsCipherSuite?: string | undefined;
}

const STORAGE = 'WEBSITES_ENABLE_APP_SERVICE_STORAGE';

/** A stack on Linux that is a container brings its own storage, and one that is not has none of that setting. */
async function settleStorage(az: Az, site: SiteRef, linuxFxVersion: string): Promise<void> {
  const current = await readSettings(az, site);
  const isContainer = linuxFxVersion.trim().toLowerCase().startsWith('docker|');
  if (isContainer && current[STORAGE] === 'true') return;
  const { [STORAGE]: _, ...others } = current;
  await lookAtSite(az, site, isContainer ? ['2023-01-01'] : ['2023-01-01', '2023-12-01']);
  await writeSettings(az, site, isContainer ? { ...others, [STORAGE]: 'false' } : others);
}

/** Reads a site's configuration and sends it back with what is asked for. Returns it as az prints it. */
export async function setConfig(az: Az, args: Wanted): Promise<Json> {
  const site = { resourceGroup: args.resourceGroup, name: args.name, slot: args.slot };
  const current = await siteConfig(az, site);
  await readSettings(az, site);
  const { runtime, javaVersion, javaContainer, javaContainerVersion, netFrameworkVersion, linuxFxVersion } = args;
  if (runtime && (javaVersion || javaContainer || javaContainerVersion || netFrameworkVersion))
    throw new CliError(
      'Cannot use --java-version or --java-containeror --java-container-version or --net-framework-versionwith --runtime',
    );
  if (runtime && linuxFxVersion) throw new CliError('Cannot use both --runtime and --linux-fx-version');
  const start = runtime ? await withRuntime(az, runtime, Boolean(current['linuxFxVersion']), current) : current;
  if (linuxFxVersion) await settleStorage(az, site, linuxFxVersion);
  const said = compact({
    numberOfWorkers: args.numberOfWorkers,
    linuxFxVersion,
    phpVersion: args.phpVersion,
    pythonVersion: args.pythonVersion,
    netFrameworkVersion,
    powerShellVersion: args.powershellVersion,
    javaVersion,
    javaContainer,
    javaContainerVersion,
    remoteDebuggingEnabled: args.remoteDebuggingEnabled,
    webSocketsEnabled: args.webSocketsEnabled,
    alwaysOn: args.alwaysOn,
    autoHealEnabled: args.autoHealEnabled,
    use32BitWorkerProcess: args.use32bitWorkerProcess,
    minTlsVersion: args.minTlsVersion,
    http20Enabled: args.http20Enabled,
    appCommandLine: args.startupFile,
    ftpsState: args.ftpsState,
    minTlsCipherSuite: args.minTlsCipherSuite,
    ...genericConfigurations(args.genericConfigurations ?? []),
    ...(args.acrUseIdentity === false && { acrUserManagedIdentityId: '' }),
    ...(args.acrUseIdentity !== undefined && { acrUseManagedIdentityCreds: args.acrUseIdentity }),
  });
  await lookAtSite(az, { resourceGroup: site.resourceGroup, name: site.name }, ['2023-01-01']);
  const { ipSecurityRestrictions = null, scmIpSecurityRestrictions = null } = said;
  return updateSiteConfig(az, site, { ...start, ...said, ipSecurityRestrictions, scmIpSecurityRestrictions });
}
