import * as z from 'zod/mini';
import type { Ctx, Input } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import type { Change, View } from '#kernel/tables.ts';
import { microsoftPrincipals, principalWith } from '../app-roles.ts';
import { cleared } from '../deleted.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { contextOf, servicePrincipalShape } from '../graph-shapes.ts';
import type { ApplicationRow, AppPrincipalRow } from '../models.ts';
import { replicating } from '../replication.ts';
import { ownedByMaker, principalGone } from './applications.ts';
import { anyOf, anyOfAt, graphOperation, objectScope } from './graph-operation.ts';

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
      // Those of Microsoft are found when one looks for something, and do not crowd the whole list.
      shapes: [
        ...ctx.view.all<ServicePrincipalRow>('servicePrincipals'),
        ...(input.query('$filter') ? microsoftPrincipals(ctx.view) : []),
      ].map((principal) => servicePrincipalShape(principal, ctx.now)),
      known,
    }),
});

const get = graphOperation({
  action: read,
  title: 'Get service principal',
  method: 'GET',
  path: '/v1.0/servicePrincipals/{id}',
  handle(ctx, input) {
    const principal = principalWith(ctx.view, input.params['id'] ?? '');
    return principal
      ? entity(input, 'servicePrincipal', 'servicePrincipals', servicePrincipalShape(principal, ctx.now))
      : refuse(errors.notFound(input.params['id'] ?? ''));
  },
});

const Changes = z.strictObject({
  accountEnabled: z.optional(z.boolean()),
  appRoleAssignmentRequired: z.optional(z.boolean()),
});

const update = graphOperation({
  action: disable,
  title: 'Update service principal',
  method: 'PATCH',
  path: '/v1.0/servicePrincipals/{id}',
  requires: ({ params }) => anyOfAt(objectScope('servicePrincipal', params['id'] ?? ''), disable, enable),
  handle(ctx, input) {
    const principal = find(ctx.view, input.params['id'] ?? '');
    if (!principal) return refuse(errors.notFound(input.params['id'] ?? ''));
    const body = input.body;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse(errors.unreadableBody());
    const other = Object.keys(body).some((name) => name !== 'accountEnabled' && name !== 'appRoleAssignmentRequired');
    if (other) return notHere(input, 'PATCH');
    const parsed = Changes.safeParse(body);
    if (!parsed.success)
      return refuse(errors.invalidValue(String(parsed.error.issues[0]?.path[0]), 'ServicePrincipal'));
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

const NewAppPrincipal = z.looseObject({ appId: z.string(), accountEnabled: z.optional(z.boolean()) });
const createAny = 'microsoft.directory/servicePrincipals/create';
const createAsOwner = 'microsoft.directory/servicePrincipals/createAsOwner';

const made = (ctx: Ctx, principal: AppPrincipalRow, more: Change[] = []): Outcome =>
  graphOk(
    { '@odata.context': contextOf('servicePrincipals/$entity'), ...servicePrincipalShape(principal, ctx.now) },
    {
      status: 201,
      changes: [put('servicePrincipals', principal.id, principal), replicating(ctx, principal.id), ...more],
    },
  );

/** The principal of a managed identity, which the platform makes. */
function ofIdentity(ctx: Ctx, { displayName, alternativeNames }: z.infer<typeof NewPrincipal>): Outcome {
  const appId = ctx.newId('application', alternativeNames[1]);
  return made(ctx, {
    id: ctx.newId('servicePrincipal', alternativeNames[1]),
    appId,
    displayName,
    servicePrincipalType: 'ManagedIdentity',
    accountEnabled: true,
    alternativeNames,
    servicePrincipalNames: [appId, identityUri(`${ctx.seed} ${appId}`)],
    appRoleAssignmentRequired: false,
    createdAt: ctx.now,
  });
}

const create = graphOperation({
  action: createAny,
  title: 'Create service principal',
  method: 'POST',
  path: '/v1.0/servicePrincipals',
  requires: ({ caller }) => (caller.kind === 'platform' ? undefined : anyOf(createAny, createAsOwner)),
  handle(ctx, input) {
    if (ctx.caller.kind === 'platform') {
      const parsed = NewPrincipal.safeParse(input.body);
      return parsed.success ? ofIdentity(ctx, parsed.data) : notHere(input, 'POST');
    }
    const parsed = NewAppPrincipal.safeParse(input.body);
    if (!parsed.success) return refuse(errors.missingProperty('appId', 'ServicePrincipal'));
    const { appId, accountEnabled = true, ...rest } = parsed.data;
    if (Object.keys(rest).length) return notHere(input, 'POST');
    const [application] = ctx.view.by<ApplicationRow>('applications', 'appId', appId.toLowerCase());
    if (!application) return refuse(errors.noBackingApplication(appId));
    if (ctx.view.by('servicePrincipals', 'appId', application.appId).length)
      return refuse(errors.principalNameTaken(appId));
    const principal: AppPrincipalRow = {
      id: ctx.newId('servicePrincipal', application.appId),
      appId: application.appId,
      displayName: application.displayName,
      servicePrincipalType: 'Application',
      accountEnabled,
      alternativeNames: [],
      servicePrincipalNames: [application.appId, ...application.identifierUris],
      appRoleAssignmentRequired: false,
      appOwnerOrganizationId: tenantIdOf(ctx.view),
      createdAt: ctx.now,
    };
    return made(ctx, principal, ownedByMaker(ctx, principal.id, createAny));
  },
});

const remove = 'microsoft.directory/servicePrincipals/delete';

const destroy = graphOperation({
  action: remove,
  title: 'Delete service principal',
  method: 'DELETE',
  path: '/v1.0/servicePrincipals/{id}',
  requires: ({ caller, params }) =>
    caller.kind === 'platform' ? undefined : anyOfAt(objectScope('servicePrincipal', params['id'] ?? ''), remove),
  handle(ctx, input) {
    const principal = find(ctx.view, input.params['id'] ?? '');
    if (!principal) return refuse(errors.notFound(input.params['id'] ?? ''));
    // That of a managed identity goes with its resource.
    if (ctx.caller.kind !== 'platform' && principal.servicePrincipalType === 'ManagedIdentity')
      return notHere(input, 'DELETE');
    const gone = principalGone(ctx.view, principal, ctx.now);
    // The principal of an identity does not come back, so neither does what it trusted.
    const forGood = principal.servicePrincipalType === 'ManagedIdentity' ? cleared(ctx.view, principal.id) : [];
    return ok({ status: 204, changes: [...gone, ...forGood] });
  },
});

export const servicePrincipalOperations = [list, get, update, create, destroy];
