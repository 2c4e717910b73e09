import type { Service } from '#kernel/define.ts';

export const entraId: Service = { namespace: 'Microsoft.AAD', surfaces: [], operations: [] };
