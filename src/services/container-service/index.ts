import type { Service } from '#kernel/define.ts';
import { findObject } from './models.ts';
import { clusterOperations } from './operations/clusters.ts';
import { kubernetesOperations } from './operations/kubernetes.ts';
import { kubernetesSurface } from './surface.ts';

/** Azure Kubernetes Service: clusters, and pods that speak for an identity by workload identity. */
export const containerService: Service = {
  namespace: 'Microsoft.ContainerService',
  surfaces: [kubernetesSurface],
  operations: [...clusterOperations, ...kubernetesOperations],
  environment: (view, host) => findObject(view, host)?.env,
};
