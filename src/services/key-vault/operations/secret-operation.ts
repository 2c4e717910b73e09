import type { ZodMiniType } from 'zod/mini';
import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { policyAllows, usesRbac } from '../access-policies.ts';
import { accessDenied, invalidSecretName } from '../errors.ts';
import { vaultById, type SecretPermission, type VaultRow } from '../models.ts';

interface SecretOperation<Body> {
  title: string;
  method: string;
  path: string;
  /** The last words of the data action: `getSecret/action`. */
  action: string;
  /** What an access policy calls it. */
  policy: SecretPermission;
  body?: ZodMiniType<Body>;
  handle(ctx: Ctx, input: Input<Body>, at: { vault: VaultRow; name: string }): Outcome;
}

const validName = /^[0-9a-zA-Z-]{1,127}$/;

/**
 * Declares an operation on the secrets of a vault. Azure RBAC is asked at the secret (`…/vaults/{v}/secrets/{name}`) or,
 * for lists, at the vault; a vault with access policies asks those alone. Refuses a name that no secret can have with
 * 400 BadParameter, after the permission.
 */
export function secretOperation<Body = unknown>(declared: SecretOperation<Body>): Operation {
  const { title, method, path, policy, body } = declared;
  const action = `Microsoft.KeyVault/vaults/secrets/${declared.action}`;
  const vaultAt = (view: Parameters<typeof vaultById>[0], params: Record<string, string>): VaultRow => {
    const vault = vaultById(view, params['vaultId'] ?? '');
    if (!vault) throw new Error(`no vault at ${params['vaultId']}`);
    return vault;
  };
  return defineOperation<Body>({
    action,
    title,
    surface: 'key-vault',
    plane: 'data',
    method,
    path,
    ...(body && { body }),
    requires({ view, params, caller }) {
      const vault = vaultAt(view, params);
      const scope = params['secretName'] === undefined ? vault.id : `${vault.id}/secrets/${params['secretName']}`;
      if (usesRbac(vault)) return { action, scope, plane: 'data' };
      // No role says these words, so that the door's own "no" is the policies' "no".
      return policyAllows(vault, caller, policy) ? undefined : { action: `secrets ${policy}`, scope, plane: 'data' };
    },
    handle(ctx, input) {
      const vault = vaultAt(ctx.view, input.params);
      const name = input.params['secretName'];
      // A role with the data action `*` matches even those words; a vault with access policies heeds no role.
      if (!usesRbac(vault) && !policyAllows(vault, ctx.caller, policy))
        return refuse(accessDenied(policy, ctx.caller.token?.claims, vault));
      if (name !== undefined && !validName.test(name)) return refuse(invalidSecretName(name));
      return declared.handle(ctx, input, { vault, name: name ?? '' });
    },
  });
}
