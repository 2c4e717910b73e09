import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

export interface KubeletIdentity {
  resourceId: string;
  clientId: string;
  objectId: string;
}

export type Cluster = ArmResource & {
  properties: {
    fqdn: string;
    nodeResourceGroup: string;
    oidcIssuerProfile: { enabled: boolean; issuerURL?: string };
    securityProfile?: { workloadIdentity?: { enabled: boolean } };
    identityProfile: { kubeletidentity: KubeletIdentity };
    [name: string]: unknown;
  };
};

export const clusters = new ArmType<Cluster>('Microsoft.ContainerService/managedClusters');

/** What the kubeconfig of a cluster holds; table `kubernetesCredentials`, key idKey of the cluster. */
export interface CredentialRow {
  token: string;
}

export type Kind = 'serviceaccounts' | 'pods';
type Texts = Record<string, string>;

/** A service account or a pod; table `kubernetesObjects`, key its id in lower case. */
export interface ObjectRow {
  /** `{cluster}/namespaces/{namespace}/{kind}/{name}`: also the host that a session in a pod is on. */
  id: string;
  cluster: string;
  kind: Kind;
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    creationTimestamp: string;
    annotations: Texts;
    labels: Texts;
  };
  spec?: Record<string, unknown> & { serviceAccountName: string };
  /** Variables that the webhook of workload identity put into the pod; absent: it left the pod alone. */
  env?: Texts;
}

export const objectTable = 'kubernetesObjects';
export const objectId = (cluster: string, namespace: string, kind: Kind, name: string): string =>
  `${cluster}/namespaces/${namespace}/${kind}/${name}`;
export const findObject = (view: View, id: string): ObjectRow | undefined =>
  view.get<ObjectRow>(objectTable, idKey(id));

export const clusterWhere = (view: View, holds: (cluster: Cluster) => boolean): Cluster | undefined =>
  view.all<Cluster>('resources').find((row) => row.type === clusters.type && holds(row));

export const tokenFile = '/var/run/secrets/azure/tokens/azure-identity-token';
