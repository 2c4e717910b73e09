import type { Az } from '../context.ts';
import type { JsonObject } from '../json.ts';
import type { SiteRef } from './config/appsettings/settings.ts';
import { siteConfig } from './config/web.ts';
import { withFtpAddress } from './deployment/publishing.ts';
import { sitePath, siteResult, WEB_VERSION } from './site.ts';

/** A site with its whole configuration, as the show commands print it. */
export async function siteDetails(az: Az, at: SiteRef): Promise<JsonObject> {
  const { resourceGroup, name, slot } = at;
  const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
  const site = siteResult(await az.arm.get(path));
  const configured = { ...site, siteConfig: await siteConfig(az, at) };
  // az looks a second time, to treat Functions on Container Apps otherwise.
  await az.arm.get(`${await sitePath(az, resourceGroup, name)}?api-version=${WEB_VERSION}`);
  return withFtpAddress(az, configured, at);
}
