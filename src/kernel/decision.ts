/** Which side of a resource an action belongs to: ARM's management of it, or the data in it. */
export type Plane = 'control' | 'data';

/** One permission that a request needs: an action at a scope. */
export interface Permission {
  action: string;
  /** Resource id, any case. */
  scope: string;
  plane: Plane;
  /** A second resource that the request touches (attaching an identity): refused as LinkedAuthorizationFailed. */
  linked?: boolean;
  /** What an ABAC condition may ask: `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]` and its value. */
  attributes?: Record<string, string>;
}

export type Requirement = Permission | { anyOf: Requirement[] } | { allOf: Requirement[] };

/** A role assignment that was looked at, and why it did or did not count. */
export interface ConsideredAssignment {
  id: string;
  roleDefinitionId: string;
  roleName: string;
  scope: string;
  principalId: string;
  principalType: string;
  /** Group ids through which it reaches the caller, outermost last; empty when it names the caller. */
  through: string[];
  /** Virtual time, ms: from when it counts for this service; until when, after a removal. */
  effectiveAt: number;
  effectiveUntil?: number;
  outcome:
    | 'grants'
    | 'not-yet-effective'
    | 'no-matching-action'
    | 'subtracted-by-not-action'
    | 'other-scope'
    | 'condition-not-met'
    | 'unknown-role';
  /** The pattern that matched, or the notAction that took it away. */
  matched?: string;
}

export interface ConsideredDeny {
  id: string;
  name: string;
  scope: string;
  outcome: 'denies' | 'excluded-principal' | 'no-matching-action' | 'other-scope';
  matched?: string;
}

/** Why one permission was given or refused. */
export interface Decision {
  allowed: boolean;
  permission: Permission;
  verdict: 'allowed' | 'no-role' | 'denied' | 'platform' | 'setup';
  principalId: string;
  /** Groups that count for the caller, nested ones with the group that holds them. */
  groups: { id: string; displayName?: string; through: string[] }[];
  /** From the root down to the resource. */
  scopesWalked: string[];
  assignments: ConsideredAssignment[];
  denies: ConsideredDeny[];
  /** The fact that is missing, as data for a sentence: none when allowed. */
  missing?: {
    kind: 'no-assignment' | 'wrong-scope' | 'wrong-action' | 'not-yet' | 'wrong-plane' | 'denied' | 'condition';
    note?: string;
  };
}

export interface Authorization {
  allowed: boolean;
  /** Every permission that was decided, in order. */
  decisions: Decision[];
  /** The first one that failed. */
  lacking?: Decision;
}

export type DecidePermission = (permission: Permission) => Decision;

/** Decides a requirement: all-of stops at the first refusal, any-of at the first grant. */
export function authorize(requirement: Requirement, decide: DecidePermission): Authorization {
  if ('allOf' in requirement || 'anyOf' in requirement) {
    const all = 'allOf' in requirement;
    const parts = all ? requirement.allOf : requirement.anyOf;
    const decisions: Decision[] = [];
    let lacking: Decision | undefined;
    for (const part of parts) {
      const result = authorize(part, decide);
      decisions.push(...result.decisions);
      if (result.allowed && !all) return { allowed: true, decisions };
      if (!result.allowed) {
        lacking ??= result.lacking;
        if (all) return { allowed: false, decisions, ...(lacking && { lacking }) };
      }
    }
    return all ? { allowed: true, decisions } : { allowed: false, decisions, ...(lacking && { lacking }) };
  }
  const decision = decide(requirement);
  return decision.allowed
    ? { allowed: true, decisions: [decision] }
    : { allowed: false, decisions: [decision], lacking: decision };
}
