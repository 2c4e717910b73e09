import type { Service } from '#kernel/define.ts';
import { hostOperations } from './operations/hosts.ts';
import { tokenOperations } from './operations/token.ts';
import { identitySurface } from './surface.ts';

export { tokenAcquisitionMachine } from './token-acquisition.machine.ts';

/** The identity endpoint that web apps, container apps and sandboxes find beside them. */
export const identityEndpoint: Service = {
  namespace: 'identity-endpoint',
  surfaces: [identitySurface],
  operations: [...tokenOperations, ...hostOperations],
};
