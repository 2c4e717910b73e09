import { resolveAssignee } from '../../ad/principals.ts';
import { quote } from '../../arm.ts';
import type { Az } from '../../context.ts';
import { CliError, ServiceError } from '../../errors.ts';
import { at, isObject, text } from '../../json.ts';
import { parseResourceId } from '../../resource-id.ts';
import { assignRole } from '../../role/assignment/assign.ts';
import { roleDefinitionId } from '../../role/scopes.ts';
import { isNamed, registryName } from './new-registry.ts';

const MSI_VERSION = '2023-01-31';
const ACR_VERSION = '2025-04-01';

/** The id of the registry that a server belongs to, or undefined where the subscription has none of the name. */
async function findRegistry(az: Az, server: string): Promise<string | undefined> {
  const filter = quote("resourceType eq 'Microsoft.ContainerRegistry/registries'");
  const all = await az.arm.list(`${await az.root()}/resources?$filter=${filter}&api-version=2024-11-01`);
  const found = all.filter(isObject).find(isNamed(registryName(server)));
  const id = parseResourceId(text(found, 'id'));
  if (id === undefined) return undefined;
  const path = `${await az.group(id.resourceGroup)}/providers/Microsoft.ContainerRegistry/registries/${id.name}`;
  return text(await az.arm.get(`${path}?api-version=${ACR_VERSION}`), 'id');
}

/** The principal of a user-assigned identity. */
async function principalOf(az: Az, identity: string): Promise<string> {
  const { subscription, resourceGroup, name } = parseResourceId(identity) ?? {
    subscription: '',
    resourceGroup: '',
    name: '',
  };
  const path = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  return String(at(await az.arm.get(`${path}?api-version=${MSI_VERSION}`), 'properties', 'principalId') ?? '');
}

/** az lets the identity that pulls an app's image do so: it assigns AcrPull at the registry, in the name of who runs it. */
export async function grantPull(
  az: Az,
  server: string,
  who: { identity: string } | { principalId: string },
): Promise<void> {
  const principalId = 'principalId' in who ? who.principalId : await principalOf(az, who.identity);
  const scope = await findRegistry(az, server);
  if (scope === undefined) {
    az.warn(
      `Role assignment failed with error message: "The resource with name '${registryName(server)}' and type 'Microsoft.ContainerRegistry/registries' could not be found in subscription '${(await az.subscription()).name} (${(await az.subscription()).id})'.". \nTo add the role assignment manually, please run 'az role assignment create --assignee ${principalId} --scope <container-registry-resource-id> --role acrpull'. \nYou may have to restart the containerapp with 'az containerapp revision restart'.`,
    );
    return;
  }
  for (let tried = 1; ; tried += 1) {
    try {
      const principal = await resolveAssignee(az, principalId);
      const definition = await roleDefinitionId(az, 'acrpull', scope);
      await assignRole(az, {
        scope,
        roleDefinitionId: definition,
        principalId: principal.id,
        principalType: principal.type,
      });
      return;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (error instanceof ServiceError && error.code === 'RoleAssignmentExists') return;
      if (tried === 10) {
        const says = `Role assignment failed with error message: "${error.message}". \nTo add the role assignment manually, please run 'az role assignment create --assignee ${principalId} --scope ${scope} --role acrpull'. \nYou may have to restart the containerapp with 'az containerapp revision restart'.`;
        throw new CliError(says);
      }
      await az.host.wait(5000);
    }
  }
}
