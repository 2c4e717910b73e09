import type { Service } from '#kernel/define.ts';
import { associatedResources } from './operations/associated-resources.ts';
import { federatedCredentialOperations } from './operations/federated-credentials.ts';
import { identityOperations } from './operations/identities.ts';
import { blockOperations } from './operations/identity-block.ts';
import { systemIdentity } from './operations/system-identity.ts';

export { identityLifeMachine } from './identity-life.machine.ts';

/** Managed identities: user-assigned ones as resources, system-assigned ones by the identity block of their host. */
export const managedIdentity: Service = {
  namespace: 'Microsoft.ManagedIdentity',
  surfaces: [],
  operations: [
    ...identityOperations,
    associatedResources,
    ...federatedCredentialOperations,
    systemIdentity,
    ...blockOperations,
  ],
};
