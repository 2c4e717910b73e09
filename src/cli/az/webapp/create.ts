import { implement } from '../implement.ts';
import { at, compact, text } from '../json.ts';
import { addIdentities } from './identity/add.ts';
import { existingSettings, findPlan, refuseUnsimulated, siteConfiguration } from './create-body.ts';
import { sitePath, siteResult, WEB_VERSION } from './site.ts';

export const webappCreate = implement('webapp create', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    plan: 'text',
    runtime: 'text?',
    startupFile: 'text?',
    deploymentContainerImageName: 'text?',
    deploymentSourceUrl: 'text?',
    deploymentSourceBranch: 'text',
    deploymentLocalGit: 'flag',
    sitecontainersApp: 'bool?',
    containerRegistryPassword: 'text?',
    containerRegistryUser: 'text?',
    containerRegistryUrl: 'text?',
    containerImageName: 'text?',
    multicontainerConfigType: 'text?',
    multicontainerConfigFile: 'text?',
    tags: 'tags?',
    assignIdentity: 'texts?',
    role: 'text',
    scope: 'text?',
    vnet: 'text?',
    subnet: 'text?',
    httpsOnly: 'bool?',
    publicNetworkAccess: 'text?',
    acrUseIdentity: 'flag',
    acrIdentity: 'text?',
    basicAuth: 'text?',
  },
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
