import type { Decision } from '#kernel/decision.ts';
import { covers, idKey } from '#kernel/scope.ts';
import type { FlowRecord } from '#lab/session-client.ts';
import { checkWords } from '../words/checks.ts';
import { faultSteps } from '../words/faults.ts';
import { missingSteps, type ThreeSteps } from '../words/missing.ts';
import { scopeWords } from '../words/scopes.ts';
import * as words from '../words/why.ts';
import { callerName, checksOf, endOf } from './checks.ts';

export interface ConsideredRow {
  id: string;
  role: string;
  scope: string;
  /** The whole id of the scope. */
  scopeId: string;
  givenTo: string;
  effect: string;
  counts: boolean;
  word: string;
  why: string;
}

export interface DenyRow {
  id: string;
  name: string;
  scope: string;
  scopeId: string;
  forbids: boolean;
  word: string;
  why: string;
}

export interface WalkStep {
  scopeId: string;
  scope: string;
  given: number;
  says: string;
}

export interface DecisionView {
  allowed: boolean;
  verdict: string;
  action: string;
  plane: string;
  rows: ConsideredRow[];
  denies: DenyRow[];
  walk: WalkStep[];
}

export interface WhyView {
  decisions: DecisionView[];
  /** Why there is no decision, when there is none. */
  instead?: string;
  missing?: ThreeSteps;
}

function decisionView(decision: Decision, record: FlowRecord): DecisionView {
  const { at } = record.item;
  const caller = callerName(record);
  const near = decision.assignments.filter(({ scope }) => covers(scope, decision.permission.scope));
  return {
    allowed: decision.allowed,
    verdict: words.verdictSentence(decision, caller),
    action: decision.permission.action,
    plane: decision.permission.plane,
    rows: decision.assignments.map((assignment) => ({
      id: assignment.id,
      role: assignment.roleName,
      scope: scopeWords(assignment.scope),
      scopeId: assignment.scope,
      givenTo: words.givenTo(assignment, decision, caller),
      effect: words.effectWords(assignment),
      counts: assignment.outcome === 'grants',
      word: words.assignmentWord[assignment.outcome],
      why: words.assignmentSentence(assignment, decision, at),
    })),
    denies: decision.denies.map((deny) => ({
      id: deny.id,
      name: deny.name,
      scope: scopeWords(deny.scope),
      scopeId: deny.scope,
      forbids: deny.outcome === 'denies',
      word: words.denyWord[deny.outcome],
      why: words.denySentence(deny, decision),
    })),
    walk: decision.scopesWalked.map((scopeId) => {
      const given = near.filter(({ scope }) => idKey(scope) === idKey(scopeId)).length;
      return { scopeId, scope: scopeWords(scopeId), given, says: words.walkWords(given) };
    }),
  };
}

/** Why a request was allowed or refused: every decision, the one that failed first, and what is missing. */
export function whyOf(record: FlowRecord): WhyView {
  const { authorization } = record.trace;
  const lacking = authorization?.lacking;
  const decisions = [...(authorization?.decisions ?? [])].sort((a, b) => Number(b === lacking) - Number(a === lacking));
  const stopped = checksOf(record).find(({ name, passed }) => !passed && name !== 'object');
  const missing = lacking
    ? missingSteps(lacking, callerName(record), record.item.at)
    : faultSteps(record, endOf(record));
  return {
    decisions: decisions.map((decision) => decisionView(decision, record)),
    ...(decisions.length === 0 && { instead: words.noDecision(stopped && checkWords[stopped.name].title) }),
    ...(missing && { missing }),
  };
}
