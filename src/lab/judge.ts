import type { Tenant } from '#tenant/tenant.ts';
import type { Check } from './define.ts';
import { gatherEvidence } from './evidence.ts';

/** What one check found. */
export interface Finding {
  id: string;
  says: string;
  points: number;
  passed: boolean;
  lacks?: string;
}

/** Asks every check about the tenant as it stands. Nothing is changed by it. */
export function judge(tenant: Tenant, checks: readonly Check[]): Finding[] {
  const evidence = gatherEvidence(tenant);
  return checks.map((check) => {
    const { id, says, points } = check;
    const lacks = check.lacks(evidence);
    return { id, says, points, passed: lacks === undefined, ...(lacks !== undefined && { lacks }) };
  });
}
