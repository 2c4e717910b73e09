/** A line of the Azure CLI and what must come of it. */
export interface Line {
  line: string;
  exit?: number;
  out?: RegExp;
  err?: RegExp;
  /** Its output is remembered under this name, for `$NAME` in later lines. */
  as?: string;
}

const group = '/subscriptions/$SUB/resourceGroups/rg1';
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/vm1?api-version=2022-11-01`;
const roles = '/subscriptions/$SUB/providers/Microsoft.Authorization/roleDefinitions';
const grant = (name: string, scope: string, role: string, principal: string): Line => ({
  line: `az rest --method put --url ${scope}/providers/Microsoft.Authorization/roleAssignments/0b5d6c3e-0000-4000-8000-00000000000${name}?api-version=2022-04-01 --body '{"properties":{"roleDefinitionId":"${roles}/${role}","principalId":"${principal}","principalType":"ServicePrincipal"}}'`,
  out: /"principalId"/,
});

/** What the owner does; every line by its own request shapes, whichever version of the CLI sends them. */
export const ownersLines: readonly Line[] = [
  { line: 'az login --service-principal -u $APP -p=$SECRET --tenant $TENANT', out: /"servicePrincipal"/ },
  { line: 'az account show --query id -o tsv', out: /^[0-9a-f-]{36}$/ },
  { line: 'az account list-locations --query "[].name" -o tsv', out: /^westeurope$/m },
  { line: 'az group create -n rg1 -l westeurope --tags a=b', out: /"provisioningState": "Succeeded"/ },
  { line: 'az group list -o table', out: /^rg1 +westeurope +Succeeded$/m },
  { line: 'az group exists -n rg1', out: /^true$/ },
  {
    line: 'az group show -n nope',
    exit: 3,
    err: /\(ResourceGroupNotFound\) Resource group 'nope' could not be found\./,
  },
  { line: 'az identity create -g rg1 -n id1', out: /"principalId"/ },
  { line: 'az identity show -g rg1 -n id1 --query clientId -o tsv', as: 'CLIENT', out: /^[0-9a-f-]{36}$/ },
  { line: 'az identity show -g rg1 -n id1 --query principalId -o tsv', as: 'PRINCIPAL' },
  { line: 'az identity show -g rg1 -n nope', exit: 3, err: /\(ResourceNotFound\)/ },
  { line: 'az ad sp show --id $APP --query id -o tsv', as: 'OWNER', out: /^[0-9a-f-]{36}$/ },
  {
    line: `az rest --method put --url ${vm} --body '{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"hardwareProfile":{"vmSize":"Standard_B1s"},"storageProfile":{"osDisk":{"osType":"Linux","createOption":"FromImage"}},"osProfile":{"computerName":"vm1","adminUsername":"u","adminPassword":"Simulated-1"},"networkProfile":{"networkInterfaces":[]}}}'`,
    out: /"SystemAssigned"/,
  },
  { line: 'az vm list -d --query "[].powerState" -o tsv', out: /^VM running$/ },
  {
    line: `az vm identity assign -g rg1 -n vm1 --identities ${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`,
    out: /"userAssignedIdentities"/,
  },
  { line: 'az vm identity show -g rg1 -n vm1 --query type -o tsv', out: /^SystemAssigned, UserAssigned$/ },
  { line: 'az vm identity remove -g rg1 -n vm1 --identities id1' },
  { line: `az rest --url ${vm} --query identity.principalId -o tsv`, as: 'MACHINE', out: /^[0-9a-f-]{36}$/ },
  grant('1', group, 'acdd72a7-3385-48ef-bd42-f606fba81ae7', '$MACHINE'),
  { line: 'az role definition list --name Reader --query "[].roleName" -o tsv', out: /^Reader$/ },
  {
    line: `az role assignment create --role Contributor --assignee $CLIENT --scope ${group}`,
    out: /"principalType": "ServicePrincipal"/,
  },
  { line: 'az role assignment list -g rg1 -o table', out: /Contributor/ },
  { line: `az role assignment delete --assignee $CLIENT --role Contributor --scope ${group}` },
  {
    line: `az role assignment create --role NoSuchRole --assignee-object-id $PRINCIPAL --assignee-principal-type ServicePrincipal --scope ${group}`,
    exit: 1,
    err: /Role 'NoSuchRole' doesn't exist\./,
  },
  {
    line: 'az keyvault create -g rg1 -n kvcli1 -l westeurope --enable-rbac-authorization true',
    out: /kvcli1\.vault\./,
  },
  { line: 'az keyvault show -n kvcli1 --query properties.enableRbacAuthorization -o tsv', out: /^true$/ },
  { line: 'az keyvault secret set --vault-name kvcli1 -n s1 --value v1', exit: 1, err: /ForbiddenByRbac/ },
  grant('2', `${group}/providers/Microsoft.KeyVault/vaults/kvcli1`, 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', '$OWNER'),
  {
    line: `az rest --method put --resource $VAULT --url https://kvcli1.$VAULTS/secrets/s1?api-version=7.4 --body '{"value":"v1"}'`,
    out: /"value": "v1"/,
  },
  { line: 'az keyvault secret show --vault-name kvcli1 -n s1 --query value -o tsv', out: /^v1$/ },
  { line: 'az keyvault secret show --vault-name kvcli1 -n nope', exit: 3, err: /\(SecretNotFound\)/ },
  { line: 'az storage account create -g rg1 -n stcli1 -l westeurope --sku Standard_LRS', out: /stcli1\.blob\./ },
  { line: 'az storage container create --account-name stcli1 -n docs --auth-mode login', out: /"created": true/ },
  {
    line: 'az storage blob list --account-name stcli1 -c docs --auth-mode login',
    exit: 1,
    err: /You do not have the required permissions needed to perform this operation\./,
  },
  grant(
    '3',
    `${group}/providers/Microsoft.Storage/storageAccounts/stcli1`,
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    '$OWNER',
  ),
  { line: 'az storage blob upload --account-name stcli1 -c docs -n a.txt -f a.txt --auth-mode login' },
  {
    line: 'az storage blob list --account-name stcli1 -c docs --auth-mode login --query "[].name" -o tsv',
    out: /^a\.txt$/,
  },
  { line: 'az storage blob download --account-name stcli1 -c docs -n a.txt -f b.txt --auth-mode login' },
  { line: 'az storage account keys list -g rg1 -n stcli1 --query "[0].value" -o tsv', as: 'KEY', out: /==$/ },
  { line: 'az storage queue create --account-name stcli1 -n jobs --account-key $KEY', out: /"created": true/ },
  { line: 'az storage message put --account-name stcli1 -q jobs --content hi --account-key $KEY' },
  {
    line: 'az storage message get --account-name stcli1 -q jobs --account-key $KEY --query "[].content" -o tsv',
    out: /^hi$/,
  },
  {
    line: `az rest --method put --url ${group}/providers/Microsoft.Web/serverfarms/plan1?api-version=2022-03-01 --body '{"location":"westeurope","sku":{"name":"B1"},"properties":{}}'`,
  },
  {
    line: `az rest --method put --url ${group}/providers/Microsoft.Web/sites/appcli1?api-version=2022-03-01 --body '{"location":"westeurope","properties":{"serverFarmId":"${group}/providers/Microsoft.Web/serverfarms/plan1"}}'`,
  },
  { line: 'az webapp identity assign -g rg1 -n appcli1 --query type -o tsv', out: /^SystemAssigned$/ },
  { line: 'az webapp config appsettings list -g rg1 -n appcli1' },
  { line: 'az webapp show -g rg1 -n appcli1 --query defaultHostName -o tsv', out: /^appcli1\.azurewebsites\./ },
  { line: 'az appconfig create -g rg1 -n accli1 -l westeurope --sku Standard', out: /accli1\.azconfig\./ },
  { line: 'az lock create -n l1 -g rg1 --lock-type CanNotDelete', out: /CanNotDelete/ },
  { line: 'az group delete -n rg1 -y', exit: 1, err: /ScopeLocked/ },
  { line: 'az lock delete -n l1 -g rg1' },
  { line: 'az resource list -g rg1 --query "[].name" -o tsv', out: /^kvcli1$/m },
  {
    line: 'az rest --url /subscriptions/$SUB/resourcegroups?api-version=2021-04-01 --query "value[].name" -o tsv',
    out: /^rg1$/,
  },
];

/** What the reader may, and how the rest is refused. */
export const readersLines: readonly Line[] = [
  { line: 'az login --service-principal -u $READER -p=$READER_SECRET --tenant $TENANT' },
  { line: 'az group list --query "[].name" -o tsv', out: /^rg1$/ },
  {
    line: 'az group create -n rg2 -l westeurope',
    exit: 1,
    err: /\(AuthorizationFailed\) The client '[0-9a-f-]{36}' with object id '[0-9a-f-]{36}' does not have authorization to perform action 'Microsoft\.Resources\/subscriptions\/resourceGroups\/write' over scope '\/subscriptions\/$SUB\/resource[gG]roups\/rg2' or the scope is invalid\. If access was recently granted, please refresh your credentials\./,
  },
  {
    line: `az rest --method delete --url ${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1?api-version=2023-01-31`,
    exit: 1,
    err: /Forbidden\(\{"error":\{"code":"AuthorizationFailed"/,
  },
  { line: 'az logout' },
  { line: 'az group list', exit: 1, err: /Please run 'az login' to setup account\./ },
];

/** A wrong secret is no way in. */
export const strangersLines: readonly Line[] = [
  {
    line: 'az login --service-principal -u $APP -p=wrong --tenant $TENANT',
    exit: 1,
    err: /AADSTS7000215: Invalid client secret provided\./,
  },
];

/** A session on the machine: its identity may read the group and nothing else. */
export const machinesLines: readonly Line[] = [
  { line: 'az login --identity', out: /"systemAssignedIdentity"/ },
  { line: 'az group list --query "[].name" -o tsv', out: /^rg1$/ },
  { line: 'az group create -n rg2 -l westeurope', exit: 1, err: /AuthorizationFailed/ },
];
