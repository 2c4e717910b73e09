import * as z from 'zod/mini';
import type { Ctx, Input } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import type { TenantRow } from '#kernel/rows.ts';
import type { Change, View } from '#kernel/tables.ts';
import { certificatesFrom, KeyCredentials } from '../key-credentials.ts';
import { applicationShape } from '../application-shape.ts';
import { softlyDeleted } from '../deleted.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import type { Shape } from '../graph-filter.ts';
import { contextOf } from '../graph-shapes.ts';
import { linkKey, type ApplicationOwnerRow, type ApplicationRow, type AppPrincipalRow } from '../models.ts';
import { anyOf, graphOperation } from './graph-operation.ts';
import { unlinked } from './members.ts';

const read = 'microsoft.directory/applications/standard/read';
const createAny = 'microsoft.directory/applications/create';
const createAsOwner = 'microsoft.directory/applications/createAsOwner';

/** The application with this object id; Graph takes no app id in this place. */
export const findApplication = (view: View, id: string): ApplicationRow | undefined =>
  view.get<ApplicationRow>('applications', id.toLowerCase());

const nothing: ApplicationRow = {
  id: '',
  appId: '',
  displayName: '',
  signInAudience: '',
  identifierUris: [],
  passwords: [],
  createdAt: 0,
};
const known = Object.keys(applicationShape(nothing, ''));

export const shapeIn = (view: View, application: ApplicationRow): Shape =>
  applicationShape(application, view.get<TenantRow>('tenants', tenantIdOf(view))?.domain ?? '');

const list = graphOperation({
  action: read,
  title: 'List applications',
  method: 'GET',
  path: '/v1.0/applications',
  handle: (ctx, input) =>
    collection(input, {
      type: 'application',
      context: 'applications',
      shapes: ctx.view.all<ApplicationRow>('applications').map((row) => shapeIn(ctx.view, row)),
      known,
    }),
});

const get = graphOperation({
  action: read,
  title: 'Get application',
  method: 'GET',
  path: '/v1.0/applications/{id}',
  handle(ctx, input) {
    const application = findApplication(ctx.view, input.params['id'] ?? '');
    return application
      ? entity(input, 'application', 'applications', shapeIn(ctx.view, application))
      : refuse(errors.notFound(input.params['id'] ?? ''));
  },
});

/** Who makes an application or its principal without a role that allows it owns it. */
export function ownedByMaker(ctx: Ctx, objectId: string, action: string): Change[] {
  const { allowed } = ctx.decide({ action, scope: '/', plane: 'control' }, ctx.caller);
  if (allowed) return [];
  const row: ApplicationOwnerRow = { objectId, ownerId: ctx.caller.principalId };
  return [put('applicationOwners', linkKey(objectId, row.ownerId), row)];
}

const Application = z.looseObject({
  displayName: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
  signInAudience: z.optional(z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs'])),
  identifierUris: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(256)))),
  keyCredentials: z.optional(KeyCredentials),
});
type Application = z.infer<typeof Application>;

const takenHere = ['displayName', 'signInAudience', 'identifierUris', 'keyCredentials'];

/** Members of a body that nothing here keeps; what is empty or false asks for nothing. */
function beyond(body: Application, input: Input, method: string): Outcome | undefined {
  const asks = (value: unknown): boolean =>
    value !== null && value !== false && !(typeof value === 'object' && Object.values(value).length === 0);
  const found = Object.entries(body).find(([name, value]) => !takenHere.includes(name) && asks(value));
  if (!found) return undefined;
  const { message, ...rest } = notSimulated({ method, url: `https://graph.microsoft.com${input.url.path}` });
  return refuse({ ...rest, message: message.replace(' is not', ` with ${found[0]} is not`) });
}

const create = graphOperation({
  action: createAny,
  title: 'Create application',
  method: 'POST',
  path: '/v1.0/applications',
  body: Application,
  requires: () => anyOf(createAny, createAsOwner),
  handle(ctx, input) {
    const { displayName, signInAudience = 'AzureADMyOrg', identifierUris = [], keyCredentials = [] } = input.body;
    if (displayName === undefined) return refuse(errors.missingProperty('displayName', 'Application'));
    const stop = beyond(input.body, input, 'POST');
    if (stop) return stop;
    const certificates = certificatesFrom(ctx, displayName, keyCredentials, []);
    if ('refusal' in certificates) return refuse(certificates.refusal);
    const row: ApplicationRow = {
      id: ctx.newId('applicationObject', displayName),
      appId: ctx.newId('application', displayName),
      displayName,
      signInAudience,
      identifierUris,
      passwords: [],
      ...certificates,
      createdAt: ctx.now,
    };
    return graphOk(
      { '@odata.context': contextOf('applications/$entity'), ...shapeIn(ctx.view, row) },
      { status: 201, changes: [put('applications', row.id, row), ...ownedByMaker(ctx, row.id, createAny)] },
    );
  },
});

const update = graphOperation({
  action: 'microsoft.directory/applications/basic/update',
  title: 'Update application',
  method: 'PATCH',
  path: '/v1.0/applications/{id}',
  at: 'application',
  body: Application,
  handle(ctx, input) {
    const application = findApplication(ctx.view, input.params['id'] ?? '');
    if (!application) return refuse(errors.notFound(input.params['id'] ?? ''));
    const stop = beyond(input.body, input, 'PATCH');
    if (stop) return stop;
    const { displayName, signInAudience, identifierUris, keyCredentials } = input.body;
    const certificates =
      keyCredentials && certificatesFrom(ctx, application.id, keyCredentials, application.certificates ?? []);
    if (certificates && 'refusal' in certificates) return refuse(certificates.refusal);
    const changed: ApplicationRow = {
      ...application,
      ...(displayName !== undefined && { displayName }),
      ...(signInAudience && { signInAudience }),
      ...(identifierUris && { identifierUris }),
      ...certificates,
    };
    return ok({ status: 204, changes: [put('applications', changed.id, changed)] });
  },
});

const destroy = graphOperation({
  action: 'microsoft.directory/applications/delete',
  title: 'Delete application',
  method: 'DELETE',
  path: '/v1.0/applications/{id}',
  at: 'application',
  handle(ctx, { params }) {
    const application = findApplication(ctx.view, params['id'] ?? '');
    if (!application) return refuse(errors.notFound(params['id'] ?? ''));
    // The service principal in the application's own tenant goes with it.
    const [principal] = ctx.view.by<AppPrincipalRow>('servicePrincipals', 'appId', application.appId);
    return ok({
      status: 204,
      changes: [
        ...softlyDeleted(ctx.view, 'applications', application, [], ctx.now),
        ...(principal ? principalGone(ctx.view, principal, ctx.now) : []),
      ],
    });
  },
});

/** The changes that delete a service principal softly: it leaves its groups and comes back to them if restored. */
export const principalGone = (view: View, principal: AppPrincipalRow, now: number): Change[] =>
  softlyDeleted(view, 'servicePrincipals', principal, unlinked(view, principal.id), now);

export const applicationOperations = [list, get, create, update, destroy];
