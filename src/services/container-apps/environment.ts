import { endpointVariables } from '#kernel/identity-endpoint.ts';
import { nameOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { replicaOf } from './app-shape.ts';
import { apps, environments, findRow, readyRevision } from './models.ts';

/**
 * The variables that the code of a container app finds: those of its first container, secrets in their place, what the
 * platform says, and the identity endpoint. Undefined when no such app runs.
 * Source: "Manage environment variables on Azure Container Apps", "Managed identities in Azure Container Apps".
 */
export function environmentOf(view: View, host: string): Record<string, string> | undefined {
  const app = apps.find(view, host);
  const row = findRow(view, host);
  if (!app || !row) return undefined;
  const revision = readyRevision(row);
  const declared = (revision?.template.containers[0]?.env ?? []).map(({ name, value, secretRef }) => {
    const secret = row.secrets.find((one) => one.name === secretRef)?.value;
    return [name, secretRef ? (secret ?? '') : (value ?? '')];
  });
  const { ingress } = app.properties.configuration;
  return {
    CONTAINER_APP_NAME: nameOf(app.id),
    CONTAINER_APP_REVISION: revision?.name ?? '',
    ...(revision && { CONTAINER_APP_REPLICA_NAME: replicaOf(revision) }),
    CONTAINER_APP_ENV_DNS_SUFFIX: environments.find(view, app.properties.environmentId)?.properties.defaultDomain ?? '',
    ...(row.host && { CONTAINER_APP_HOSTNAME: row.host }),
    ...(ingress?.targetPort && { CONTAINER_APP_PORT: String(ingress.targetPort) }),
    ...(Object.fromEntries(declared) as Record<string, string>),
    ...endpointVariables(view, app.id),
  };
}
