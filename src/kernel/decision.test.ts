import { describe, expect, it } from 'vitest';
import { authorize, type Decision, type Permission, type Requirement } from './decision.ts';

const permission = (action: string): Permission => ({ action, scope: '/', plane: 'control' });
const decide = (asked: Permission): Decision => ({
  allowed: asked.action.startsWith('yes'),
  permission: asked,
  verdict: 'no-role',
  principalId: 'p',
  groups: [],
  scopesWalked: [],
  assignments: [],
  denies: [],
});
const [yes, no, alsoNo] = [permission('yes'), permission('no'), permission('also-no')];

const cases: [Requirement, allowed: boolean, lacking: string | undefined, asked: number][] = [
  [yes, true, undefined, 1],
  [no, false, 'no', 1],
  [{ allOf: [yes, no, alsoNo] }, false, 'no', 2],
  [{ allOf: [yes, yes] }, true, undefined, 2],
  [{ anyOf: [no, yes, alsoNo] }, true, undefined, 2],
  [{ anyOf: [no, alsoNo] }, false, 'no', 2],
  [{ anyOf: [{ allOf: [yes, no] }, { allOf: [yes, yes] }] }, true, undefined, 4],
  [{ allOf: [] }, true, undefined, 0],
];

describe('requirements', () => {
  it.each(cases)('%j', (requirement, allowed, lacking, asked) => {
    const result = authorize(requirement, decide);
    expect([result.allowed, result.lacking?.permission.action, result.decisions.length]).toEqual([
      allowed,
      lacking,
      asked,
    ]);
  });
});
