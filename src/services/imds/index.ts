import type { Service } from '#kernel/define.ts';
import { insideOperations } from './operations/inside.ts';
import { instanceOperations } from './operations/instance.ts';
import { getToken } from './operations/token.ts';
import { imdsSurface } from './surface.ts';

export { imdsAcquisitionMachine } from './imds-acquisition.machine.ts';

/** The instance metadata service, which machines, scale set instances and container groups find at their own address. */
export const imds: Service = {
  namespace: 'imds',
  surfaces: [imdsSurface],
  operations: [getToken, ...instanceOperations, ...insideOperations],
};
