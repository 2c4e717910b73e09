import type { Az } from '../context.ts';
import { text } from '../json.ts';
import { isGuid } from '../resource-id.ts';

const DIRECTORY_OBJECTS = 'https://graph.microsoft.com/v1.0/directoryObjects';

/** Adds an owner to what stands at this path; nothing is sent when it has that owner already. */
export async function addOwner(az: Az, path: string, owner: string): Promise<undefined> {
  const owners = await az.graph.list(`${path.slice(1)}/owners`);
  if (owners.some((item) => text(item, 'id') === owner)) return;
  const url = isGuid(owner) ? `${DIRECTORY_OBJECTS}/${owner}` : owner;
  await az.graph.call('POST', `${path}/owners/$ref`, { '@odata.id': url });
}
