import type { Service } from '#kernel/define.ts';
import { graphSurface } from './graph-surface.ts';
import { loginSurface } from './login-surface.ts';
import { indexes } from './models.ts';
import { recordSignIns } from './record-sign-ins.ts';
import { upcoming } from './upcoming.ts';
import { activatedRoleOperations } from './operations/activated-roles.ts';
import { applicationCredentialOperations } from './operations/application-credentials.ts';
import { applicationOperations } from './operations/applications.ts';
import { deletedItemOperations } from './operations/deleted-items.ts';
import { appRoleAssignmentOperations } from './operations/app-role-assignments.ts';
import { assertionOperations } from './operations/assertions.ts';
import { directoryObjectOperations } from './operations/directory-objects.ts';
import { discoveryOperations } from './operations/discovery.ts';
import { federatedCredentialOperations } from './operations/federated-credentials.ts';
import { groupOperations } from './operations/groups.ts';
import { identityTokens } from './operations/identity-tokens.ts';
import { memberOperations } from './operations/members.ts';
import { ownerOperations } from './operations/owners.ts';
import { roleAssignmentOperations } from './operations/role-assignments.ts';
import { servicePrincipalOperations } from './operations/service-principals.ts';
import { signInOperations } from './operations/sign-ins.ts';
import { tokenOperations } from './operations/token-endpoint.ts';
import { userOperations } from './operations/users.ts';

export {
  clientCertificateMachine,
  clientFederationMachine,
  clientSecretMachine,
} from './client-acquisition.machine.ts';
export { credentialLifeMachine } from './credential-life.machine.ts';
export { userAcquisitionMachine } from './user-acquisition.machine.ts';
export { decideDirectory, isDirectoryAction } from './directory-roles.ts';
export { findToken } from './issue.ts';
export { groupsOf } from './membership.ts';
export type { AssertionRow } from './models.ts';

/** Microsoft Entra ID: the directory as Microsoft Graph shows it, and the endpoint that issues tokens. */
export const entraId: Service = {
  namespace: 'Microsoft.AAD',
  surfaces: [graphSurface, loginSurface],
  operations: [
    ...userOperations,
    ...groupOperations,
    ...memberOperations,
    ...ownerOperations,
    ...servicePrincipalOperations,
    ...applicationOperations,
    ...applicationCredentialOperations,
    ...deletedItemOperations,
    ...federatedCredentialOperations,
    ...assertionOperations,
    ...directoryObjectOperations,
    ...tokenOperations,
    ...discoveryOperations,
    identityTokens,
    ...signInOperations,
    ...appRoleAssignmentOperations,
    ...roleAssignmentOperations,
    ...activatedRoleOperations,
  ],
  observers: [recordSignIns],
  indexes,
  upcoming,
};
