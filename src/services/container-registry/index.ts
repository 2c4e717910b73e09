import type { Service } from '#kernel/define.ts';
import { table, type ImageRow } from './models.ts';
import { credentialOperations } from './operations/credentials.ts';
import { dataOperations } from './operations/data.ts';
import { importImage } from './operations/import-image.ts';
import { pullOperations } from './operations/pull.ts';
import { registryOperations } from './operations/registries.ts';
import { recordEvents } from './record-events.ts';
import { containerRegistrySurface } from './surface.ts';

/**
 * Azure Container Registry: registries as ARM resources, and their images at `{registry}.azurecr.io`.
 * Behaviour: https://learn.microsoft.com/azure/container-registry/ and the OCI Distribution Specification.
 */
export const containerRegistry: Service = {
  namespace: 'Microsoft.ContainerRegistry',
  surfaces: [containerRegistrySurface],
  operations: [...registryOperations, ...credentialOperations, importImage, ...dataOperations, ...pullOperations],
  indexes: { [table.images]: { registry: (row: ImageRow) => [row.registry] } },
  observers: [recordEvents],
};
