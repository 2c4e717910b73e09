import type { Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { collection } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { typedShape } from '../graph-shapes.ts';
import { findObject } from '../membership.ts';
import { linkKey, type ApplicationOwnerRow, type GroupOwnerRow } from '../models.ts';
import { findApplication, shapeIn } from './applications.ts';
import { graphOperation } from './graph-operation.ts';
import { mixed, objectList, Reference, referred } from './members.ts';

type Owned = 'applications' | 'servicePrincipals';

const table = 'applicationOwners';
const words = {
  applications: { at: 'application', said: 'application', type: 'Application' },
  servicePrincipals: { at: 'servicePrincipal', said: 'service principal', type: 'ServicePrincipal' },
} as const;
const objectId = (input: Input<unknown>): string => (input.params['id'] ?? '').toLowerCase();

const list = (of: Owned): Operation =>
  graphOperation({
    action: `microsoft.directory/${of}/standard/read`,
    title: `List ${words[of].said} owners`,
    method: 'GET',
    path: `/v1.0/${of}/{id}/owners`,
    handle(ctx, input) {
      const id = objectId(input);
      if (!ctx.view.get(of, id)) return refuse(errors.notFound(input.params['id'] ?? ''));
      const owners = ctx.view.by<ApplicationOwnerRow>(table, 'object', id);
      return objectList(
        ctx,
        input,
        owners.flatMap(({ ownerId }) => findObject(ctx.view, ownerId) ?? []),
      );
    },
  });

const add = (of: Owned): Operation =>
  graphOperation({
    action: `microsoft.directory/${of}/owners/update`,
    title: `Add ${words[of].said} owner`,
    method: 'POST',
    path: `/v1.0/${of}/{id}/owners/$ref`,
    at: words[of].at,
    body: Reference,
    handle(ctx, input) {
      const id = objectId(input);
      if (!ctx.view.get(of, id)) return refuse(errors.notFound(input.params['id'] ?? ''));
      const named = referred(input.body);
      if (!named) return refuse(errors.invalidValue('owners', words[of].type));
      const owner = findObject(ctx.view, named);
      if (!owner) return refuse(errors.notFound(named));
      // People and applications own; groups do not.
      if (owner.kind === 'group') return refuse(errors.invalidValue('owners', words[of].type));
      const row: ApplicationOwnerRow = { objectId: id, ownerId: owner.row.id };
      const key = linkKey(id, row.ownerId);
      if (ctx.view.get(table, key)) return refuse(errors.alreadyLinked('owners'));
      return ok({ status: 204, changes: [put(table, key, row)] });
    },
  });

const drop = (of: Owned): Operation =>
  graphOperation({
    action: `microsoft.directory/${of}/owners/update`,
    title: `Remove ${words[of].said} owner`,
    method: 'DELETE',
    path: `/v1.0/${of}/{id}/owners/{otherId}/$ref`,
    at: words[of].at,
    handle(ctx, input) {
      const other = (input.params['otherId'] ?? '').toLowerCase();
      const key = linkKey(objectId(input), other);
      if (!ctx.view.get(table, key)) return refuse(errors.notFound(other));
      return ok({ status: 204, changes: [remove(table, key)] });
    },
  });

/** What the caller owns: groups, applications and their principals. */
const owned = graphOperation({
  action: 'microsoft.directory/directoryObjects/read',
  title: 'List owned objects',
  method: 'GET',
  path: '/v1.0/me/ownedObjects',
  requires: () => undefined,
  handle(ctx, input) {
    const { principalId, principalType } = ctx.caller;
    if (principalType !== 'User') return refuse(errors.meNeedsUser());
    const ids = [
      ...ctx.view.by<GroupOwnerRow>('groupOwners', 'owner', principalId).map(({ groupId }) => groupId),
      ...ctx.view.by<ApplicationOwnerRow>(table, 'owner', principalId).map((row) => row.objectId),
    ];
    const shapes = ids.flatMap((id) => {
      const application = findApplication(ctx.view, id);
      if (application) return [{ '@odata.type': '#microsoft.graph.application', ...shapeIn(ctx.view, application) }];
      const object = findObject(ctx.view, id);
      return object ? [typedShape(object, ctx.now)] : [];
    });
    return collection(input, { type: 'directoryObject', context: 'directoryObjects', shapes, known: mixed });
  },
});

const both = ['applications', 'servicePrincipals'] as const;

/** Owners of applications, who may change them without a directory role. Source: "Add owner" (Microsoft Graph). */
export const ownerOperations = [...both.flatMap((of) => [list(of), add(of), drop(of)]), owned];
