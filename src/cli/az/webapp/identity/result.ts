import { member, type Json } from '../../json.ts';
import { shape } from '../../shape.ts';

/** The identity of a site as az prints it, or nothing when the site has never had one. */
export function siteIdentity(site: Json | undefined): Json | undefined {
  const identity = member(site, 'identity');
  return identity === undefined || identity === null ? undefined : shape('ManagedServiceIdentity', identity);
}
