import type { Refusal } from '#kernel/result.ts';

/** The refusals of Azure Kubernetes Service. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const nameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'InvalidParameter',
    `The cluster name '${name}' is invalid: 1 to 63 letters, digits, '-' and '_', with a letter or digit at both ends.`,
  );
export const identityInvalid = (type: string): Refusal =>
  refusal(
    400,
    'InvalidIdentityType',
    `The identity type '${type}' is not supported for a managed cluster: it must be 'SystemAssigned' or 'UserAssigned', not both and not 'None'.`,
  );
export const oneIdentity = (): Refusal =>
  refusal(400, 'InvalidUserAssignedIdentities', 'A managed cluster takes exactly one user-assigned identity.');
export const kubeletNeedsUserAssigned = (): Refusal =>
  refusal(
    400,
    'CustomKubeletIdentityOnlySupportedOnUserAssignedMSICluster',
    'A kubelet identity can be named only where the cluster itself has a user-assigned identity.',
  );
export const identityNotFound = (id: string): Refusal =>
  refusal(400, 'InvalidParameter', `The user-assigned identity '${id}' was not found.`);
export const issuerNeeded = (): Refusal =>
  refusal(400, 'InvalidParameter', 'Workload identity needs the OIDC issuer of the cluster: enable oidcIssuerProfile.');
export const issuerStays = (): Refusal =>
  refusal(400, 'OIDCIssuerFeatureCannotBeDisabled', 'The OIDC issuer of a cluster cannot be disabled.');

/** Those of the cluster's own API, as a `Status`. Source: Kubernetes API reference, "Status". */
export const unauthorized = (): Refusal => refusal(401, 'Unauthorized', 'Unauthorized');
export const objectNotFound = (kind: string, name: string): Refusal =>
  refusal(404, 'NotFound', `${kind} "${name}" not found`);
export const alreadyExists = (kind: string, name: string): Refusal =>
  refusal(409, 'AlreadyExists', `${kind} "${name}" already exists`);
export const noAccount = (pod: string, namespace: string, name: string): Refusal =>
  refusal(
    403,
    'Forbidden',
    `pods "${pod}" is forbidden: error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
  );
export const notHere = (): Refusal => refusal(404, 'NotFound', 'the server could not find the requested resource');
