import type { Az } from '../../context.ts';
import { CliError, ServiceError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { text, type Json } from '../../json.ts';
import { isGuid } from '../../resource-id.ts';
import { graphUpdate } from '../graph-update.ts';
import { findServicePrincipal, servicePrincipalId } from '../principals.ts';

/** The application id behind what was given; an id that this tenant does not know may be another tenant's application. */
async function appIdOf(az: Az, id: string): Promise<string> {
  const filter = isGuid(id) ? `appId eq '${id}'` : `identifierUris/any(s:s eq '${id}')`;
  const [found] = await az.graph.list('applications', filter);
  if (found !== undefined) return text(found, 'appId');
  try {
    return text(await az.graph.get(`/applications/${id}`), 'appId');
  } catch (error) {
    if (error instanceof ServiceError) return id;
    throw error;
  }
}

/** The POST that makes a service principal of an application. */
export function makeServicePrincipal(az: Az, appId: string): Promise<Json | undefined> {
  return az.graph.call('POST', '/servicePrincipals', { appId, accountEnabled: true });
}

export const adSpCreate = implement('ad sp create', {
  takes: { id: 'text' },
  run: async ({ id }, az) => makeServicePrincipal(az, await appIdOf(az, id)),
});

export const adSpDelete = implement('ad sp delete', {
  takes: { id: 'text' },
  run: async ({ id }, az) => az.graph.call('DELETE', `/servicePrincipals/${await servicePrincipalId(az, id)}`),
});

export const adSpUpdate = implement('ad sp update', {
  takes: { id: 'text', set: 'texts?', add: 'texts?', remove: 'texts?', forceString: 'flag' },
  run: async ({ id, set, add, remove, forceString }, az) => {
    await findServicePrincipal(az, id);
    const body = graphUpdate({}, { set, add, remove, forceString });
    if (add !== undefined || remove !== undefined)
      throw new CliError('--add and --remove of a service principal are not simulated by this lab; use --set.');
    const path = `/servicePrincipals/${await servicePrincipalId(az, id)}`;
    return az.graph.call('PATCH', path, Object.keys(body).length > 0 ? body : undefined);
  },
});

export const adSpOwnerList = implement('ad sp owner list', {
  takes: { id: 'text' },
  run: async ({ id }, az) => az.graph.get(`/servicePrincipals/${await servicePrincipalId(az, id)}/owners`),
});
