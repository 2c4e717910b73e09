import { z } from 'zod';
import type { Input } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { contextOf, servicePrincipalShape } from '../graph-shapes.ts';
import { anyOf, graphOperation } from './graph-operation.ts';
import { unlinked } from './members.ts';

const read = 'microsoft.directory/servicePrincipals/standard/read';
const enable = 'microsoft.directory/servicePrincipals/enable';
const disable = 'microsoft.directory/servicePrincipals/disable';

const find = (view: View, id: string): ServicePrincipalRow | undefined =>
  view.get<ServicePrincipalRow>('servicePrincipals', id.toLowerCase());

const sample: ServicePrincipalRow = {
  id: '',
  appId: '',
  displayName: '',
  servicePrincipalType: 'Application',
  accountEnabled: true,
  alternativeNames: [],
  servicePrincipalNames: [],
  appRoleAssignmentRequired: false,
  createdAt: 0,
};
const known = Object.keys(servicePrincipalShape(sample, 0));

const notHere = ({ url }: Input, method: string): Outcome =>
  refuse(notSimulated({ method, url: `https://graph.microsoft.com${url.path}` }));

const list = graphOperation({
  action: read,
  title: 'List service principals',
  method: 'GET',
  path: '/v1.0/servicePrincipals',
  handle: (ctx, input) =>
    collection(input, {
      type: 'servicePrincipal',
      context: 'servicePrincipals',
      shapes: ctx.view
        .all<ServicePrincipalRow>('servicePrincipals')
        .map((principal) => servicePrincipalShape(principal, ctx.now)),
      known,
    }),
});

const get = graphOperation({
  action: read,
  title: 'Get service principal',
  method: 'GET',
  path: '/v1.0/servicePrincipals/{id}',
  handle(ctx, input) {
    const principal = find(ctx.view, input.params['id'] ?? '');
    return principal
      ? entity(input, 'servicePrincipal', 'servicePrincipals', servicePrincipalShape(principal, ctx.now))
      : refuse(errors.notFound(input.params['id'] ?? ''));
  },
});

const Enabled = z.object({ accountEnabled: z.boolean() });

const update = graphOperation({
  action: disable,
  title: 'Update service principal',
  method: 'PATCH',
  path: '/v1.0/servicePrincipals/{id}',
  requires: () => anyOf(disable, enable),
  handle(ctx, input) {
    const principal = find(ctx.view, input.params['id'] ?? '');
    if (!principal) return refuse(errors.notFound(input.params['id'] ?? ''));
    const body = input.body;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse(errors.unreadableBody());
    if (Object.keys(body).some((name) => name !== 'accountEnabled')) return notHere(input, 'PATCH');
    const parsed = Enabled.safeParse(body);
    if (!parsed.success) return refuse(errors.invalidValue('accountEnabled', 'ServicePrincipal'));
    return ok({ status: 204, changes: [put('servicePrincipals', principal.id, { ...principal, ...parsed.data })] });
  },
});

const NewPrincipal = z.object({
  displayName: z.string(),
  servicePrincipalType: z.literal('ManagedIdentity'),
  /** `isExplicit=…` and the ARM id. */
  alternativeNames: z.tuple([z.string(), z.string()]),
});

/** 32 bytes in base64: the name that Azure gives an identity beside its client id. */
const identityUri = (text: string): string => {
  const bytes = sha256Hex(text).match(/../g) ?? [];
  return `https://identity.azure.net/${btoa(String.fromCharCode(...bytes.map((hex) => parseInt(hex, 16))))}`;
};

const create = graphOperation({
  action: 'microsoft.directory/servicePrincipals/create',
  title: 'Create service principal',
  method: 'POST',
  path: '/v1.0/servicePrincipals',
  // The platform makes the principals of managed identities; those of applications come with application objects.
  requires: ({ caller }) => (caller.kind === 'platform' ? undefined : anyOf(read)),
  handle(ctx, input) {
    const parsed = NewPrincipal.safeParse(input.body);
    if (ctx.caller.kind !== 'platform' || !parsed.success) return notHere(input, 'POST');
    const { displayName, alternativeNames } = parsed.data;
    const appId = ctx.newId('application', alternativeNames[1]);
    const principal: ServicePrincipalRow = {
      id: ctx.newId('servicePrincipal', alternativeNames[1]),
      appId,
      displayName,
      servicePrincipalType: 'ManagedIdentity',
      accountEnabled: true,
      alternativeNames,
      servicePrincipalNames: [appId, identityUri(`${ctx.seed} ${appId}`)],
      appRoleAssignmentRequired: false,
      createdAt: ctx.now,
    };
    return graphOk(
      { '@odata.context': contextOf('servicePrincipals/$entity'), ...servicePrincipalShape(principal, ctx.now) },
      { status: 201, changes: [put('servicePrincipals', principal.id, principal)] },
    );
  },
});

const destroy = graphOperation({
  action: 'microsoft.directory/servicePrincipals/delete',
  title: 'Delete service principal',
  method: 'DELETE',
  path: '/v1.0/servicePrincipals/{id}',
  requires: ({ caller }) => (caller.kind === 'platform' ? undefined : anyOf(read)),
  handle(ctx, input) {
    const principal = find(ctx.view, input.params['id'] ?? '');
    if (!principal) return refuse(errors.notFound(input.params['id'] ?? ''));
    if (ctx.caller.kind !== 'platform') return notHere(input, 'DELETE');
    return ok({
      status: 204,
      changes: [remove('servicePrincipals', principal.id), ...unlinked(ctx.view, principal.id)],
    });
  },
});

export const servicePrincipalOperations = [list, get, update, create, destroy];
