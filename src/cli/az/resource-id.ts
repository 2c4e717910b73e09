import { CliError } from './errors.ts';

export interface ResourceId {
  subscription: string;
  resourceGroup: string;
  namespace: string;
  type: string;
  name: string;
  /** The names of its children, outermost first. */
  children: string[];
}

const FULL = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/([^/]+)\/([^/]+)(.*)$/i;

/** The parts of a resource's id, or undefined when it is no full id. */
export function parseResourceId(id: string): ResourceId | undefined {
  const found = FULL.exec(id);
  if (!found) return undefined;
  const [, subscription = '', resourceGroup = '', namespace = '', type = '', name = '', below = ''] = found;
  return { subscription, resourceGroup, namespace, type, name, children: childNames(below) };
}

/** `/blobServices/default/containers/c1` → `default`, `c1`; a provider in between is passed over. */
function childNames(below: string): string[] {
  return [...below.matchAll(/(?:\/providers\/[^/]+)?\/[^/]+\/([^/]+)/gi)].map(([, name = '']) => name);
}

/** Whether azure-core takes the text for a resource id: a subscription or group, or anything with a provider below. */
export function isValidScope(id: string): boolean {
  return /^\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?(?:\/providers\/[^/]+(?:\/[^/]+\/[^/]+)+)*\/?$/i.test(id);
}

/** What `--ids` reads from an id, which may be that of a group or of a subscription. */
export type IdParts = Pick<ResourceId, 'subscription' | 'children'> &
  Partial<Pick<ResourceId, 'resourceGroup' | 'name'>>;

/** The parts of an id given to `--ids`, or az's refusal. */
export function requireIdParts(id: string): IdParts {
  const parsed = parseResourceId(id);
  if (parsed) return parsed;
  if (!isValidScope(id)) throw new CliError(`invalid resource ID: ${id}`);
  const [, subscription = '', resourceGroup] =
    /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(id) ?? [];
  const name = /\/providers\/[^/]+\/[^/]+\/([^/]+)/i.exec(id)?.[1];
  return { subscription, resourceGroup, name, children: [] };
}

/** A GUID in its canonical form, any case. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
