import type { DefinitionRow } from './models.ts';

const type = 'Microsoft.Authorization/policyDefinitions';
const effect = {
  type: 'String',
  metadata: { displayName: 'Effect', description: 'Enable or disable the execution of the policy' },
  allowedValues: ['Audit', 'Deny', 'Disabled'],
  defaultValue: 'Audit',
};
const isType = (name: string) => ({ field: 'type', equals: name });
const noneOrNot = (field: string, value: string) => ({
  anyOf: [
    { field, exists: 'false' },
    { field, equals: value },
  ],
});
const tagged = "[concat('tags[', parameters('tagName'), ']')]";
const tagName = {
  type: 'String',
  metadata: { displayName: 'Tag Name', description: "Name of the tag, such as 'environment'" },
};
const tagValue = {
  type: 'String',
  metadata: { displayName: 'Tag Value', description: "Value of the tag, such as 'production'" },
};
const rbac = 'Microsoft.KeyVault/vaults/enableRbacAuthorization';
const sharedKey = 'Microsoft.Storage/storageAccounts/allowSharedKeyAccess';

const definition = (
  name: string,
  displayName: string,
  category: string,
  version: string,
  description: string,
  rest: Pick<DefinitionRow, 'parameters' | 'policyRule'> & { mode?: string },
): DefinitionRow => ({
  id: `/providers/${type}/${name}`,
  name,
  displayName,
  description,
  policyType: 'BuiltIn',
  mode: 'Indexed',
  metadata: { version, category },
  version,
  ...rest,
});

const byParameter = { effect: "[parameters('effect')]" };

/** Built-in definitions, by their own ids and rules. Source: the repository Azure/azure-policy, built-in-policies. */
export const builtIns: readonly DefinitionRow[] = [
  definition(
    'e56962a6-4747-49cd-b67b-bf8b01975c4c',
    'Allowed locations',
    'General',
    '1.0.0',
    "This policy enables you to restrict the locations your organization can specify when deploying resources. Use to enforce your geo-compliance requirements. Excludes resource groups, Microsoft.AzureActiveDirectory/b2cDirectories, and resources that use the 'global' region.",
    {
      parameters: {
        listOfAllowedLocations: {
          type: 'Array',
          metadata: {
            description: 'The list of locations that can be specified when deploying resources.',
            strongType: 'location',
            displayName: 'Allowed locations',
          },
        },
      },
      policyRule: {
        if: {
          allOf: [
            { field: 'location', notIn: "[parameters('listOfAllowedLocations')]" },
            { field: 'location', notEquals: 'global' },
            { field: 'type', notEquals: 'Microsoft.AzureActiveDirectory/b2cDirectories' },
          ],
        },
        then: { effect: 'deny' },
      },
    },
  ),
  definition(
    '6c112d4e-5bc7-47ae-a041-ea2d9dccd749',
    'Not allowed resource types',
    'General',
    '2.0.0',
    'Restrict which resource types can be deployed in your environment. Limiting resource types can reduce the complexity and attack surface of your environment while also helping to manage costs. Compliance results are only shown for non-compliant resources.',
    {
      mode: 'All',
      parameters: {
        listOfResourceTypesNotAllowed: {
          type: 'Array',
          metadata: {
            description: 'The list of resource types that cannot be deployed.',
            displayName: 'Not allowed resource types',
            strongType: 'resourceTypes',
          },
        },
        effect: { ...effect, defaultValue: 'Deny' },
      },
      policyRule: {
        if: {
          allOf: [
            { field: 'type', in: "[parameters('listOfResourceTypesNotAllowed')]" },
            { value: "[field('type')]", exists: true },
          ],
        },
        then: byParameter,
      },
    },
  ),
  definition(
    '8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54',
    'Storage accounts should prevent shared key access',
    'Storage',
    '2.0.0',
    'Audit requirement of Azure Active Directory (Azure AD) to authorize requests for your storage account. By default, requests can be authorized with either Azure Active Directory credentials, or by using the account access key for Shared Key authorization. Of these two types of authorization, Azure AD provides superior security and ease of use over Shared Key, and is recommended by Microsoft.',
    {
      parameters: { effect },
      policyRule: {
        if: {
          allOf: [
            isType('Microsoft.Storage/storageAccounts'),
            { anyOf: [noneOrNot(sharedKey, ''), { field: sharedKey, equals: 'true' }] },
          ],
        },
        then: byParameter,
      },
    },
  ),
  definition(
    '12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5',
    'Azure Key Vault should use RBAC permission model',
    'Key Vault',
    '1.0.1',
    'Enable RBAC permission model across Key Vaults. Learn more at: https://learn.microsoft.com/en-us/azure/key-vault/general/rbac-migration',
    {
      parameters: { effect },
      policyRule: {
        if: {
          allOf: [
            isType('Microsoft.KeyVault/vaults'),
            { not: { field: 'Microsoft.KeyVault/vaults/createMode', equals: 'recover' } },
            noneOrNot(rbac, 'false'),
          ],
        },
        then: byParameter,
      },
    },
  ),
  definition(
    'abda6d70-9778-44e7-84a8-06713e6db027',
    'Azure SQL Database should have Azure Active Directory Only Authentication enabled',
    'SQL',
    '1.0.0',
    'Disabling local authentication methods and allowing only Azure Active Directory Authentication improves security by ensuring that Azure SQL Databases can exclusively be accessed by Azure Active Directory identities. Learn more at: aka.ms/adonlycreate.',
    {
      parameters: { effect },
      policyRule: {
        if: {
          allOf: [
            isType('Microsoft.Sql/servers'),
            { value: '[resourcegroup().managedBy]', notContains: '/providers/Microsoft.Synapse/' },
            noneOrNot('Microsoft.Sql/servers/administrators.azureADOnlyAuthentication', 'false'),
          ],
        },
        then: byParameter,
      },
    },
  ),
  definition(
    '871b6d14-10aa-478d-b590-94f262ecfa99',
    'Require a tag on resources',
    'Tags',
    '1.0.1',
    'Enforces existence of a tag. Does not apply to resource groups.',
    {
      parameters: { tagName },
      policyRule: { if: { field: tagged, exists: 'false' }, then: { effect: 'deny' } },
    },
  ),
  definition(
    '4f9dc7db-30c1-420c-b61a-e1d640128d26',
    'Add a tag to resources',
    'Tags',
    '1.0.0',
    'Adds the specified tag and value when any resource missing this tag is created or updated. Existing resources can be remediated by triggering a remediation task. If the tag exists with a different value it will not be changed. Does not modify tags on resource groups.',
    {
      parameters: { tagName, tagValue },
      policyRule: {
        if: { field: tagged, exists: 'false' },
        then: {
          effect: 'modify',
          details: {
            roleDefinitionIds: [
              '/providers/microsoft.authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c',
            ],
            operations: [{ operation: 'add', field: tagged, value: "[parameters('tagValue')]" }],
          },
        },
      },
    },
  ),
];

/** The built-in definition of a name, in any case. */
export const builtIn = (name: string): DefinitionRow | undefined =>
  builtIns.find((one) => one.name === name.toLowerCase());
