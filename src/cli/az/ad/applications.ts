import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { text, type Json } from '../json.ts';
import { isGuid } from '../resource-id.ts';

/** The object id of an application given by its application id, its own id or an identifier URI. */
export async function applicationId(az: Az, identifier: string): Promise<string> {
  if (isGuid(identifier)) {
    const [found] = await az.graph.list('applications', `appId eq '${identifier}'`);
    return found === undefined ? identifier : text(found, 'id');
  }
  const [found] = await az.graph.list('applications', `identifierUris/any(s:s eq '${identifier}')`);
  if (found === undefined)
    throw new CliError(`Application with identifier URI '${identifier}' doesn't exist`, { exit: 3 });
  return text(found, 'id');
}

/** The application itself, as `show` and everything that changes it read it first. */
export async function findApplication(az: Az, identifier: string): Promise<Json | undefined> {
  return az.graph.get(`/applications/${await applicationId(az, identifier)}`);
}
