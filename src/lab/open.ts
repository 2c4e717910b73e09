import { idKey } from '#kernel/scope.ts';
import { put } from '#kernel/result.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { schemaVersion, type EntryInput } from '#tenant/action-log/entry.ts';
import { Tenant, type TenantOptions } from '#tenant/tenant.ts';
import type { Lab, LabModule } from './define.ts';

const runsPrograms = /^Microsoft\.(?:Web\/sites(?:\/slots)?|App\/containerApps)$/;

/** Puts the lab's programs on the web apps, function apps, slots (`app/staging`) and container apps that its start made. */
export function deploy(tenant: Tenant, lab: Lab): void {
  for (const [site, program] of Object.entries(lab.deployments ?? {})) {
    const found = tenant.tables
      .all<ArmResource>('resources')
      .find(({ type, name }) => runsPrograms.test(type) && name === site);
    if (!found) throw new Error(`lab ${lab.id} deploys '${program}' to ${site}, which its start does not make`);
    tenant.tables.apply([put('deployments', idKey(found.id), { program })]);
  }
}

const begun = new WeakMap<LabModule['start'], { lab: Lab; tenant: Tenant }>();

/**
 * The tenant as the lab's start leaves it. A step that is refused is a bug of the lab. Starts are remembered by their
 * lists of steps, as long as those live: whoever grades folds many logs of one lab.
 */
export function startTenant({ lab, start }: Pick<LabModule, 'lab' | 'start'>, options: TenantOptions = {}): Tenant {
  let known = begun.get(start);
  if (known?.lab !== lab) begun.set(start, (known = { lab, tenant: begin(lab, start) }));
  return known.tenant.again(options);
}

function begin(lab: Lab, start: LabModule['start']): Tenant {
  const tenant = new Tenant(lab.seed);
  for (const step of start) {
    if ('wait' in step) tenant.setupWait(step.wait);
    else tenant.setup(step.request);
  }
  deploy(tenant, lab);
  return tenant;
}

/** The first entry of a learner's log: which engine, which lab, and the state from which it begins. */
export function startEntry(tenant: Tenant, lab: { id: string; hash: string }, engine: string): EntryInput {
  return { kind: 'start', schema: schemaVersion, engine, lab, state: tenant.hash };
}
