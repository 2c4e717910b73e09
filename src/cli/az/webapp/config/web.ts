import type { Az } from '../../context.ts';
import type { Json, JsonObject } from '../../json.ts';
import { shape, unshape } from '../../shape.ts';
import { sitePath, WEB_VERSION } from '../site.ts';
import type { SiteRef } from './appsettings/settings.ts';

async function configPath(az: Az, { resourceGroup, name, slot }: SiteRef): Promise<string> {
  return `${await sitePath(az, resourceGroup, name, slot)}/config/web?api-version=${WEB_VERSION}`;
}

/** The configuration of a site as az prints it. */
export async function siteConfig(az: Az, site: SiteRef): Promise<JsonObject> {
  return shape('SiteConfigResource', await az.arm.get(await configPath(az, site)));
}

/** Sends a site's configuration back and returns it as az prints it. */
export async function updateSiteConfig(az: Az, site: SiteRef, config: JsonObject): Promise<Json> {
  const body = unshape('SiteConfigResource', config);
  return shape('SiteConfigResource', await az.arm.call('PATCH', await configPath(az, site), body));
}
