import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { text, type Json, type JsonObject } from '../json.ts';

export interface PolicyHolder {
  objectId: string | undefined;
  applicationId: string | undefined;
  spn: string | undefined;
  upn: string | undefined;
}

/** az wants exactly one way of naming the principal. */
export function requireOneName({ objectId, spn, upn }: PolicyHolder): void {
  if ([objectId, spn, upn].filter(Boolean).length !== 1)
    throw new CliError('specify exactly one: --object-id, --spn, --upn', { exit: 2 });
}

/** The object id of the principal that a policy is about. */
export async function holderId(az: Az, { objectId, spn, upn }: PolicyHolder): Promise<string> {
  if (objectId) return objectId;
  const [found] = spn
    ? await az.graph.list('servicePrincipals', `servicePrincipalNames/any(c:c eq '${spn}')`)
    : await az.graph.list('users', `userPrincipalName eq '${upn}'`);
  if (found === undefined) {
    az.warn(spn ? `Unable to find service principal with spn '${spn}'` : `Unable to find user with upn '${upn}'`);
    throw new CliError('Unable to get object id from principal name.');
  }
  return text(found, 'id');
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether an access policy is that of a principal, and of an application where one is named. */
export function isPolicyOf(
  policy: Json,
  properties: JsonObject,
  objectId: string,
  applicationId: string | undefined,
): boolean {
  return (
    same(text(policy, 'objectId'), objectId) &&
    same(text(policy, 'applicationId'), applicationId ?? '') &&
    same(text(policy, 'tenantId'), text(properties, 'tenantId'))
  );
}

/** az refuses to touch the policies of a vault that goes by roles. */
export function refuseRoleBased(properties: JsonObject, what: 'set' | 'delete'): void {
  if (properties['enableRbacAuthorization'] === true)
    throw new CliError(`Cannot ${what} policies to a vault with '--enable-rbac-authorization' specified`);
}
