import { implement } from '../implement.ts';
import { compact, text } from '../json.ts';
import { shape } from '../shape.ts';
import { existingSettings, findPlan, siteConfiguration } from './create-body.ts';
import { withFtpAddress } from './deployment/publishing.ts';
import { addIdentities } from './identity/add.ts';
import { siteIdentity } from './identity/result.ts';
import { newSite } from './models.ts';
import { sitePath, WEB_VERSION } from './site.ts';

export const webappCreate = implement('webapp create', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    plan: 'text',
    runtime: 'text?',
    startupFile: 'text?',
    tags: 'tags?',
    assignIdentity: 'texts?',
    role: 'text',
    scope: 'text?',
    httpsOnly: 'bool?',
    publicNetworkAccess: 'text?',
  },
  run: async (args, az) => {
    const { resourceGroup, name, tags, httpsOnly, publicNetworkAccess, runtime, startupFile } = args;
    const plan = await findPlan(az, resourceGroup, args.plan);
    const existing = await existingSettings(az, resourceGroup, name);
    const body = newSite(
      compact({
        location: text(plan, 'location'),
        tags,
        serverFarmId: text(plan, 'id'),
        siteConfig: await siteConfiguration(az, { runtime, startupFile, plan, existing }),
        httpsOnly: httpsOnly ?? false,
        publicNetworkAccess,
      }),
    );
    const path = `${await sitePath(az, resourceGroup, name)}?api-version=${WEB_VERSION}`;
    const made = shape('Site', await az.arm.finish('PUT', path, body));
    const site = await withFtpAddress(az, made, { resourceGroup, name });
    if (args.assignIdentity === undefined) return site;
    const { assignIdentity: identities, role, scope } = args;
    const identity = siteIdentity(await addIdentities(az, { resourceGroup, name, identities, role, scope }));
    return { ...site, identity: identity ?? null };
  },
});
