import * as z from 'zod/mini';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import type { TenantRow } from '#kernel/rows.ts';
import { graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import type { Shape } from '../graph-filter.ts';
import { contextOf, typedShape } from '../graph-shapes.ts';
import { directGroupsOf, findObject, groupsOf } from '../membership.ts';
import type { DirectoryObject } from '../models.ts';
import { rolesHeldBy } from '../role-catalogue.ts';
import { isReplicated } from '../replication.ts';
import { findApplication, shapeIn } from './applications.ts';
import { allOf, graphOperation } from './graph-operation.ts';
import { objectList } from './members.ts';
import { findUser } from './users.ts';

const readers = {
  users: 'microsoft.directory/users/standard/read',
  groups: 'microsoft.directory/groups/standard/read',
  servicePrincipals: 'microsoft.directory/servicePrincipals/standard/read',
};
const kinds = { users: 'user', groups: 'group', servicePrincipals: 'servicePrincipal' } as const;
const readAll = (): ReturnType<typeof allOf> => allOf(readers.users, readers.groups, readers.servicePrincipals);
const collectionOf = (texts: string[]): Outcome =>
  graphOk({ '@odata.context': contextOf('Collection(Edm.String)'), value: texts });

/** Any object of the directory, applications included: they are no principals, and a role assignment must be told so. */
function anyShape(ctx: Ctx, id: string): Shape | undefined {
  const object = findObject(ctx.view, id);
  if (object) return typedShape(object, ctx.now);
  const application = findApplication(ctx.view, id);
  return application && { '@odata.type': '#microsoft.graph.application', ...shapeIn(ctx.view, application) };
}

const getByIds = graphOperation({
  action: 'microsoft.directory/directoryObjects/getByIds',
  title: 'Get directory objects by ids',
  method: 'POST',
  path: '/v1.0/directoryObjects/getByIds',
  reads: true,
  body: z.object({ ids: z.array(z.string()).check(z.maxLength(1000)), types: z.optional(z.array(z.string())) }),
  requires: readAll,
  handle(ctx, { body: { ids, types } }) {
    const wanted = types?.map((type) => type.toLowerCase());
    const found = [...new Set(ids.map((id) => id.toLowerCase()))]
      .map((id) => anyShape(ctx, id))
      .filter((shape) => shape !== undefined);
    const kindOf = (shape: Shape): string =>
      String(shape['@odata.type']).slice('#microsoft.graph.'.length).toLowerCase();
    const value = found.filter((shape) => !wanted || wanted.includes(kindOf(shape)));
    return graphOk({ '@odata.context': contextOf('directoryObjects'), value });
  },
});

const get = graphOperation({
  action: 'microsoft.directory/directoryObjects/read',
  title: 'Get directory object',
  method: 'GET',
  path: '/v1.0/directoryObjects/{id}',
  requires: readAll,
  handle(ctx, { params }) {
    const id = params['id'] ?? '';
    // Other services ask a copy of the directory, which a new object reaches later.
    const known = ctx.caller.kind !== 'platform' || isReplicated(ctx.view, id, ctx.now);
    const shape = known ? anyShape(ctx, id) : undefined;
    if (!shape) return refuse(errors.notFound(id));
    return graphOk({ '@odata.context': contextOf('directoryObjects/$entity'), ...shape });
  },
});

type Collection = keyof typeof kinds | 'directoryObjects' | 'me';

/** The object that the path means, of the kind that the collection holds. */
function named(ctx: Ctx, input: Input, of: Collection): DirectoryObject | undefined {
  const id = of === 'me' ? ctx.caller.principalId : (input.params['id'] ?? '');
  const user = of === 'users' ? findUser(ctx.view, id) : undefined;
  const object = user ? ({ kind: 'user', row: user } as const) : findObject(ctx.view, id);
  if (of === 'me') return object?.kind === 'user' ? object : undefined;
  return of === 'directoryObjects' || object?.kind === kinds[of] ? object : undefined;
}

function about(
  of: Collection,
  method: string,
  rest: string,
  title: string,
  more: Partial<Operation>,
  answer: (ctx: Ctx, input: Input, object: DirectoryObject) => Outcome,
): Operation {
  const path = of === 'me' ? `/v1.0/me/${rest}` : `/v1.0/${of}/{id}/${rest}`;
  return graphOperation({
    action: readers.groups,
    title,
    method,
    path,
    requires: of === 'me' ? () => undefined : readAll,
    ...more,
    handle(ctx, input) {
      const object = named(ctx, input, of);
      if (object) return answer(ctx, input, object);
      return refuse(of === 'me' ? errors.meNeedsUser() : errors.notFound(input.params['id'] ?? ''));
    },
  });
}

const Wanted = z.object({ groupIds: z.array(z.string()).check(z.maxLength(20)) });

/** What may be asked about the groups of a user, a group, a service principal, any object or oneself. */
const aboutGroups = (of: Collection): Operation[] => [
  about(of, 'POST', 'checkMemberGroups', 'Check member groups', { reads: true, body: Wanted }, (ctx, input, object) => {
    const asked = (input.body as z.infer<typeof Wanted>).groupIds.map((id) => id.toLowerCase());
    const held = new Set(groupsOf(ctx.view, object.row.id).map(({ id }) => id));
    return collectionOf(asked.filter((id) => held.has(id)));
  }),
  about(of, 'POST', 'getMemberGroups', 'Get member groups', { reads: true }, (ctx, _input, object) =>
    collectionOf(groupsOf(ctx.view, object.row.id).map(({ id }) => id)),
  ),
  about(of, 'GET', 'memberOf', 'List direct memberships', {}, (ctx, input, object) =>
    objectList(
      ctx,
      input,
      directGroupsOf(ctx.view, object.row.id).map((row) => ({ kind: 'group', row })),
      rolesHeldBy(ctx.view, object.row.id),
    ),
  ),
  about(of, 'GET', 'transitiveMemberOf', 'List memberships', {}, (ctx, input, object) =>
    objectList(
      ctx,
      input,
      groupsOf(ctx.view, object.row.id).flatMap(({ id }) => findObject(ctx.view, id) ?? []),
      rolesHeldBy(ctx.view, object.row.id),
    ),
  ),
];

const organization = graphOperation({
  action: 'microsoft.directory/organization/standard/read',
  title: 'Get organization',
  method: 'GET',
  path: '/v1.0/organization',
  handle(ctx) {
    const tenant = ctx.view.get<TenantRow>('tenants', tenantIdOf(ctx.view));
    const domain = {
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: true,
      isInitial: true,
      type: 'Managed',
    };
    const value = tenant
      ? [
          {
            id: tenant.tenantId,
            displayName: tenant.displayName,
            verifiedDomains: [{ ...domain, name: tenant.domain }],
          },
        ]
      : [];
    return graphOk({ '@odata.context': contextOf('organization'), value });
  },
});

const collections: Collection[] = ['users', 'groups', 'servicePrincipals', 'directoryObjects', 'me'];

export const directoryObjectOperations = [getByIds, get, organization, ...collections.flatMap(aboutGroups)];
