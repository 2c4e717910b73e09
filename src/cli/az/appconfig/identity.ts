import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, isObject, member, text, type Json, type JsonObject } from '../json.ts';
import { isValidScope } from '../resource-id.ts';
import { shape } from '../shape.ts';
import { cell, rowsOf, STORE, storePath } from './store.ts';

const SYSTEM = '[system]';
const ALL = '[all]';

const identityRows = rowsOf((item) => ({
  'PRINCIPAL ID': cell(at(item, 'principalId')),
  'TENANT ID': cell(at(item, 'tenantId')),
  TYPE: cell(at(item, 'type')),
}));

/** Refuses what is neither `[system]` nor a resource's id, as az does before it sends anything. */
export function requireIdentities(identities: readonly string[] | undefined, all: boolean): void {
  for (const identity of identities ?? [])
    if (identity !== SYSTEM && !(all && identity === ALL) && !isValidScope(identity))
      throw new CliError(
        `Invalid identity '${identity}'. Use '[system]' to refer system assigned identity, or a resource id to refer user assigned identity.`,
      );
}

/** The identity member of a PUT or PATCH; `kept` are user-assigned ones that stay. */
function block(system: boolean, user: readonly string[], between: string): JsonObject {
  const kinds = [...(system ? ['SystemAssigned'] : []), ...(user.length > 0 ? ['UserAssigned'] : [])];
  const type = kinds.join(between) || 'None';
  return user.length > 0 ? { type, userAssignedIdentities: Object.fromEntries(user.map((id) => [id, {}])) } : { type };
}

/** The identities of a new store, by `--assign-identity`; `[system]` where it stands alone. */
export function identityOf(given: readonly string[]): JsonObject {
  const wanted = given.length > 0 ? given : [SYSTEM];
  return block(
    wanted.includes(SYSTEM),
    wanted.filter((id) => id !== SYSTEM),
    ', ',
  );
}

async function current(az: Az, path: string): Promise<JsonObject | undefined> {
  const identity = member(await az.arm.get(path), 'identity');
  return isObject(identity) ? shape('AppConfigResourceIdentity', identity) : undefined;
}

const userAssigned = (identity: JsonObject | undefined): string[] => {
  const held = identity?.['userAssignedIdentities'];
  return isObject(held) ? Object.keys(held) : [];
};

const hasSystem = (identity: JsonObject | undefined): boolean => text(identity, 'type').includes('SystemAssigned');

/** az's update does not wait for its end. */
const patch = (az: Az, path: string, identity: Json): Promise<Json | undefined> =>
  az.arm.call('PATCH', path, { identity });

export const appconfigIdentityShow = implement('appconfig identity show', {
  takes: STORE,
  run: async (args, az) => (await current(az, await storePath(az, args))) ?? {},
  table: identityRows,
});

export const appconfigIdentityAssign = implement('appconfig identity assign', {
  takes: { ...STORE, identities: 'texts?' },
  run: async ({ identities, ...args }, az) => {
    requireIdentities(identities, false);
    const wanted = identities?.length ? identities : [SYSTEM];
    const path = await storePath(az, args);
    const held = await current(az, path);
    const user = [...new Set([...userAssigned(held), ...wanted.filter((id) => id !== SYSTEM)])];
    await patch(az, path, block(hasSystem(held) || wanted.includes(SYSTEM), user, ','));
    return (await current(az, path)) ?? {};
  },
  table: identityRows,
});

export const appconfigIdentityRemove = implement('appconfig identity remove', {
  takes: { ...STORE, identities: 'texts?' },
  run: async ({ identities, ...args }, az) => {
    requireIdentities(identities, true);
    const leaving = identities?.length ? identities : [SYSTEM];
    const path = await storePath(az, args);
    const held = await current(az, path);
    if (held === undefined || held['type'] === 'None') {
      az.warn('No identity associated with this App Configuration.');
      return undefined;
    }
    const none = leaving.includes(ALL);
    const user = none ? [] : userAssigned(held).filter((id) => !leaving.includes(id));
    await patch(az, path, block(!none && hasSystem(held) && !leaving.includes(SYSTEM), user, ','));
    return undefined;
  },
});
