import { defineCommand } from '../define.ts';
import { required, resourceGroup, tags } from '../parameters.ts';
import { at, compact, text } from '../json.ts';
import { addIdentities } from './identity/add.ts';
import { existingSettings, findPlan, refuseUnsimulated, siteConfiguration } from './create-body.ts';
import { sitePath, siteResult, WEB_VERSION } from './site.ts';

export const webappCreate = defineCommand({
  words: 'webapp create',
  summary: 'Create a web app.',
  detail: "The web app's name must be able to produce a unique FQDN as AppName.azurewebsites.net.",
  parameters: {
    resourceGroup: required(resourceGroup),
    name: {
      short: 'n',
      required: true,
      help: 'Name of the new web app. Web app name can contain only allow alphanumeric characters and hyphens, it cannot start or end in a hyphen, and must be less than 64 characters.',
    },
    plan: {
      short: 'p',
      configured: 'appserviceplan',
      required: true,
      help: "Name or resource id of the app service plan. Use 'appservice plan create' to get one.",
    },
    runtime: {
      short: 'r',
      help: 'Canonicalized web runtime in the format of Framework:Version, e.g. "PHP:7.2".Use `az webapp list-runtimes` for available list.',
    },
    startupFile: { help: "Linux only. The web's startup file." },
    deploymentContainerImageName: {
      short: 'i',
      deprecated:
        "WARNING: Option '--deployment-container-image-name' has been deprecated and will be removed in a future release.",
      help: 'Container image name from container registry, e.g. publisher/image-name:tag.',
    },
    deploymentSourceUrl: { short: 'u', help: 'Git repository URL to link with manual integration.' },
    deploymentSourceBranch: { short: 'b', default: 'master', help: 'The branch to deploy.' },
    deploymentLocalGit: { short: 'l', takes: 'flag', help: 'Enable local git.' },
    sitecontainersApp: { kind: 'bool', help: 'If true, a webapp which supports sitecontainers will be created.' },
    dockerRegistryServerPassword: {
      deprecated:
        "WARNING: Option '--docker-registry-server-password' has been deprecated and will be removed in a future release. Use '--container-registry-password' instead.",
      help: 'The container registry server password. Required for private registries.',
    },
    containerRegistryPassword: {
      short: 'w',
      help: 'The container registry server password. Required for private registries.',
    },
    dockerRegistryServerUser: {
      deprecated:
        "WARNING: Option '--docker-registry-server-user' has been deprecated and will be removed in a future release. Use '--container-registry-user' instead.",
      help: 'The container registry server username.',
    },
    containerRegistryUser: { short: 's', help: 'The container registry server username.' },
    containerRegistryUrl: { help: 'The container registry server url.' },
    containerImageName: {
      short: 'c',
      help: 'The container custom image name and optionally the tag name (e.g., `<registry-name>/<image-name>:<tag>`).',
    },
    multicontainerConfigType: { choices: ['COMPOSE', 'KUBE'], help: 'Linux only.' },
    multicontainerConfigFile: { help: 'Linux only. Config file for multicontainer apps. (local or remote).' },
    tags,
    assignIdentity: {
      takes: 'any',
      help: "Accept system or user assigned identities separated by spaces. Use '[system]' to refer system assigned identity, or a resource id to refer user assigned identity. Check out help for more examples.",
    },
    role: { default: 'Contributor', help: 'Role name or id the system assigned identity will have.' },
    scope: { help: 'Scope that the system assigned identity can access.' },
    vnet: {
      help: 'Name or resource ID of the regional virtual network. If there are multiple vnets of the same name across different resource groups, use vnet resource id to specify which vnet to use. If vnet name is used, by default, the vnet in the same resource group as the webapp will be used. Must be used with --subnet argument.',
    },
    subnet: {
      help: 'Name or resource ID of the pre-existing subnet to have the webapp join. The --vnet is argument also needed if specifying subnet by name.',
    },
    httpsOnly: { kind: 'bool', help: 'Redirect all traffic made to an app using HTTP to HTTPS.' },
    publicNetworkAccess: { choices: ['Enabled', 'Disabled'], help: 'Enable or disable public access to the web app.' },
    acrUseIdentity: { takes: 'flag', help: 'Enable or disable pull image from acr use managed identity.' },
    acrIdentity: {
      help: "Accept system or user assigned identity which will be set for acr image pull. Use '[system]' to refer system assigned identity, or a resource id to refer user assigned identity.",
    },
    basicAuth: {
      choices: ['Enabled', 'Disabled'],
      help: 'Enable or disable basic auth for both SCM and FTP Basic Auth Publishing Credentials. Defaults to Enabled if not specified. See https://aka.ms/app-service-basic-auth to learn more.',
    },
  },
  examples: [
    {
      says: 'Create a web app with the default configuration.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName\n',
    },
    {
      says: 'Create a web app with a Java 21 runtime.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName --runtime "JAVA:21-java21"\n',
    },
    {
      says: 'Create a web app with a NodeJS 20 runtime and deployed from a local git repository.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName --runtime "node:20LTS" --deployment-local-git\n',
    },
    {
      says: 'Create a web app with both SCM and FTP Basic Auth Publishing Credentials disabled.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName --basic-auth Disabled\n',
    },
    {
      says: 'Create a web app which supports sitecontainers.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName --sitecontainers-app\n',
    },
    {
      says: 'Create a web app with an image from DockerHub.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName -i nginx\n',
    },
    {
      says: 'Create a web app with an image from a private DockerHub registry.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName -i MyImageName -s username -w password\n',
    },
    {
      says: 'Create a web app with an image from a private Azure Container Registry.',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName -i myregistry.azurecr.io/docker-image:tag\n',
    },
    {
      says: 'create a WebApp using shared App Service Plan that is in a different resource group.',
      line: 'AppServicePlanID=$(az appservice plan show -n SharedAppServicePlan -g MyASPRG --query "id" --out tsv) az webapp create -g MyResourceGroup -p "$AppServicePlanID" -n MyUniqueAppName\n',
    },
    {
      says: 'Create a container webapp with an image pulled from a private Azure Container Registry using a User Assigned Managed Identity',
      line: 'az webapp create -g MyResourceGroup -p MyPlan -n MyUniqueAppName --container-image-name myregistry.azurecr.io/docker-image:tag --assign-identity MyAssignIdentities --acr-use-identity --acr-identity MyUserAssignedIdentityResourceId\n',
    },
  ],
  run: async (args, az) => {
    const { resourceGroup, name, tags, httpsOnly, publicNetworkAccess } = args;
    refuseUnsimulated(args);
    const plan = await findPlan(az, resourceGroup, args.plan);
    const isLinux = at(plan, 'properties', 'reserved') === true;
    const existing = await existingSettings(az, resourceGroup, name);
    const siteConfig = siteConfiguration({ ...args, plan, isLinux, existing });
    const properties = compact({
      serverFarmId: text(plan, 'id'),
      siteConfig,
      httpsOnly: httpsOnly ?? false,
      publicNetworkAccess,
    });
    const path = `${await sitePath(az, resourceGroup, name)}?api-version=${WEB_VERSION}`;
    let site = await az.arm.finish('PUT', path, compact({ location: text(plan, 'location'), tags, properties }));
    if (args.assignIdentity !== undefined) {
      const { assignIdentity, role, scope } = args;
      site = await addIdentities(az, { resourceGroup, name, identities: assignIdentity, role, scope });
    }
    return siteResult(site);
  },
});
