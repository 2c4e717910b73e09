import type { Answer } from '../test-tenant.ts';
import { Directory } from './fixture.ts';
import { findToken } from './issue.ts';

/** For the tests of this folder: an application that asks for tokens, and what it can prove itself with. */
export const github = 'https://token.actions.githubusercontent.com';
export const audience = 'api://AzureADTokenExchange';
export const main = { issuer: github, subject: 'repo:Contoso/shop:ref:refs/heads/main', audiences: [audience] };
const armScope = 'https://management.azure.com/.default';
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type Opened = ReturnType<typeof opened>;

export function opened() {
  const t = new Directory();
  const admin = t.user('Admin', 'Application Administrator').id;
  const application = t.graph('POST', '/applications', admin, { displayName: 'ci' }).json;
  const [id, appId] = [String(application['id']), String(application['appId'])];
  const principalId = String(t.graph('POST', '/servicePrincipals', admin, { appId }).json['id']);
  const password = (passwordCredential: object = {}): string =>
    String(t.graph('POST', `/applications/${id}/addPassword`, admin, { passwordCredential }).json['secretText']);
  const token = (more: Record<string, string>, path?: string): Answer =>
    t.login({ grant_type: 'client_credentials', client_id: appId, scope: armScope, ...more }, path);
  const claimsOf = (answer: Answer) => findToken(t.tables, String(answer.json['access_token']))?.claims;
  /** A token of a job of GitHub Actions, for a branch unless told otherwise. */
  const job = (repository = 'Contoso/shop', context = 'ref:refs/heads/main', more: object = {}): string =>
    String(
      t.inside('POST', '/entra/assertions', { issuer: 'github-actions', repository, context, ...more }).json['ref'],
    );
  const present = (client_assertion: string, more: Record<string, string> = {}): Answer =>
    token({ client_assertion, client_assertion_type: jwtBearer, ...more });
  const trust = (name: string, body: object = main): Answer =>
    t.graph('POST', `/applications/${id}/federatedIdentityCredentials`, admin, { name, ...body });
  return { t, admin, id, appId, principalId, password, token, claimsOf, job, present, trust };
}

export const said = ({ status, json }: Answer) => ({ status, error: json['error'], codes: json['error_codes'] });
