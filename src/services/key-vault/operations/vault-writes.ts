import { armOperation } from '#kernel/arm-type.ts';
import type { Caller, Ctx, Operation, RequiresInput } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import type * as z from 'zod/mini';
import { changedPolicies } from '../access-policies.ts';
import * as say from '../errors.ts';
import {
  deletedVault,
  PoliciesPut,
  table,
  vaultByName,
  VaultPatch,
  VaultPut,
  vaults,
  type VaultRow,
} from '../models.ts';
import { newVaultBody, vaultBody } from '../vault-body.ts';
import { vaultProperties } from '../vault-properties.ts';
import { vaultSoftDeleteMachine } from '../vault-soft-delete.machine.ts';

/** 3 to 24 letters, digits and hyphens, a letter first, no two hyphens in a row. */
export const validVaultName = (name: string): boolean => /^(?=.{3,24}$)[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/i.test(name);

const writer = ({ name, principalType }: Caller): VaultRow['createdBy'] => ({
  name,
  type: principalType === 'User' ? 'User' : 'Application',
});

/** Everything that a purged vault leaves behind. */
export const purgeChanges = (view: View, vault: VaultRow): Change[] => [
  remove(table.deletedVaults, vault.name.toLowerCase()),
  ...(['secrets', 'keys', 'certificates'] as const).flatMap((kind) =>
    view
      .by<{ name: string }>(table[kind], 'vault', idKey(vault.id))
      .map(({ name }) => remove(table[kind], idKey(`${vault.id}/${kind}/${name}`))),
  ),
];

const stored = (vault: VaultRow): Change[] => [
  put('resources', idKey(vault.id), vault),
  put(table.names, vault.name.toLowerCase(), { id: vault.id }),
];

/** Changing who decides about the data, roles or policies, needs the right to assign roles as well. */
function requiresWrite({ view, params, body }: RequiresInput) {
  const scope = vaults.idOf(params);
  const write = { action: 'Microsoft.KeyVault/vaults/write', scope, plane: 'control' as const };
  const held = vaults.find(view, scope);
  const asked = (body as { properties?: { enableRbacAuthorization?: unknown } | null } | null | undefined)?.properties
    ?.enableRbacAuthorization;
  if (!held || typeof asked !== 'boolean' || asked === held.properties.enableRbacAuthorization) return write;
  return { allOf: [write, { ...write, action: 'Microsoft.Authorization/roleAssignments/write' }] };
}

/** Brings a soft-deleted vault back as it was; the role assignments at it are gone for good. */
function recover(ctx: Ctx, id: string, name: string): Outcome {
  const held = deletedVault(ctx.view, name, ctx.now);
  if (!held || idKey(held.vault.id) !== idKey(id)) return refuse(say.deletedVaultNotFound(name));
  ctx.keep({ machine: vaultSoftDeleteMachine.id, path: ['softDeleted', 'active'] }, { vault: name });
  const vault: VaultRow = { ...held.vault, changedAt: ctx.now, changedBy: writer(ctx.caller) };
  return ok({
    status: 200,
    body: vaultBody(vault),
    changes: [remove(table.deletedVaults, name.toLowerCase()), ...stored(vault)],
  });
}

function create(
  ctx: Ctx,
  { id, name, location }: { id: string; name: string; location: string },
  body: z.infer<typeof VaultPut>,
  apiVersion: string,
): Outcome {
  if (!validVaultName(name)) return refuse(say.vaultNameNotValid(name));
  if (vaultByName(ctx.view, name)) return refuse(say.vaultAlreadyExists(name));
  if (body.properties.createMode === 'recover') return recover(ctx, id, name);
  if (deletedVault(ctx.view, name, ctx.now)) return refuse(say.vaultIsDeleted);
  const made = vaultProperties(name, undefined, body.properties, apiVersion);
  if ('refusal' in made) return refuse(made.refusal);
  const vault: VaultRow = {
    id,
    name,
    type: vaults.type,
    location,
    ...(body.tags && { tags: body.tags }),
    properties: made.properties,
    createdAt: ctx.now,
    createdBy: writer(ctx.caller),
    changedAt: ctx.now,
    changedBy: writer(ctx.caller),
  };
  const ended = ctx.view.get<{ vault: VaultRow }>(table.deletedVaults, name.toLowerCase());
  return ok({
    status: 200,
    body: newVaultBody(vault),
    changes: [...(ended ? purgeChanges(ctx.view, ended.vault) : []), ...stored(vault)],
  });
}

const putVault = armOperation({
  action: 'Microsoft.KeyVault/vaults/write',
  title: 'Create or update key vault',
  method: 'PUT',
  path: vaults.path,
  body: VaultPut,
  requires: requiresWrite,
  handle(ctx, input) {
    const { params, body } = input;
    const apiVersion = input.query('api-version') ?? '';
    const place = vaults.place(ctx, params, body.location);
    if ('refusal' in place) return refuse(place.refusal);
    const { row: held } = place;
    if (!held) return create(ctx, place, body, apiVersion);
    const made = vaultProperties(held.name, held.properties, body.properties, apiVersion);
    if ('refusal' in made) return refuse(made.refusal);
    const { tags: _before, ...rest } = held;
    const vault: VaultRow = {
      ...rest,
      ...(body.tags && { tags: body.tags }),
      properties: made.properties,
      changedAt: ctx.now,
      changedBy: writer(ctx.caller),
    };
    return ok({ status: 200, body: vaultBody(vault), changes: stored(vault) });
  },
});

const patchVault = armOperation({
  action: 'Microsoft.KeyVault/vaults/write',
  title: 'Update key vault',
  method: 'PATCH',
  path: vaults.path,
  body: VaultPatch,
  requires: requiresWrite,
  handle(ctx, input) {
    const held = vaults.held(ctx, input.params);
    if ('ok' in held) return held;
    const { body } = input;
    const made = vaultProperties(held.name, held.properties, body.properties ?? {}, input.query('api-version') ?? '');
    if ('refusal' in made) return refuse(made.refusal);
    const vault: VaultRow = {
      ...held,
      ...(body.tags && { tags: body.tags }),
      properties: made.properties,
      changedAt: ctx.now,
      changedBy: writer(ctx.caller),
    };
    return ok({ status: 200, body: vaultBody(vault), changes: stored(vault) });
  },
});

const changePolicies = (kind: 'add' | 'replace' | 'remove'): Operation =>
  armOperation({
    action: 'Microsoft.KeyVault/vaults/accessPolicies/write',
    title: 'Update key vault access policies',
    method: 'PUT',
    path: `${vaults.path}/accessPolicies/${kind}`,
    body: PoliciesPut,
    requires: ({ params }) => ({
      action: 'Microsoft.KeyVault/vaults/accessPolicies/write',
      scope: vaults.idOf(params),
      plane: 'control',
    }),
    handle(ctx, input) {
      const held = vaults.held(ctx, input.params);
      if ('ok' in held) return held;
      const accessPolicies = changedPolicies(
        held.properties.accessPolicies,
        kind,
        input.body.properties.accessPolicies,
      );
      const vault: VaultRow = {
        ...held,
        properties: { ...held.properties, accessPolicies },
        changedAt: ctx.now,
        changedBy: writer(ctx.caller),
      };
      const body = {
        id: `${vault.id}/accessPolicies/`,
        type: 'Microsoft.KeyVault/vaults/accessPolicies',
        properties: { accessPolicies },
      };
      return ok({ status: 200, body, changes: stored(vault) });
    },
  });

export const vaultWrites: Operation[] = [
  putVault,
  patchVault,
  changePolicies('add'),
  changePolicies('replace'),
  changePolicies('remove'),
];
