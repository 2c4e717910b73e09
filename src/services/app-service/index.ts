import type { Service } from '#kernel/define.ts';

export const appService: Service = { namespace: 'Microsoft.Web', surfaces: [], operations: [] };
