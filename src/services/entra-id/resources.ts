import type { View } from '#kernel/tables.ts';
import data from './data/resources.json' with { type: 'json' };
import type { ApplicationRow, AppPrincipalRow } from './models.ts';

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
  /** The service principal in this tenant, of an application that is registered here. */
  principal?: AppPrincipalRow;
}

/** Microsoft's applications for which tokens are issued. */
export const microsoftResources: readonly KnownResource[] = data.resources;

/** The resource that the text names: an identifier URI with or without its slash, in any case, or the app id. */
export function findResource(text: string): KnownResource | undefined {
  const name = text.toLowerCase().replace(/\/$/, '');
  return microsoftResources.find(
    ({ appId, names, patterns }) =>
      name === appId || names.includes(name) || (patterns ?? []).some((pattern) => new RegExp(pattern).test(name)),
  );
}

/**
 * What a request for a token names: an application of Microsoft, or one that is registered in the tenant and has a
 * service principal, by its identifier URI or its app id.
 */
export function resourceFor(view: View, text: string): KnownResource | undefined {
  const known = findResource(text);
  if (known) return known;
  const name = text.toLowerCase().replace(/\/$/, '');
  const application = view
    .all<ApplicationRow>('applications')
    .find(({ appId, identifierUris }) => appId === name || identifierUris.some((uri) => uri.toLowerCase() === name));
  const [principal] = application ? view.by<AppPrincipalRow>('servicePrincipals', 'appId', application.appId) : [];
  if (!application || !principal) return undefined;
  const { appId, identifierUris: names, displayName } = application;
  return { displayName, appId, names, scope: 'user_impersonation', principal };
}

/** The public client with this id, or undefined. */
export const findClient = (id: string): { appId: string; displayName: string } | undefined =>
  data.clients.find(({ appId }) => appId === id.toLowerCase());

const graph = 'https://graph.microsoft.com';
const identityScopes = ['openid', 'profile', 'email', 'offline_access'];

const permissionsIn = (scope: string): string[] =>
  scope.split(/\s+/).filter((part) => part && !identityScopes.includes(part.toLowerCase()));

/** Whether the text asks for all that is granted and for single permissions at once. */
export function mixesDefault(scope: string): boolean {
  const all = permissionsIn(scope).map((part) => /(^|\/)\.default$/.test(part));
  return all.includes(true) && all.includes(false);
}

/**
 * The resources that a v2 scope text asks for, as written: `https://x//.default` asks for `https://x/`, and a bare
 * permission name is one of Microsoft Graph. Source: "Scopes and permissions in the Microsoft identity platform".
 */
export function resourcesOfScope(scope: string): string[] {
  const found = new Set<string>();
  for (const part of permissionsIn(scope)) {
    const at = part.lastIndexOf('/');
    found.add(at > 0 && !part.endsWith('://') ? part.slice(0, at) : graph);
  }
  return [...found];
}
