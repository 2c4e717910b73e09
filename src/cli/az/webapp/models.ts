import type { JsonObject } from '../json.ts';
import { unshape } from '../shape.ts';

/** What az's SDK sends of a new site besides what it is told: its model has these values from the start. */
const SITE_DEFAULTS = { reserved: false, isXenon: false, hyperV: false, scmSiteAlsoStopped: false };

/** The same of a new site configuration. */
const CONFIG_DEFAULTS = { netFrameworkVersion: 'v4.6', localMySqlEnabled: false, http20Enabled: true };

/** The body of a PUT that makes a site, from what is said of it, by the names that az shows. */
export function newSite(said: JsonObject): JsonObject {
  return unshape('Site', { ...SITE_DEFAULTS, ...said });
}

/** The configuration of a new site, from what is said of it. */
export function newSiteConfig(said: JsonObject): JsonObject {
  return { ...CONFIG_DEFAULTS, ...said };
}
