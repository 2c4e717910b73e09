import type { Az } from '../../../context.ts';
import { CliError, ServiceError } from '../../../errors.ts';
import { implement } from '../../../implement.ts';
import { jsonArgument } from '../../../json-argument.ts';
import { applicationId } from '../../applications.ts';

async function path(az: Az, id: string, credential?: string): Promise<string> {
  const all = `/applications/${await applicationId(az, id)}/federatedIdentityCredentials`;
  return credential === undefined ? all : `${all}/${credential}`;
}

const one = { id: 'text', federatedCredentialId: 'text' } as const;

export const adAppFederatedCredentialList = implement('ad app federated-credential list', {
  takes: { id: 'text' },
  run: async ({ id }, az) => az.graph.get(await path(az, id)),
});

export const adAppFederatedCredentialCreate = implement('ad app federated-credential create', {
  takes: { id: 'text', parameters: 'text' },
  run: async ({ id, parameters }, az) => {
    const body = await jsonArgument(az, parameters);
    return az.graph.call('POST', await path(az, id), body);
  },
});

export const adAppFederatedCredentialShow = implement('ad app federated-credential show', {
  takes: one,
  run: async ({ id, federatedCredentialId }, az) => {
    try {
      return await az.graph.get(await path(az, id, federatedCredentialId));
    } catch (error) {
      // The real az does not count this command among those whose missing object ends with 3.
      throw error instanceof ServiceError ? new CliError(error.message) : error;
    }
  },
});

export const adAppFederatedCredentialUpdate = implement('ad app federated-credential update', {
  takes: { ...one, parameters: 'text' },
  run: async ({ id, federatedCredentialId, parameters }, az) => {
    const body = await jsonArgument(az, parameters);
    return az.graph.call('PATCH', await path(az, id, federatedCredentialId), body);
  },
});

export const adAppFederatedCredentialDelete = implement('ad app federated-credential delete', {
  takes: one,
  run: async ({ id, federatedCredentialId }, az) => az.graph.call('DELETE', await path(az, id, federatedCredentialId)),
});
