import type { Deviation } from '#kernel/deviation.ts';

/** Where Azure Kubernetes Service differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'aks-cluster',
    title: 'A cluster',
    azure: 'Takes minutes to make; nodes, networks and versions are checked, and dozens of profiles are filled in.',
    ours: 'It is there at once. Identities, the OIDC issuer and workload identity are simulated; the rest of the body is kept as it is sent. Nodes are no resources of their own. PATCH takes tags.',
    why: 'Identities are what the lessons are about.',
  },
  {
    id: 'aks-identity-refusals',
    title: 'Identities that a cluster does not take',
    azure: 'System-assigned or one user-assigned; the words of refusals are known to us in part.',
    ours: 'Both kinds at once, none, or several are refused with 400 in words of our own. A first PUT must name the kind.',
    why: 'Clients branch on the status.',
  },
  {
    id: 'aks-kubeconfig',
    title: 'Access to the API of a cluster',
    azure: 'Kubeconfigs hold client certificates or lead to Entra ID; roles of Kubernetes or of Azure decide.',
    ours: 'The user and the admin kubeconfig hold one and the same token, which allows everything. Tokens of Entra ID are not taken.',
    why: 'As on a cluster with local accounts and without Entra integration.',
  },
  {
    id: 'aks-kubernetes-api',
    title: 'The API of a cluster',
    azure: 'All of Kubernetes.',
    ours: 'Service accounts and pods can be made, read, listed and deleted, in any namespace; a pod runs at once. Exec answers 200, without a stream, and opens a session in the pod. Changed annotations take a new object.',
    why: 'A pod with a service account is all that workload identity needs.',
  },
  {
    id: 'aks-token-file',
    title: 'The token that a pod reads',
    azure: `The kubelet keeps the file /var/run/secrets/azure/tokens/azure-identity-token fresh.`,
    ours: 'Programs in the pod read it at http://files.localhost/var/run/secrets/azure/tokens/azure-identity-token, from nowhere else; each time it is a new token, good for an hour. It is signed with the key of this tenant, as the published keys of the issuer say.',
    why: 'There is no disk.',
  },
  {
    id: 'aks-pods-and-imds',
    title: 'What a pod finds at the metadata service',
    azure: 'Pods reach the metadata service of their node, unless a network policy forbids it.',
    ours: 'Every pod does, and gets tokens of the kubelet identity there.',
    why: 'Code without workload identity works with that identity before anyone notices.',
  },
];
