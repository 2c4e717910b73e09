import { deleteCommand, type Blade } from '#kernel/blade.ts';

export const clusterBlade: Blade = {
  type: 'Microsoft.ContainerService/managedClusters',
  title: 'Kubernetes services',
  typeName: 'Kubernetes service',
  plural: 'Kubernetes services',
  says: 'Clusters that run pods. A pod speaks for a user-assigned identity that trusts its service account.',
  icon: 'container-app',
  apiVersion: '2025-05-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Power state', from: 'properties.powerState.code', empty: '-' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'API server address', from: 'properties.fqdn', as: 'copy' },
    { label: 'Infrastructure resource group', from: 'properties.nodeResourceGroup' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    deleteCommand('Kubernetes service', "This deletes '{name}', its pods and the resource group of its nodes."),
  ],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    {
      panel: 'facts',
      title: 'Security configuration',
      group: 'Settings',
      says: 'The identity of the cluster works for Azure, that of the kubelet pulls images. Pods bring their own by workload identity.',
      facts: [
        { label: 'Cluster identity', from: 'identity.type', empty: '-' },
        { label: 'Object (principal) ID', from: 'identity.principalId', as: 'copy', empty: '-' },
        { label: 'Kubelet identity', from: 'properties.identityProfile.kubeletidentity.resourceId', as: 'copy' },
        { label: 'OIDC issuer URL', from: 'properties.oidcIssuerProfile.issuerURL', as: 'copy', empty: 'Not enabled' },
      ],
    },
  ],
  probes: [
    { title: 'Read the cluster', action: 'Microsoft.ContainerService/managedClusters/read', plane: 'control' },
    {
      title: 'Get its kubeconfig (and so run pods)',
      action: 'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
      plane: 'control',
    },
  ],
};

export const blades: Blade[] = [clusterBlade];
