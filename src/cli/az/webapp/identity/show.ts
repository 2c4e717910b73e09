import { implement } from '../../implement.ts';
import { sitePath, WEB_VERSION } from '../site.ts';
import { siteIdentity } from './result.ts';

export const webappIdentityShow = implement('webapp identity show', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async ({ resourceGroup, name, slot }, az) => {
    const site = await az.arm.get(`${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`);
    return siteIdentity(site);
  },
});
