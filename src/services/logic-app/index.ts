import type { Service } from '#kernel/define.ts';
import { endpointVariables } from '#kernel/identity-endpoint.ts';
import { callbackOperations, logicAppSurface } from './callback.ts';
import { workflows, type LogicAppRow } from './models.ts';
import { runOperations } from './operations/runs.ts';
import { triggerOperations } from './operations/triggers.ts';
import { workflowOperations } from './operations/workflows.ts';

/** Logic Apps, Consumption: workflows with an identity, whose HTTP actions carry its tokens. */
export const logicApp: Service = {
  namespace: 'Microsoft.Logic',
  surfaces: [logicAppSurface],
  operations: [...workflowOperations, ...triggerOperations, ...runOperations, ...callbackOperations],
  indexes: { logicApps: { endpoint: ({ endpoint }: LogicAppRow) => [endpoint] } },
  /** A run finds the identity endpoint of its workflow. */
  environment: (view, host) => workflows.find(view, host) && endpointVariables(view, host),
};
