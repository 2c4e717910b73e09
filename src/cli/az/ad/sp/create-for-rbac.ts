import { makeApplication } from '../app/make.ts';
import { addPassword, removePasswords, warnOfCredentials } from '../credentials.ts';
import type { Az } from '../../context.ts';
import { CliError, ServiceError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact, text, type JsonObject } from '../../json.ts';
import { assignRole } from '../../role/assignment/assign.ts';
import { roleDefinitionId, roleScope } from '../../role/scopes.ts';
import { makeServicePrincipal } from './service-principal.ts';

/** Assigns the role at each scope; one that is there already is kept, another refusal ends the command. */
async function assignEach(az: Az, role: string, scopes: readonly string[], principalId: string): Promise<void> {
  for (const scope of scopes) {
    az.warn(`Creating '${role}' role assignment under scope '${scope}'`);
    try {
      const at = await roleScope(az, undefined, scope);
      const roleId = await roleDefinitionId(az, role, at);
      await assignRole(az, {
        scope: at,
        roleDefinitionId: roleId,
        principalId,
        principalType: 'ServicePrincipal',
      });
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'RoleAssignmentExists') {
        az.warn('  Role assignment already exists.\n');
        continue;
      }
      az.warn('  Role assignment creation failed.\n');
      if (error instanceof ServiceError) {
        const headers = Object.entries(error.response.headers).map(([name, value]) => `'${name}': '${value}'`);
        az.warn(`  role assignment response headers: {${headers.join(', ')}}\n`);
      }
      throw error;
    }
  }
}

/** What `--json-auth` prints: all that a tool needs to sign in, in the order of a Python dictionary. */
function signInFile(appId: string, password: string | null, subscription: string, tenant: string): JsonObject {
  return {
    clientId: appId,
    clientSecret: password,
    subscriptionId: subscription,
    tenantId: tenant,
    activeDirectoryEndpointUrl: 'https://login.microsoftonline.com',
    resourceManagerEndpointUrl: 'https://management.azure.com/',
    activeDirectoryGraphResourceId: 'https://graph.windows.net/',
    sqlManagementEndpointUrl: 'https://management.core.windows.net:8443/',
    galleryEndpointUrl: 'https://gallery.azure.com/',
    managementEndpointUrl: 'https://management.core.windows.net/',
  };
}

export const adSpCreateForRbac = implement('ad sp create-for-rbac', {
  takes: {
    displayName: 'text?',
    serviceManagementReference: 'text?',
    createPassword: 'bool?',
    years: 'int?',
    scopes: 'texts?',
    role: 'text?',
    sdkAuth: 'bool?',
    skipAssignment: 'bool?',
  },
  run: async ({ displayName, serviceManagementReference, createPassword, years, scopes, role, sdkAuth }, az) => {
    if ((role === undefined) !== (scopes === undefined))
      throw new CliError('Usage error: To create role assignments, specify both --role and --scopes.');
    const now = new Date(await az.host.now()).toISOString().slice(0, 19).replace(/[T:]/g, '-');
    const name = displayName ?? `azure-cli-${now}`;
    const [existing] =
      displayName === undefined ? [] : await az.graph.list('servicePrincipals', `displayName eq '${displayName}'`);
    const application = await makeApplication(az, name, undefined, (keyCredentials) =>
      Promise.resolve(compact({ displayName: name, serviceManagementReference, keyCredentials })),
    );
    const path = `/applications/${text(application, 'id')}`;
    const appId = text(application, 'appId');
    await removePasswords(az, path, application);
    const wanted = createPassword ?? true;
    const password = wanted ? await addPassword(az, path, 'rbac', { years, endDate: undefined }) : null;
    const principal = existing ?? (await makeServicePrincipal(az, appId));
    if (role !== undefined && scopes !== undefined) await assignEach(az, role, scopes, text(principal, 'id'));
    if (password !== null) warnOfCredentials(az);
    const { tenantId } = await az.session.account();
    if (sdkAuth) {
      const subscription = scopes?.[0]?.split('/')[2] ?? (await az.subscription()).id;
      az.print(JSON.stringify(signInFile(appId, password, subscription, tenantId), null, 2));
      return undefined;
    }
    return { appId, password, displayName: name, tenant: tenantId };
  },
});
