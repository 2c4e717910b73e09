import type { Refusal } from '#kernel/result.ts';

/** Every sentence of Container Registry in one place; which of them no live answer confirmed is said in deviations.ts. */

export interface Asked {
  type: string;
  name: string;
  actions: string[];
}

const registry = (status: number, code: string, message: string, detail?: unknown): Refusal => ({
  status,
  code,
  message,
  extra: { errors: [{ code, message, ...(detail !== undefined && { detail }) }] },
});

const required = 'authentication required, visit https://aka.ms/acr/authorization for more information.';
const detailOf = ({ type, name, actions }: Asked) => actions.map((Action) => ({ Type: type, Name: name, Action }));

/** The challenge of the data plane. Source: "AAD Integration" in Azure/acr, "Token Authentication Specification" of Docker. */
const challenge = (server: string, asked?: Asked, insufficient?: boolean): Record<string, string> => {
  // A header holds printable ASCII, whatever a client has asked for.
  const name = asked?.name.replaceAll(/[^\x21-\x7e]|"/g, '?');
  const scope = asked && `,scope="${asked.type}:${name}:${asked.actions.join(',')}"`;
  const error = insufficient ? ',error="insufficient_scope"' : '';
  return {
    'www-authenticate': `Bearer realm="https://${server}/oauth2/token",service="${server}"${scope ?? ''}${error}`,
  };
};

/** No proof, one that is not taken, or a principal that may do nothing here: all are 401. */
export const unauthorized = (server: string, asked?: Asked): Refusal => ({
  ...registry(401, 'UNAUTHORIZED', required, asked && detailOf(asked)),
  headers: challenge(server, asked),
});
/** A token of this registry that does not reach as far. */
export function denied(server: string, asked: Asked): Refusal {
  const message = 'requested access to the resource is denied';
  return {
    status: 401,
    code: 'DENIED',
    message,
    headers: challenge(server, asked, true),
    extra: {
      errors: [
        { code: 'DENIED', message },
        { code: 'UNAUTHORIZED', message: required, detail: detailOf(asked) },
      ],
    },
  };
}
/** Source: "Troubleshoot registry login", "Troubleshoot network issues with registry". */
export const notByNetwork = (address: string): Refusal =>
  registry(
    403,
    'DENIED',
    `client with IP '${address}' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.`,
  );
export const manifestUnknown = (repository: string, tag: string): Refusal =>
  registry(404, 'MANIFEST_UNKNOWN', `manifest tagged by "${tag}" is not found`, { Name: repository, Tag: tag });
export const nameUnknown = (repository: string): Refusal =>
  registry(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name: repository });
export const nameInvalid = (repository: string): Refusal =>
  registry(400, 'NAME_INVALID', 'invalid repository name', { name: repository });
export const manifestInvalid = registry(400, 'MANIFEST_INVALID', 'manifest invalid');
export const unsupported = (message: string): Refusal => registry(400, 'UNSUPPORTED', message);

const arm = (status: number, code: string, message: string): Refusal => ({ status, code, message });
export const registryNameInvalid = arm(
  400,
  'InvalidResourceName',
  'Resource names may contain alpha numeric characters only and must be between 5 and 50 characters.',
);
export const nameTaken = (server: string): Refusal =>
  arm(
    409,
    'AlreadyInUse',
    `The registry DNS name ${server} is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability`,
  );
export const nameInUse = (name: string): string => `The registry ${name} is already in use.`;
export const adminDisabled = (id: string): Refusal =>
  arm(
    400,
    'UnAuthorizedForCredentialOperations',
    `Cannot perform credential operations for ${id} as admin user is disabled. Kindly enable admin user as per docs: https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication#admin-account`,
  );
export const networkRulesNeedPremium = arm(
  400,
  'NetworkRuleSetNotSupported',
  'Network rules are supported by registries of the Premium tier only.',
);
export const importInvalid = (message: string): Refusal => arm(400, 'InvalidParameters', message);
export const tagExists = (tag: string): Refusal =>
  arm(409, 'Conflict', `Tag ${tag} already exists in target registry. Use Force mode to overwrite it.`);
