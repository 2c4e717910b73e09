import type { Refusal } from '#kernel/result.ts';
import { nameOf } from '#kernel/scope.ts';
import type { Evaluated } from './rule.ts';
import type { AssignmentRow, DefinitionRow } from './models.ts';

/** The refusals of Azure Policy in Azure's words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export interface Violation {
  assignment: AssignmentRow;
  definition: DefinitionRow;
  effect: string;
  seen: Evaluated[];
}

const identifiers = ({ assignment, definition }: Violation) => ({
  policyAssignment: { name: assignment.displayName ?? assignment.name, id: assignment.id },
  policyDefinition: {
    name: definition.displayName ?? definition.name,
    id: definition.id,
    version: definition.version,
  },
});

const violation = ({ assignment, definition, effect, seen }: Violation) => ({
  type: 'PolicyViolation',
  info: {
    evaluationDetails: { evaluatedExpressions: seen },
    policyDefinitionId: definition.id,
    policyDefinitionName: definition.name,
    ...(definition.displayName !== undefined && { policyDefinitionDisplayName: definition.displayName }),
    policyDefinitionVersion: definition.version,
    policyDefinitionEffect: effect,
    policyAssignmentId: assignment.id,
    policyAssignmentName: assignment.name,
    ...(assignment.displayName !== undefined && { policyAssignmentDisplayName: assignment.displayName }),
    policyAssignmentScope: assignment.scope,
    policyAssignmentParameters: assignment.parameters,
    policyExemptionIds: [],
    policyEnrollmentIds: [],
  },
});

export const disallowed = (name: string, violations: Violation[]): Refusal => ({
  ...refusal(
    403,
    'RequestDisallowedByPolicy',
    `Resource '${name}' was disallowed by policy. Policy identifiers: '${JSON.stringify(violations.map(identifiers))}'.`,
  ),
  target: name,
  extra: { additionalInfo: violations.map(violation) },
});

/** What of Azure Policy is not simulated, named: a rule that was passed over would let through what it forbids. */
export const ruleNotSimulated = (what: string): Refusal =>
  refusal(
    501,
    'NotSimulated',
    `Azure Policy with ${what} is not simulated by this tenant. What is simulated, and where it differs from Azure, is listed in the register of deviations.`,
  );

export const definitionNotFound = (name: string): Refusal =>
  refusal(404, 'PolicyDefinitionNotFound', `The policy definition '${name}' could not be found.`);

export const definitionInUse = (name: string, assignments: string[]): Refusal =>
  refusal(
    400,
    'PolicyDefinitionInUse',
    `The policy definition '${name}' cannot be deleted because it is referenced by the policy assignment(s) '${assignments.join(', ')}'.`,
  );

export const builtInFixed = (name: string): Refusal =>
  refusal(403, 'PolicyDefinitionIsBuiltIn', `The policy definition '${name}' is built in and cannot be changed.`);

export const undefinedParameter = (name: string, definition: string): Refusal =>
  refusal(
    400,
    'InvalidPolicyRule',
    `The policy definition '${definition}' rule is invalid. The policy parameter '${name}' is used in it and not defined.`,
  );

export const assignmentNotFound = (name: string): Refusal =>
  refusal(404, 'PolicyAssignmentNotFound', `The policy assignment '${name}' is not found.`);

export const missingParameters = (assignment: string, names: string[], definition: string): Refusal =>
  refusal(
    400,
    'MissingPolicyParameter',
    `The policy assignment '${assignment}' is missing the parameter(s) '${names.join(', ')}' as defined in the policy definition '${definition}'.`,
  );

export const unknownParameters = (assignment: string, names: string[], definition: string): Refusal =>
  refusal(
    400,
    'UndefinedPolicyParameter',
    `The policy assignment '${assignment}' has the parameter(s) '${names.join(', ')}' that are not defined in the policy definition '${definition}'.`,
  );

export const valueNotAllowed = (value: unknown, name: string, definition: string, allowed: unknown[]): Refusal =>
  refusal(
    400,
    'PolicyParameterValueNotAllowed',
    `The value '${String(value)}' is not allowed for policy parameter '${name}' in policy definition '${definition}'. The allowed values are '${allowed.map(String).join(', ')}'.`,
  );

export const wrongParameterType = (name: string, definition: string, type: string): Refusal =>
  refusal(
    400,
    'InvalidPolicyParameterType',
    `The value of the policy parameter '${name}' in policy definition '${definition}' is not of the type '${type}'.`,
  );

export const identityRequired = (assignment: string): Refusal =>
  refusal(
    400,
    'ResourceIdentityRequired',
    `The policy assignment '${assignment}' request is invalid. Policy assignments must include a 'managed identity' when assigning 'Modify' policy definitions. Please see https://aka.ms/azurepolicyremediation for usage details.`,
  );

export const remediationInvalid = (name: string, why: string): Refusal =>
  refusal(400, 'InvalidCreateRemediationRequest', `The request to create remediation '${name}' is invalid. ${why}`);

export const remediationNotFound = (id: string): Refusal =>
  refusal(404, 'RemediationNotFound', `The remediation '${nameOf(id)}' is not found.`);
