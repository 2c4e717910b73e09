import type { ZodMiniType } from 'zod/mini';
import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { policyAllows, usesRbac, type ObjectKind } from '../access-policies.ts';
import { accessDenied, invalidName } from '../errors.ts';
import { vaultById, type VaultRow } from '../models.ts';

interface ObjectOperation<Body> {
  title: string;
  method: string;
  path: string;
  /** The last words of the data action: `getSecret/action`. */
  action: string;
  /** What an access policy calls it. */
  policy: string;
  body?: ZodMiniType<Body>;
  handle(ctx: Ctx, input: Input<Body>, at: { vault: VaultRow; name: string }): Outcome;
}

const validName = /^[0-9a-zA-Z-]{1,127}$/;
const parameter: Record<ObjectKind, string> = {
  secrets: 'secretName',
  keys: 'keyName',
  certificates: 'certificateName',
};

/**
 * Declares an operation on the objects of a vault. Azure RBAC is asked at the object (`…/vaults/{v}/secrets/{name}`) or,
 * for lists, at the vault; a vault with access policies asks those alone. Refuses a name that no object can have with
 * 400 BadParameter, after the permission.
 */
const objectOperation =
  (kind: ObjectKind) =>
  <Body = unknown>(declared: ObjectOperation<Body>): Operation => {
    const { title, method, path, policy, body } = declared;
    const action = `Microsoft.KeyVault/vaults/${kind}/${declared.action}`;
    const nameIn = (params: Record<string, string>): string | undefined => params[parameter[kind]];
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
        const name = nameIn(params);
        const scope = name === undefined ? vault.id : `${vault.id}/${kind}/${name}`;
        if (usesRbac(vault)) return { action, scope, plane: 'data' };
        // No role says these words, so that the door's own "no" is the policies' "no".
        return policyAllows(vault, caller, kind, policy)
          ? undefined
          : { action: `${kind} ${policy}`, scope, plane: 'data' };
      },
      handle(ctx, input) {
        const vault = vaultAt(ctx.view, input.params);
        const name = nameIn(input.params);
        // A role with the data action `*` matches even those words; a vault with access policies heeds no role.
        if (!usesRbac(vault) && !policyAllows(vault, ctx.caller, kind, policy))
          return refuse(accessDenied(`${kind} ${policy}`, ctx.caller.token?.claims, vault));
        if (name !== undefined && !validName.test(name)) return refuse(invalidName(name));
        return declared.handle(ctx, input, { vault, name: name ?? '' });
      },
    });
  };

export const secretOperation = objectOperation('secrets');
export const keyOperation = objectOperation('keys');
export const certificateOperation = objectOperation('certificates');
