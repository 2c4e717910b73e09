import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { sitePath, siteResult, siteRow, WEB_VERSION } from './site.ts';

export const webappShow = implement('webapp show', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async ({ resourceGroup, name, slot }, az) => {
    const path = await sitePath(az, resourceGroup, name, slot);
    const site = siteResult(await az.arm.get(`${path}?api-version=${WEB_VERSION}`));
    const config = await az.arm.get(`${path}/config/web?api-version=${WEB_VERSION}`);
    // az looks a second time, to treat Functions on Container Apps otherwise. The publishing profile, which it then asks
    // for to show an FTP address, is not part of this lab.
    await az.arm.get(`${path}?api-version=${WEB_VERSION}`);
    return { ...site, siteConfig: shape('SiteConfigResource', config) };
  },
  table: siteRow,
});
