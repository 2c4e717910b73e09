import { parseUrl } from '#kernel/http.ts';
import type { View } from '#kernel/tables.ts';
import { services } from '#services/registry.ts';

/** The addresses under which a tenant answers, for whoever asked for another. A star stands for the name of a resource. */
export const namesAnswered: readonly string[] = [
  'management.azure.com',
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'graph.microsoft.com',
  '*.vault.azure.net',
  '*.blob.core.windows.net',
  '*.queue.core.windows.net',
  '*.azconfig.io',
  '*.servicebus.windows.net',
  '*.database.windows.net',
  '*.azurecr.io',
  '*.azurewebsites.net',
  '*.azurecontainerapps.io',
  '*.azmk8s.io',
  '*.oic.prod-aks.azure.com',
  'api.github.com',
  'token.actions.githubusercontent.com',
  '169.254.169.254',
];

/** Whether a name is one that the tenant answers by, one of its kind that nothing has yet, or none of its business. */
export type Standing = { known: true } | { known: false; foreign: boolean; why: string };

const surfaces = services.flatMap((service) => service.surfaces);

/** Asks the services whether they answer by a name, over a protocol, now. */
export function standingOf(host: string, protocol: 'http' | 'https', view: View): Standing {
  const url = parseUrl(`${protocol}://${host}/`);
  if (!url) return { known: false, foreign: true, why: `not a host name: ${host}` };
  for (const surface of surfaces) {
    const place = surface.match(url, view, { type: 'internet' });
    if (!place) continue;
    return place.unreachable === undefined ? { known: true } : { known: false, foreign: false, why: place.unreachable };
  }
  // An issuer of a cluster is known by its path, which nobody has said yet.
  if (/^[\w-]+\.oic\.prod-aks\.azure\.com$/.test(host)) return { known: true };
  const kind = namesAnswered.some((name) => name === host || (name.startsWith('*') && host.endsWith(name.slice(1))));
  return { known: false, foreign: !kind, why: `Could not resolve host: ${host}` };
}
