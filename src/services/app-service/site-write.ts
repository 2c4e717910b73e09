import * as z from 'zod/mini';
import type { Ctx } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { placed } from '#kernel/regions.ts';
import { put, type Refusal } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { announce } from './environment.ts';
import * as errors from './errors.ts';
import type { SiteParts } from './site-shape.ts';
import {
  findPlan,
  findSite,
  findWebApp,
  hostOf,
  settingsOf,
  siteType,
  type Plan,
  type Site,
  type WebAppRow,
} from './models.ts';

const Setting = z.looseObject({ name: z.string(), value: z.nullish(z.string()) });

export const SiteBody = z.looseObject({
  location: z.optional(z.string()),
  kind: z.nullish(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  identity: z.nullish(
    z.looseObject({
      type: z.optional(z.string()),
      userAssignedIdentities: z.nullish(z.record(z.string(), z.unknown())),
    }),
  ),
  properties: z.nullish(
    z.looseObject({
      serverFarmId: z.nullish(z.string()),
      httpsOnly: z.nullish(z.boolean()),
      clientAffinityEnabled: z.nullish(z.boolean()),
      siteConfig: z.nullish(z.looseObject({ appSettings: z.nullish(z.array(Setting)) })),
    }),
  ),
});
export type SiteBody = z.infer<typeof SiteBody>;

/** The plan that a request names by id, or by its bare name in the site's group. */
export function planIdOf(named: string, siteId: string): string {
  if (named.startsWith('/')) return named;
  return siteId.replace(/\/providers\/.*$/i, `/providers/Microsoft.Web/serverfarms/${named}`);
}

/** A new process: the endpoint's secret is another one. */
export const restarted = (ctx: Ctx, app: WebAppRow): WebAppRow => ({
  ...app,
  identityHeader: ctx.newId('identity-header', app.id).toUpperCase(),
});

const newApp = (ctx: Ctx, id: string): WebAppRow => ({
  id,
  host: hostOf(nameOf(id)),
  state: 'Running',
  identityHeader: ctx.newId('identity-header', id).toUpperCase(),
  instanceId: sha256Hex(`${ctx.seed} instance ${idKey(id)}`),
});

/** The identity block that the platform gives the site for what the request asks; it makes and ends the identity itself. */
function identityFor(
  ctx: Ctx,
  site: { id: string; name: string; location: string },
  current: IdentityBlock | undefined,
  wanted: SiteBody['identity'],
  mode: 'replace' | 'merge',
): { identity: IdentityBlock | undefined } | { refusal: Refusal } {
  if (!wanted) return { identity: current };
  const { type, userAssignedIdentities } = wanted;
  const { status, body } = ctx.send('platform', {
    method: 'PUT',
    url: 'https://platform.internal/managedIdentities/block',
    body: {
      hostId: site.id,
      hostName: site.name,
      location: site.location,
      ...(current && { current }),
      wanted: { ...(type !== undefined && { type }), ...(userAssignedIdentities && { userAssignedIdentities }) },
      mode,
    },
  });
  if (status === 200) return { identity: (body as { identity: IdentityBlock }).identity };
  const { code, message } = (body as { error: { code: string; message: string } }).error;
  return { refusal: { status, code, message } };
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
  const { appSettings: _, ...config } = asked.siteConfig ?? {};
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
function unheeded({ properties }: SiteBody): string | undefined {
  const { siteConfig, ...rest } = properties ?? {};
  const filled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
  if (rest['enabled'] === false) return 'enabled: false';
  if (rest['publicNetworkAccess'] === 'Disabled') return 'publicNetworkAccess: Disabled';
  if (rest['clientCertEnabled'] === true) return 'clientCertEnabled: true';
  if (rest['virtualNetworkSubnetId']) return 'virtualNetworkSubnetId';
  return ['connectionStrings', 'ipSecurityRestrictions', 'azureStorageAccounts'].find((name) =>
    filled(siteConfig?.[name]),
  );
}

/** The settings after the request: `siteConfig.appSettings` replaces them all, its absence leaves them. */
function settingsFor(ctx: Ctx, id: string, body: SiteBody): Record<string, string> {
  const sent = body.properties?.siteConfig?.appSettings;
  if (!sent) return settingsOf(ctx.view, id);
  return Object.fromEntries(sent.map(({ name, value }) => [name, value ?? '']));
}

/** Makes or changes a site: PUT of the whole, PATCH of a part. Gives the row and the changes, or the refusal. */
export function writeSite(
  ctx: Ctx,
  id: string,
  body: SiteBody,
  mode: 'replace' | 'merge',
): (SiteParts & { changes: Change[] }) | { refusal: Refusal } {
  const existing = findSite(ctx.view, id);
  const running = findWebApp(ctx.view, id);
  const group = parseResourceId(id)?.resourceGroup ?? '';
  const name = existing?.name ?? nameOf(id);
  const stop = unheeded(body);
  if (stop) {
    const { message, ...rest } = notSimulated({ method: 'PUT', url: id });
    return { refusal: { ...rest, message: message.replace(' is not', ` with ${stop} is not`) } };
  }
  const place = placed(body.location, {
    name,
    type: siteType,
    group,
    ...(existing && { existing: existing.location }),
  });
  if ('refusal' in place) return place;
  const planNamed = body.properties?.serverFarmId ?? existing?.properties.serverFarmId;
  if (!planNamed) return { refusal: errors.planMissing() };
  const plan = findPlan(ctx.view, planIdOf(planNamed, id));
  if (plan?.location !== place.region) return { refusal: errors.planNotFound(nameOf(planNamed)) };
  const found = identityFor(
    ctx,
    { id: existing?.id ?? id, name, location: place.region },
    existing?.identity,
    body.identity,
    mode,
  );
  if ('refusal' in found) return found;
  const tags = body.tags ?? (mode === 'merge' ? existing?.tags : undefined);
  const site: Site = {
    id: existing?.id ?? id,
    name,
    type: siteType,
    kind: body.kind ?? existing?.kind ?? (plan.properties.reserved ? 'app,linux' : 'app'),
    location: place.region,
    ...(tags && { tags }),
    ...(found.identity && { identity: found.identity }),
    properties: propertiesFor(body, plan, existing),
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const app = running ? restarted(ctx, running) : newApp(ctx, site.id);
  const settings = settingsFor(ctx, id, body);
  announce(ctx, site, app, settings);
  const rows: [table: string, row: object][] = [
    ['resources', site],
    ['webApps', app],
    ['appSettings', { settings }],
  ];
  return { site, app, plan, changes: rows.map(([table, row]) => put(table, idKey(id), row)) };
}
