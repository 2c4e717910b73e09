import { put } from '#kernel/result.ts';
import { guidFrom } from '#kernel/ids.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import { TestTenant, tenantId, type Answer } from '../test-tenant.ts';
import { decideDirectory } from './directory-roles.ts';
import { linkKey, type User } from './models.ts';

/** For the tests of this folder: a small directory behind the front door, with Entra ID deciding. */
export const idOf = (name: string): string => guidFrom('test', 'fixture', name);

export class Directory extends TestTenant {
  constructor() {
    super(decideDirectory);
  }

  user(name: string, role?: string): User {
    const id = idOf(name);
    const user: User = {
      id,
      displayName: name,
      userPrincipalName: `${name.toLowerCase()}@contoso.onmicrosoft.com`,
      accountEnabled: true,
      createdAt: this.now,
    };
    this.put('users', id, user);
    if (role) this.put('directoryRoles', linkKey(id, role), { principalId: id, role });
    return user;
  }

  group(name: string, ...memberIds: string[]): string {
    const id = idOf(`group ${name}`);
    const row = { id, displayName: name, mailNickname: name, securityEnabled: true, createdAt: this.now };
    this.apply([
      put('groups', id, row),
      ...memberIds.map((memberId) => put('groupMembers', linkKey(id, memberId), { groupId: id, memberId })),
    ]);
    return id;
  }

  identity(name: string): ServicePrincipalRow {
    const arm = `/subscriptions/s/resourcegroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
    const made = this.send(
      'POST',
      'https://graph.microsoft.com/v1.0/servicePrincipals',
      { displayName: name, servicePrincipalType: 'ManagedIdentity', alternativeNames: ['isExplicit=True', arm] },
      { as: 'platform' },
    );
    return made.json as unknown as ServicePrincipalRow;
  }

  /** A Graph request of the person or application with this id. */
  graph(method: string, path: string, by: string, body?: unknown): Answer {
    const type = this.tables.get('servicePrincipals', by) ? 'ServicePrincipal' : 'User';
    const token = this.token(by, 'https://graph.microsoft.com', type);
    return this.send(method, `https://graph.microsoft.com/v1.0${path}`, body, { token });
  }

  /** A request at the token endpoint, form-encoded. */
  login(form: Record<string, string>, path = `/${tenantId}/oauth2/v2.0/token`): Answer {
    const body = Object.entries(form)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    return this.send('POST', `https://login.microsoftonline.com${path}`, body, { token: null });
  }
}
