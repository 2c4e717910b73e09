import type { IssuedToken } from '#kernel/define.ts';
import { askImds, tokenQuery, type ImdsQuestion } from '../test-imds.ts';
import { group, TestTenant, type Answer } from '../test-tenant.ts';

/** For the tests of this folder: a machine, what its code asks, and what is planted there. */
export const machine = `${group}/providers/Microsoft.Compute/virtualMachines/vm1`;
export const identityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

/** A machine with these identities. */
export class Vm extends TestTenant {
  constructor(system: boolean, ...users: string[]) {
    super();
    for (const name of users) this.arm('PUT', identityId(name), { location: 'westeurope' });
    const kinds = [...(system ? ['SystemAssigned'] : []), ...(users.length ? ['UserAssigned'] : [])];
    const made = this.arm('PUT', machine, {
      location: 'westeurope',
      identity: {
        type: kinds.join(', ') || 'None',
        ...(users.length && {
          userAssignedIdentities: Object.fromEntries(users.map((name) => [identityId(name), {}])),
        }),
      },
      properties: { hardwareProfile: { vmSize: 'Standard_B1s' }, storageProfile: { osDisk: { osType: 'Linux' } } },
    });
    if (made.status !== 201) throw new Error(made.text);
  }

  ask(how: ImdsQuestion = {}): Answer {
    return askImds(this, machine, how);
  }

  select(selector: Record<string, string>): Answer {
    return this.ask({ query: { ...tokenQuery, ...selector } });
  }

  /** A lab's start plants a fault. */
  fault(status: number | null, seconds?: number): this {
    const planted = this.inside('PUT', '/imds/faults', { host: machine, status, ...(seconds && { seconds }) });
    if (planted.status !== 200) throw new Error(planted.text);
    return this;
  }

  idsOf(name: string): { principalId: string; clientId: string } {
    return this.arm('GET', identityId(name)).json['properties'] as unknown as { principalId: string; clientId: string };
  }

  get system(): string {
    return String(this.arm('GET', machine).json['identity']?.['principalId']);
  }

  claims(answer: Answer): IssuedToken['claims'] | undefined {
    return this.tables.get<IssuedToken>('tokens', String(answer.json['access_token']))?.claims;
  }
}

/** Tokens write this segment in lower case. */
export const lower = (id: string): string => id.replace('resourceGroups', 'resourcegroups');
