import type { Service } from '#kernel/define.ts';

export const managedIdentity: Service = { namespace: 'Microsoft.ManagedIdentity', surfaces: [], operations: [] };
