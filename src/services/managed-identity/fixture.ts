import { put } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { group, TestTenant, type Answer } from '../test-tenant.ts';

/** For the tests of this folder: identities, and a host that is nothing but a name. */
export const identityPath = (name: string, at = group): string =>
  `${at}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
export const hostId = `${group}/providers/Microsoft.Web/sites/app`;

export class Identities extends TestTenant {
  #block: IdentityBlock | undefined;

  create(name: string, body: object = { location: 'westeurope' }, version = '2023-01-31'): Answer {
    return this.arm('PUT', identityPath(name), body, undefined, version);
  }

  /** What the host shows after it asked for this identity block; the refusal where there is one. */
  host(wanted: object, mode: 'replace' | 'merge' = 'replace'): Answer {
    const answer = this.inside('PUT', '/managedIdentities/block', {
      hostId,
      hostName: 'app',
      location: 'westeurope',
      ...(this.#block && { current: this.#block }),
      wanted,
      mode,
    });
    if (answer.status === 200) {
      this.#block = answer.json['identity'] as unknown as IdentityBlock;
      const row = { id: hostId, name: 'app', type: 'Microsoft.Web/sites', location: 'westeurope', properties: {} };
      this.apply([put('resources', idKey(hostId), { ...row, identity: this.#block, createdAt: 0, changedAt: 0 })]);
    }
    return answer;
  }

  principal(id: unknown): { displayName: string; alternativeNames: string[] } | undefined {
    return this.tables.get('servicePrincipals', String(id));
  }
}
