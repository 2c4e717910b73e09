import { implement } from '../../implement.ts';
import { member } from '../../json.ts';
import { sitePath, WEB_VERSION, writableSite } from '../site.ts';
import { siteIdentity } from './result.ts';
import { wantedIdentities, withoutIdentities } from './wanted.ts';

export const webappIdentityRemove = implement('webapp identity remove', {
  takes: { resourceGroup: 'text', name: 'text', identities: 'texts?', slot: 'text?' },
  run: async ({ resourceGroup, name, identities, slot }, az) => {
    const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
    const site = await az.arm.get(path);
    const current = member(site, 'identity');
    if (current === undefined || current === null) return undefined;
    const identity = withoutIdentities(current, wantedIdentities(identities), name);
    return siteIdentity(await az.arm.finish('PUT', path, writableSite(site, { identity })));
  },
});
