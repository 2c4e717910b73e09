import type { Params } from '#kernel/arm-type.ts';
import type { Ctx } from '#kernel/define.ts';
import type { FunctionTrigger } from '#kernel/program.ts';
import { regionTitle } from '#kernel/regions.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import { functionOf, hostKey, hostState, hostStatus } from '../function-host.ts';
import { findWebApp, isFunctionApp, type Site, type WebAppRow } from '../models.ts';
import * as at from './web-operation.ts';

/** The functions that the host has found: none while it does not run. */
function functionsOf(ctx: Ctx, site: Site): FunctionTrigger[] {
  const app = findWebApp(ctx.view, site.id);
  const found = isFunctionApp(site) ? functionOf(ctx.view, site.id)?.trigger : undefined;
  return found && app && hostState(ctx.view, app)?.state !== 'Error' ? [found] : [];
}

const bindings = ({ trigger, queue, connection, authLevel }: FunctionTrigger): object[] =>
  trigger === 'http'
    ? [
        {
          type: 'httpTrigger',
          direction: 'in',
          name: 'req',
          methods: ['get', 'post'],
          authLevel: authLevel ?? 'function',
        },
        { type: 'http', direction: 'out', name: '$return' },
      ]
    : [
        {
          type: trigger === 'queue' ? 'queueTrigger' : 'serviceBusTrigger',
          direction: 'in',
          name: 'message',
          queueName: queue,
          connection,
        },
      ];

function shape(site: Site, app: WebAppRow | undefined, one: FunctionTrigger): object {
  const base = `https://${app?.host ?? ''}`;
  return {
    id: `${site.id}/functions/${one.name}`,
    name: `${site.name}/${one.name}`,
    type: `${site.type}/functions`,
    location: regionTitle(site.location),
    properties: {
      name: one.name,
      function_app_id: null,
      href: `${base}/admin/functions/${one.name}`,
      config: { name: one.name, bindings: bindings(one) },
      invoke_url_template: one.trigger === 'http' ? `${base}/api/${one.name.toLowerCase()}` : null,
      language: 'node',
      isDisabled: false,
    },
  };
}

/** Carries on with the host's site while the host is not known to be down: keys come from the running host. */
const withKeys = (ctx: Ctx, params: Params, then: (site: Site) => Outcome): Outcome =>
  at.withSite(ctx, params, (site) => {
    const app = findWebApp(ctx.view, site.id);
    const down = !isFunctionApp(site) || !app || hostState(ctx.view, app)?.state === 'Error';
    return down ? refuse(errors.fromHostRuntime()) : then(site);
  });

const named = (ctx: Ctx, site: Site, params: Params, then: (one: FunctionTrigger) => Outcome): Outcome => {
  const wanted = params['function'] ?? '';
  const found = functionsOf(ctx, site).find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return found ? then(found) : refuse(errors.functionNotFound(wanted));
};

/** Functions of a function app, the keys that call them, and how the host gets on. Source: REST API "Web Apps". */
export const functionOperations = [
  ...at.onSite('functions/read', '/functions', {
    title: 'List functions',
    method: 'GET',
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => {
        const app = findWebApp(ctx.view, site.id);
        const value = functionsOf(ctx, site).map((one) => shape(site, app, one));
        return ok({ status: 200, body: { value, nextLink: null, id: null } });
      }),
  }),
  ...at.onSite('functions/read', '/functions/{function}', {
    title: 'Get function',
    method: 'GET',
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) =>
        named(ctx, site, params, (one) => ok({ status: 200, body: shape(site, findWebApp(ctx.view, site.id), one) })),
      ),
  }),
  ...at.onSite('functions/listkeys/action', '/functions/{function}/listkeys', {
    title: 'List keys of a function',
    method: 'POST',
    reads: true,
    handle: (ctx, { params }) =>
      withKeys(ctx, params, (site) =>
        named(ctx, site, params, () => ok({ status: 200, body: { default: hostKey(ctx.seed, site.id, 'default') } })),
      ),
  }),
  ...at.onSite('host/listkeys/action', '/host/default/listkeys', {
    title: 'List keys of a function host',
    method: 'POST',
    reads: true,
    handle: (ctx, { params }) =>
      withKeys(ctx, params, ({ id }) =>
        ok({
          status: 200,
          body: {
            masterKey: hostKey(ctx.seed, id, '_master'),
            functionKeys: { default: hostKey(ctx.seed, id, 'default') },
            systemKeys: {},
          },
        }),
      ),
  }),
  ...at.onSite('host/properties/read', '/host/default/properties/status', {
    title: 'Get status of a function host',
    method: 'GET',
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => {
        const app = findWebApp(ctx.view, site.id);
        if (!app || !isFunctionApp(site)) return refuse(errors.fromHostRuntime());
        const properties = hostStatus(site, app, hostState(ctx.view, app), ctx.now);
        return ok({
          status: 200,
          body: {
            id: `${site.id}/host/default/properties/status`,
            name: 'status',
            type: `${site.type}/host/properties`,
            properties,
          },
        });
      }),
  }),
];
