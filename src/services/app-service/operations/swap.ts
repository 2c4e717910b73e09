import * as z from 'zod/mini';
import { resourceNotFound } from '#kernel/arm-errors.ts';
import type { Ctx } from '#kernel/define.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as errors from '../errors.ts';
import {
  appIdOf,
  findSite,
  findWebApp,
  siteSettings,
  slotType,
  stickyNames,
  type DeploymentRow,
  type Site,
  type SiteOperationRow,
  type SiteSettings,
} from '../models.ts';
import { configure } from '../process.ts';
import { siteShape } from '../site-shape.ts';
import * as at from './web-operation.ts';

/** What a swap leaves where it is, as it leaves the identities. Source: "Set up staging environments", which settings are swapped. */
const staying = ['alwaysOn', 'ipSecurityRestrictions', 'scmIpSecurityRestrictions', 'cors', 'publicNetworkAccess'];

const has = (names: string[] | null | undefined, name: string): boolean =>
  names?.some((one) => one.toLowerCase() === name.toLowerCase()) ?? false;

/** Those of the other side that travel, and those of the own that stay. */
function exchanged<T>(
  own: Record<string, T>,
  other: Record<string, T>,
  stays: (name: string) => boolean,
): Record<string, T> {
  const pick = (from: Record<string, T>, test: (name: string) => boolean): [string, T][] =>
    Object.entries(from).filter(([name]) => test(name));
  return Object.fromEntries([...pick(other, (name) => !stays(name)), ...pick(own, stays)]);
}

/** One side after the swap: content and settings of the other, its own identities, sticky settings and address. */
function receive(ctx: Ctx, site: Site, other: Site, app: Site): Change[] {
  const names = stickyNames(ctx.view, app.id);
  const [own, theirs] = [siteSettings(ctx.view, site.id), siteSettings(ctx.view, other.id)];
  const settings: SiteSettings = {
    settings: exchanged(own.settings, theirs.settings, (name) => has(names.appSettingNames, name)),
    connectionStrings: exchanged(own.connectionStrings ?? {}, theirs.connectionStrings ?? {}, (name) =>
      has(names.connectionStringNames, name),
    ),
  };
  const siteConfig = exchanged(site.properties.siteConfig, other.properties.siteConfig, (name) => has(staying, name));
  const next: Site = { ...site, properties: { ...site.properties, siteConfig }, changedAt: ctx.now };
  const content = ctx.view.get<DeploymentRow>('deployments', idKey(other.id));
  return [
    put('resources', idKey(site.id), next),
    ...configure(ctx, next, findWebApp(ctx.view, site.id), settings).changes,
    content ? put('deployments', idKey(site.id), content) : remove('deployments', idKey(site.id)),
  ];
}

const Target = z.looseObject({ targetSlot: z.string(), preserveVnet: z.nullish(z.boolean()) });

const swap = at.onSite('slotsswap/action', '/slotsswap', {
  title: 'Swap web app slots',
  method: 'POST',
  body: Target,
  handle: (ctx, { params, body: { targetSlot }, query }) =>
    at.withSite(ctx, params, (site) => {
      const app = findSite(ctx.view, appIdOf(site.id));
      const production = targetSlot.toLowerCase() === 'production';
      const otherId = production ? appIdOf(site.id) : `${appIdOf(site.id)}/slots/${targetSlot}`;
      const other = findSite(ctx.view, otherId);
      if (!app || !other) return refuse(resourceNotFound(slotType, otherId));
      if (other.id === site.id) return refuse(errors.sameSlot(nameOf(site.id)));
      const row: SiteOperationRow = { id: ctx.newId('operation', `swap ${site.id}`), siteId: site.id };
      const version = query('api-version') ?? '';
      return ok({
        status: 202,
        headers: {
          location: `https://management.azure.com${site.id}/operationresults/${row.id}?api-version=${version}`,
          'retry-after': '0',
        },
        changes: [
          put('siteOperations', row.id, row),
          ...receive(ctx, site, other, app),
          ...receive(ctx, other, site, app),
        ],
      });
    }),
});

const result = at.onSite('operationresults/read', '/operationresults/{operation}', {
  title: 'Get result of a web app operation',
  method: 'GET',
  handle: (ctx, { params }) =>
    at.withSite(ctx, params, (site) => {
      const row = ctx.view.get<SiteOperationRow>('siteOperations', params['operation'] ?? '');
      if (!row || idKey(row.siteId) !== idKey(site.id))
        return refuse(errors.operationNotFound(params['operation'] ?? ''));
      return ok({ status: 200, body: siteShape(ctx.view, site) });
    }),
});

export const swapOperations = [...swap, ...result];
