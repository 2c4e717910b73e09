import * as z from 'zod/mini';
import { WantedIdentity } from '#kernel/host-identity.ts';
import type { IdentityBlock } from '#kernel/rows.ts';

/** Tables of this service: policyDefinitions, policyAssignments, policyRemediations (idKey). */
export const tables = {
  definitions: 'policyDefinitions',
  assignments: 'policyAssignments',
  remediations: 'policyRemediations',
} as const;

const Json = z.record(z.string(), z.unknown());
const text = z.nullish(z.string());

const ParameterDefinition = z.looseObject({
  type: z.string(),
  allowedValues: z.optional(z.array(z.unknown())),
  defaultValue: z.optional(z.unknown()),
});
export type ParameterDefinition = z.infer<typeof ParameterDefinition>;

export const DefinitionBody = z.object({
  properties: z.looseObject({
    displayName: text,
    description: text,
    mode: text,
    metadata: z.nullish(Json),
    parameters: z.nullish(z.record(z.string(), ParameterDefinition)),
    policyRule: z.object({ if: Json, then: z.looseObject({ effect: z.string(), details: z.optional(Json) }) }),
    version: text,
  }),
});
export type DefinitionBody = z.infer<typeof DefinitionBody>;

export interface DefinitionRow {
  /** As ARM shows it. */
  id: string;
  name: string;
  displayName?: string;
  description?: string;
  policyType: 'BuiltIn' | 'Custom';
  mode: string;
  metadata: Record<string, unknown>;
  parameters: Record<string, ParameterDefinition>;
  policyRule: DefinitionBody['properties']['policyRule'];
  version: string;
}

const Parameters = z.record(z.string(), z.looseObject({ value: z.unknown() }));
export type Parameters = z.infer<typeof Parameters>;
const empty = z.nullish(z.array(z.unknown()));

export const AssignmentBody = z.object({
  location: text,
  identity: WantedIdentity,
  properties: z.looseObject({
    policyDefinitionId: z.string(),
    displayName: text,
    description: text,
    notScopes: z.nullish(z.array(z.string())),
    parameters: z.nullish(Parameters),
    metadata: z.nullish(Json),
    enforcementMode: z.nullish(z.enum(['Default', 'DoNotEnforce'])),
    nonComplianceMessages: empty,
    resourceSelectors: empty,
    overrides: empty,
  }),
});
export type AssignmentBody = z.infer<typeof AssignmentBody>;

export const AssignmentPatch = z.object({ location: text, identity: WantedIdentity });
export type AssignmentPatch = z.infer<typeof AssignmentPatch>;

export interface AssignmentRow {
  id: string;
  name: string;
  scope: string;
  policyDefinitionId: string;
  displayName?: string;
  description?: string;
  notScopes: string[];
  parameters: Parameters;
  metadata: Record<string, unknown>;
  enforcementMode: 'Default' | 'DoNotEnforce';
  identity?: IdentityBlock;
  location?: string;
}

export const RemediationBody = z.object({ properties: z.looseObject({ policyAssignmentId: z.string() }) });
export type RemediationBody = z.infer<typeof RemediationBody>;

export interface RemediationRow {
  id: string;
  name: string;
  policyAssignmentId: string;
  at: number;
  deployments: { resourceId: string; location?: string; error?: { code: string; message: string } }[];
}
