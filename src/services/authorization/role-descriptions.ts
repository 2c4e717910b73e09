const rbacVaults = "Only works for key vaults that use the 'Azure role-based access control' permission model.";

/**
 * Descriptions of the roles that the course speaks of; the others have none here.
 * Source: "Azure built-in roles" (Microsoft Learn).
 */
export const roleDescriptions: Readonly<Record<string, string>> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635':
    'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
  'b24988ac-6180-42a0-ab88-20f7382dd24c':
    'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage assignments in Azure Blueprints, or share image galleries.',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': 'View all resources, but does not allow you to make any changes.',
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': 'Lets you manage user access to Azure resources.',
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168':
    'Manage access to Azure resources by assigning roles using Azure RBAC. This role does not allow you to manage access using other ways, such as Azure Policy.',
  'e40ec5ca-96e0-45a2-b4ff-59039f2c2b59': 'Create, Read, Update, and Delete User Assigned Identity',
  'f1a07417-d97a-45cb-824c-7a7467783830': 'Read and Assign User Assigned Identity',
  '00482a5a-887f-4fb3-b363-3b7fe8e74483': `Perform all data plane operations on a key vault and all objects in it, including certificates, keys, and secrets. Cannot manage key vault resources or manage role assignments. ${rbacVaults}`,
  'f25e0fa2-a7c8-4377-a976-54943a77a395':
    'Manage key vaults, but does not allow you to assign roles in Azure RBAC, and does not allow you to access secrets, keys, or certificates.',
  '21090545-7ca7-4776-b22c-e363652d74d2': `Read metadata of key vaults and its certificates, keys, and secrets. Cannot read sensitive values such as secret contents or key material. ${rbacVaults}`,
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': `Perform any action on the secrets of a key vault, except manage permissions. ${rbacVaults}`,
  '4633458b-17de-408a-b874-0445c86b69e6': `Read secret contents. ${rbacVaults}`,
  '14b46e9e-c2b7-41b4-b07b-48a6ebf60603': `Perform any action on the keys of a key vault, except manage permissions. ${rbacVaults}`,
  '12338af0-0e69-4776-bea7-57ae8d297424': `Perform cryptographic operations using keys. ${rbacVaults}`,
  'a4417e6f-fecd-4de8-b567-7b0420556985': `Perform any action on the certificates of a key vault, excluding reading the secret and key portions, and managing permissions. ${rbacVaults}`,
  'db79e9a7-68ee-4b58-9aeb-b90e7c24fcba': `Read certificate contents. ${rbacVaults}`,
  'de139f84-1756-47ae-9be6-808fbbe84772':
    'Manage websites, but not web plans. Does not allow you to assign roles in Azure RBAC.',
  '2cc479cb-7b4d-49a8-b449-8c00fd0f0a4b':
    'Manage the web plans for websites. Does not allow you to assign roles in Azure RBAC.',
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b':
    'Allows for full access to Azure Storage blob containers and data, including assigning POSIX access control.',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe':
    'Allows for read, write and delete access to Azure Storage blob containers and data',
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': 'Allows for read access to Azure Storage blob containers and data',
  '17d1049b-9a84-46fb-8f53-869881c3d3ab':
    'Lets you manage storage accounts, including accessing storage account keys which provide full access to storage account data.',
  '090c5cfd-751d-490a-894a-3ce6f1109419': 'Allows for full access to Azure Service Bus resources.',
  '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39': 'Allows for send access to Azure Service Bus resources.',
  '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0': 'Allows for receive access to Azure Service Bus resources.',
  '5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b': 'Allows full access to App Configuration data.',
  '516239f1-63e1-4d78-a4de-a74fb236a071': 'Allows read access to App Configuration data.',
  '9980e02c-c2be-4d73-94e8-173b1dc7cf3c':
    "Lets you manage virtual machines, but not access to them, and not the virtual network or storage account they're connected to.",
  '43d0d8ad-25c7-4714-9337-8ba259a9fe05': 'Can read all monitoring data.',
  '4a9ae827-6dc8-4573-8ac7-8239d42aa03f':
    'Lets you manage tags on entities, without providing access to the entities themselves.',
  '7f951dda-4ed3-4680-a7ca-43fe172d538d': 'acr pull',
  '8311e382-0749-4cb8-b61a-304f252e45ec': 'acr push',
};
