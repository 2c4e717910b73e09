import type { Refusal } from '#kernel/result.ts';

/** The refusals of Container Apps, in Azure's words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const nameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'ContainerAppInvalidName',
    `Invalid ContainerApp name '${name}'. A name must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character and cannot have '--'. The length must not be more than 32 characters.`,
  );

export const environmentNameInvalid = (name: string): Refusal =>
  refusal(400, 'ManagedEnvironmentInvalidName', `Invalid managed environment name '${name}'.`);

export const environmentMissing = (id: string): Refusal =>
  refusal(400, 'ManagedEnvironmentNotFound', `The managed environment '${id}' does not exist.`);

export const environmentElsewhere = (): Refusal =>
  refusal(
    400,
    'InvalidEnvironmentLocation',
    'The container app must be in the same location as its managed environment.',
  );

export const environmentInUse = (name: string): Refusal =>
  refusal(
    409,
    'ManagedEnvironmentHasContainerApps',
    `The managed environment '${name}' cannot be deleted because it contains container apps.`,
  );

export const containersMissing = (): Refusal =>
  refusal(400, 'ContainerAppContainersMissing', 'At least one container with a name and an image is required.');

export const secretInvalid = (name: string): Refusal =>
  refusal(
    400,
    'ContainerAppSecretInvalid',
    `Invalid Request: Container app secret(s) with name(s) '${name}' are invalid: value or keyVaultUrl and identity should be provided.`,
  );

export const secretRefNotFound = (ref: string, container: string): Refusal =>
  refusal(400, 'ContainerAppSecretRefNotFound', `SecretRef '${ref}' defined for container '${container}' not found.`);

const fields = 'The following field(s) are either invalid or missing. Field';

/** Source: https://github.com/microsoft/azure-container-apps/issues/1174 and 722. */
export const secretUnreadable = (secret: string, identity: string): Refusal =>
  refusal(
    400,
    'InvalidParameterValueInContainerTemplate',
    `${fields} 'configuration.secrets' is invalid with details: 'Invalid value: "${secret}": Unable to get value using Managed identity ${identity} for secret ${secret}. Error: unable to fetch secret '${secret}' using Managed identity '${identity}'';.`,
  );

/** Why an image cannot be pulled. Source: https://github.com/microsoft/azure-container-apps/issues/1061. */
export function imageUnpullable(
  container: string,
  image: string,
  status: number,
  identity: string | null | undefined,
): string {
  const [server = '', ...rest] = image.split('/');
  const [repository = '', tag = 'latest'] = rest.join('/').split(/[:@]/);
  const why =
    status === 404
      ? `GET https://${server}/v2/${repository}/manifests/${tag}: MANIFEST_UNKNOWN: manifest tagged by "${tag}" is not found; map[Tag:${tag}]`
      : identity
        ? `unable to pull image using Managed identity ${identity} for registry ${server}`
        : `GET https:?scope=repository%3A${encodeURIComponent(repository)}%3Apull&service=${server}: UNAUTHORIZED: authentication required, visit https://aka.ms/acr/authorization for more information.`;
  return `${fields} 'template.containers.${container}.image' is invalid with details: 'Invalid value: "${image}": ${why}';..`;
}

export const revisionFailed = (app: string, details: string): { code: string; message: string } => ({
  code: 'ContainerAppOperationError',
  message: `Failed to provision revision for container app '${app}'. Error details: ${details}`,
});

export const revisionNotFound = (name: string): Refusal =>
  refusal(404, 'RevisionNotFound', `Revision '${name}' not found.`);

export const operationNotFound = (id: string): Refusal =>
  refusal(404, 'OperationNotFound', `The operation '${id}' was not found.`);

export const containerNotFound = (name: string): Refusal =>
  refusal(404, 'ContainerNotFound', `The container '${name}' was not found in the replica.`);

export const notRunning = (app: string): Refusal =>
  refusal(409, 'ContainerAppNotRunning', `The container app '${app}' has no running replica.`);

/** What a visitor of a stopped app sees, as a page. */
export const siteStopped = (): Refusal =>
  refusal(404, 'SiteStopped', 'Error 404 - This Container App is stopped or does not exist.');
