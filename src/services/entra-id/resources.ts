import data from './data/resources.json' with { type: 'json' };

/** An application of Microsoft that every tenant knows and for which tokens are issued. */
export interface KnownResource {
  displayName: string;
  appId: string;
  names: string[];
  patterns?: string[];
  /** Delegated permissions that a token of a person carries. */
  scope: string;
  /** Whether tokens for it name the groups of who asks. */
  groupsClaim?: boolean;
}

const resources: KnownResource[] = data.resources;

/** The resource that the text names: an identifier URI with or without its slash, in any case, or the app id. */
export function findResource(text: string): KnownResource | undefined {
  const name = text.toLowerCase().replace(/\/$/, '');
  return resources.find(
    ({ appId, names, patterns }) =>
      name === appId || names.includes(name) || (patterns ?? []).some((pattern) => new RegExp(pattern).test(name)),
  );
}

/** The public client with this id, or undefined. */
export const findClient = (id: string): { appId: string; displayName: string } | undefined =>
  data.clients.find(({ appId }) => appId === id.toLowerCase());

const graph = 'https://graph.microsoft.com';
const identityScopes = ['openid', 'profile', 'email', 'offline_access'];

/**
 * The resources that a v2 scope text asks for, as written: `https://x//.default` asks for `https://x/`, and a bare
 * permission name is one of Microsoft Graph. Source: "Scopes and permissions in the Microsoft identity platform".
 */
export function resourcesOfScope(scope: string): string[] {
  const found = new Set<string>();
  for (const part of scope.split(/\s+/).filter(Boolean)) {
    if (identityScopes.includes(part.toLowerCase())) continue;
    const at = part.lastIndexOf('/');
    found.add(at > 0 && !part.endsWith('://') ? part.slice(0, at) : graph);
  }
  return [...found];
}
