import * as z from 'zod/mini';
import type { Ctx } from '#kernel/define.ts';
import { setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { placed, regionTitle } from '#kernel/regions.ts';
import { put, type Refusal } from '#kernel/result.ts';
import { idKey, nameOf, parseResourceId, typeOf } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as errors from './errors.ts';
import {
  appIdOf,
  findPlan,
  findSite,
  findWebApp,
  isFunctionApp,
  planType,
  siteSettings,
  siteType,
  slotType,
  type Plan,
  type Site,
  type SiteSettings,
} from './models.ts';
import { configure } from './process.ts';
import type { SiteParts } from './site-shape.ts';
import { skuNamed } from './skus.ts';

const Setting = z.looseObject({ name: z.string(), value: z.nullish(z.string()) });
const NamedConnection = z.looseObject({
  name: z.string(),
  connectionString: z.nullish(z.string()),
  type: z.nullish(z.string()),
});

export const SiteBody = z.looseObject({
  location: z.optional(z.string()),
  kind: z.nullish(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  identity: WantedIdentity,
  properties: z.nullish(
    z.looseObject({
      serverFarmId: z.nullish(z.string()),
      httpsOnly: z.nullish(z.boolean()),
      clientAffinityEnabled: z.nullish(z.boolean()),
      siteConfig: z.nullish(
        z.looseObject({
          appSettings: z.nullish(z.array(Setting)),
          connectionStrings: z.nullish(z.array(NamedConnection)),
        }),
      ),
    }),
  ),
});
export type SiteBody = z.infer<typeof SiteBody>;

/** The plan that a request names by id, or by its bare name in the site's group. */
export function planIdOf(named: string, siteId: string): string {
  if (named.startsWith('/')) return named;
  return siteId.replace(/\/providers\/.*$/i, `/providers/Microsoft.Web/serverfarms/${named}`);
}

/** Settable properties that ARM echoes as they were sent. */
const echoed = [
  'isXenon',
  'hyperV',
  'scmSiteAlsoStopped',
  'clientCertEnabled',
  'clientCertMode',
  'hostNamesDisabled',
  'containerSize',
  'dailyMemoryTimeQuota',
  'redundancyMode',
  'publicNetworkAccess',
  'keyVaultReferenceIdentity',
];
const initial: Record<string, unknown> = {
  isXenon: false,
  hyperV: false,
  scmSiteAlsoStopped: false,
  clientCertEnabled: false,
  clientCertMode: 'Required',
  hostNamesDisabled: false,
  containerSize: 0,
  dailyMemoryTimeQuota: 0,
  redundancyMode: 'None',
  publicNetworkAccess: null,
  keyVaultReferenceIdentity: 'SystemAssigned',
};

function propertiesFor(body: SiteBody, plan: Plan, existing: Site | undefined): Site['properties'] {
  const asked = body.properties ?? {};
  const before = existing?.properties;
  const { appSettings: _, connectionStrings: _strings, ...config } = asked.siteConfig ?? {};
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
  const echo = (name: string): [string, unknown] => [name, asked[name] ?? before?.[name] ?? initial[name]];
  return {
    ...Object.fromEntries(echoed.map(echo)),
    serverFarmId: plan.id,
    reserved: plan.properties.reserved,
    httpsOnly: asked.httpsOnly ?? before?.httpsOnly ?? false,
    clientAffinityEnabled: asked.clientAffinityEnabled ?? before?.clientAffinityEnabled ?? true,
    siteConfig: { ...before?.siteConfig, ...given },
  };
}

/** Properties that would change who reaches the site or what it holds, and that nothing here heeds. */
function unheeded({ kind, properties }: SiteBody): string | undefined {
  if (/workflowapp/i.test(kind ?? '')) return `kind: ${kind}`;
  const { siteConfig, ...rest } = properties ?? {};
  const filled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
  if (rest['enabled'] === false) return 'enabled: false';
  if (rest['publicNetworkAccess'] === 'Disabled') return 'publicNetworkAccess: Disabled';
  if (rest['clientCertEnabled'] === true) return 'clientCertEnabled: true';
  if (rest['virtualNetworkSubnetId']) return 'virtualNetworkSubnetId';
  return ['ipSecurityRestrictions', 'azureStorageAccounts'].find((name) => filled(siteConfig?.[name]));
}

/** The settings after the request: what `siteConfig` lists replaces all of its kind, its absence leaves them. */
function settingsFor(ctx: Ctx, id: string, { properties }: SiteBody): SiteSettings {
  const before = siteSettings(ctx.view, id);
  const { appSettings, connectionStrings } = properties?.siteConfig ?? {};
  const strings = connectionStrings
    ? Object.fromEntries(
        connectionStrings.map(({ name, connectionString, type }) => [
          name,
          { value: connectionString ?? '', type: type ?? 'Custom' },
        ]),
      )
    : before.connectionStrings;
  return {
    settings: appSettings
      ? Object.fromEntries(appSettings.map(({ name, value }) => [name, value ?? '']))
      : before.settings,
    ...(strings && { connectionStrings: strings }),
  };
}

/**
 * The Consumption plan of the region, on which a function app runs that names no plan: one in each group, made with the
 * first app and shared by those that follow. Source: recordings of `az functionapp create --consumption-plan-location`.
 */
function impliedPlan(ctx: Ctx, id: string, { kind, properties }: SiteBody, region: string): Plan | undefined {
  const sku = skuNamed('Y1', 0);
  if (!sku || !isFunctionApp({ kind: kind ?? '' })) return undefined;
  const reserved = properties?.['reserved'] === true || /linux/i.test(kind ?? '');
  const name = `${regionTitle(region).replaceAll(' ', '')}${reserved ? 'LinuxDynamicPlan' : 'Plan'}`;
  const planId = planIdOf(name, id);
  const times = { createdAt: ctx.now, changedAt: ctx.now };
  const row = { id: planId, name, type: planType, kind: 'functionapp', location: region, sku };
  return findPlan(ctx.view, planId) ?? { ...row, properties: { reserved, perSiteScaling: false }, ...times };
}

/** Makes or changes a site or a slot: PUT of the whole, PATCH of a part. Gives the row and the changes, or the refusal. */
export function writeSite(
  ctx: Ctx,
  id: string,
  body: SiteBody,
  mode: 'replace' | 'merge',
): (SiteParts & { changes: Change[] }) | { refusal: Refusal } {
  const existing = findSite(ctx.view, id);
  const type = typeOf(id) ?? siteType;
  const app = type === slotType ? findSite(ctx.view, appIdOf(id)) : undefined;
  const group = parseResourceId(id)?.resourceGroup ?? '';
  const name = existing?.name ?? (app ? `${app.name}/${nameOf(id)}` : nameOf(id));
  const stop = unheeded(body);
  if (stop) return { refusal: errors.withPart(id, stop) };
  const place = placed(body.location, { name, type, group, ...(existing && { existing: existing.location }) });
  if ('refusal' in place) return place;
  const planNamed = body.properties?.serverFarmId ?? (existing ?? app)?.properties.serverFarmId;
  const implied = planNamed ? undefined : impliedPlan(ctx, id, body, place.region);
  if (!planNamed && !implied) return { refusal: errors.planMissing() };
  const plan = implied ?? findPlan(ctx.view, planIdOf(planNamed ?? '', id));
  if (plan?.location !== place.region) return { refusal: errors.planNotFound(nameOf(planNamed ?? '')) };
  const host = { id: existing?.id ?? id, name, location: place.region };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, mode);
  if ('refusal' in found) return found;
  const tags = body.tags ?? (mode === 'merge' ? existing?.tags : undefined);
  const site: Site = {
    ...host,
    type,
    kind: body.kind ?? (existing ?? app)?.kind ?? (plan.properties.reserved ? 'app,linux' : 'app'),
    ...(tags && { tags }),
    ...(found.identity && { identity: found.identity }),
    properties: propertiesFor(body, plan, existing),
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const running = findWebApp(ctx.view, id);
  const configured = configure(ctx, site, running, settingsFor(ctx, id, body));
  const rows = implied ? [implied, site] : [site];
  const changes = [...rows.map((row) => put('resources', idKey(row.id), row)), ...configured.changes];
  return { site, app: configured.app, plan, changes };
}
