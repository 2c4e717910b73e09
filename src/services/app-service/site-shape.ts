import { appServiceAddress } from '#kernel/addresses.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { regionTitle } from '#kernel/regions.ts';
import { parseResourceId } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { webSpaceOf } from './environment.ts';
import { findPlan, findWebApp, sitesOn, type Plan, type Site, type WebAppRow } from './models.ts';

type Shape = Record<string, unknown>;

/** App Service writes times without a zone: `2026-11-23T09:14:00.2`. */
const stamp = (at: number): string => new Date(at).toISOString().replace(/0*Z$/, '').replace(/\.$/, '');

/** The site's configuration as `config/web` shows it; what was never set has App Service's default. */
export const configDefaults: Shape = {
  numberOfWorkers: 1,
  defaultDocuments: [
    'Default.htm',
    'Default.html',
    'Default.asp',
    'index.htm',
    'index.html',
    'iisstart.htm',
    'default.aspx',
    'index.php',
    'hostingstart.html',
  ],
  netFrameworkVersion: 'v4.0',
  phpVersion: '',
  pythonVersion: '',
  nodeVersion: '',
  powerShellVersion: '',
  linuxFxVersion: '',
  windowsFxVersion: null,
  requestTracingEnabled: false,
  remoteDebuggingEnabled: false,
  httpLoggingEnabled: false,
  acrUseManagedIdentityCreds: false,
  acrUserManagedIdentityID: null,
  logsDirectorySizeLimit: 35,
  detailedErrorLoggingEnabled: false,
  appSettings: null,
  connectionStrings: null,
  scmType: 'None',
  use32BitWorkerProcess: true,
  webSocketsEnabled: false,
  alwaysOn: false,
  appCommandLine: '',
  managedPipelineMode: 'Integrated',
  loadBalancing: 'LeastRequests',
  autoHealEnabled: false,
  vnetName: '',
  vnetRouteAllEnabled: false,
  publicNetworkAccess: null,
  localMySqlEnabled: false,
  http20Enabled: true,
  minTlsVersion: '1.2',
  scmMinTlsVersion: '1.2',
  ftpsState: 'FtpsOnly',
  healthCheckPath: null,
};

const sslState = (name: string, hostType: string): Shape => ({ name, sslState: 'Disabled', hostType });

/** A site with what stands behind it. */
export interface SiteParts {
  site: Site;
  app: WebAppRow | undefined;
  plan: Plan | undefined;
}

/** The properties of a site: what was asked for, and what App Service knows about it. */
function siteProperties({ site, app, plan }: SiteParts): Shape {
  const host = app?.host ?? '';
  const scm = host.replace('.', '.scm.');
  const parsed = parseResourceId(site.id);
  const { siteConfig, ...asked } = site.properties;
  const [appName, slot] = site.name.split('/');
  const shownConfig = [
    'numberOfWorkers',
    'linuxFxVersion',
    'windowsFxVersion',
    'acrUseManagedIdentityCreds',
    'alwaysOn',
    'http20Enabled',
  ];
  return {
    name: slot === undefined ? site.name : `${appName}(${slot})`,
    state: app?.state ?? 'Running',
    hostNames: [host],
    webSpace: webSpaceOf(site),
    repositorySiteName: appName,
    usageState: 'Normal',
    enabled: true,
    adminEnabled: true,
    enabledHostNames: [host, scm],
    availabilityState: 'Normal',
    hostNameSslStates: [sslState(host, 'Standard'), sslState(scm, 'Repository')],
    // One address for all there is to say: where the platform has the program's requests come from.
    outboundIpAddresses: appServiceAddress,
    possibleOutboundIpAddresses: appServiceAddress,
    ...asked,
    lastModifiedTimeUtc: stamp(site.changedAt),
    siteConfig: {
      ...Object.fromEntries(shownConfig.map((name) => [name, siteConfig[name] ?? configDefaults[name]])),
      appSettings: null,
      connectionStrings: null,
    },
    sku: plan?.sku.tier ?? '',
    customDomainVerificationId: sha256Hex(`domain ${parsed?.subscriptionId ?? ''}`).toUpperCase(),
    kind: site.kind,
    tags: site.tags ?? null,
    resourceGroup: parsed?.resourceGroup,
    defaultHostName: host,
  };
}

/** A site as ARM shows it. Source: REST API "Web Apps - Get", Azure CLI recordings. */
export const shapeOfSite = (parts: SiteParts): Shape => ({
  ...siteHead(parts.site),
  properties: siteProperties(parts),
  ...(parts.site.identity && parts.site.identity.type !== 'None' && { identity: parts.site.identity }),
});

const siteHead = (site: Site): Shape => ({
  id: site.id,
  name: site.name,
  type: site.type,
  kind: site.kind,
  location: regionTitle(site.location),
  ...(site.tags && { tags: site.tags }),
});

/** The site as it stands in the tenant. */
export const siteShape = (view: View, site: Site): Shape =>
  shapeOfSite({ site, app: findWebApp(view, site.id), plan: findPlan(view, site.properties.serverFarmId) });

/** A plan as ARM shows it. Source: REST API "App Service Plans - Get", Azure CLI recordings. */
export function planShape(view: View, plan: Plan): Shape {
  const parsed = parseResourceId(plan.id);
  return {
    id: plan.id,
    name: plan.name,
    type: plan.type,
    kind: plan.kind,
    location: regionTitle(plan.location),
    ...(plan.tags && { tags: plan.tags }),
    properties: {
      name: plan.name,
      workerSize: 'Default',
      numberOfWorkers: plan.sku.capacity,
      currentNumberOfWorkers: plan.sku.capacity,
      status: 'Ready',
      webSpace: `${parsed?.resourceGroup ?? ''}-${regionTitle(plan.location).replaceAll(' ', '')}webspace${plan.properties.reserved ? '-Linux' : ''}`,
      subscription: parsed?.subscriptionId,
      hostingEnvironment: null,
      hostingEnvironmentProfile: null,
      computeMode: plan.sku.tier === 'Dynamic' ? 'Dynamic' : 'Dedicated',
      geoRegion: regionTitle(plan.location),
      perSiteScaling: plan.properties.perSiteScaling,
      elasticScaleEnabled: false,
      numberOfSites: sitesOn(view, plan.id).length,
      isSpot: false,
      tags: plan.tags ?? null,
      kind: plan.kind,
      resourceGroup: parsed?.resourceGroup,
      reserved: plan.properties.reserved,
      isXenon: false,
      hyperV: false,
      provisioningState: 'Succeeded',
      zoneRedundant: false,
    },
    sku: plan.sku,
  };
}
