import type { Refusal } from '#kernel/result.ts';

/** The refusals of Logic Apps, and the errors that its runs show. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const nameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'InvalidWorkflowName',
    `The workflow name '${name}' is not valid. It may hold letters, digits, '-', '_', '.' and brackets, and is at most 80 characters long.`,
  );
export const oneIdentityKind = (name: string): Refusal =>
  refusal(
    400,
    'InvalidManagedIdentityType',
    `The workflow '${name}' cannot have a system-assigned and user-assigned identities at the same time.`,
  );
export const definitionMissing = (): Refusal =>
  refusal(400, 'WorkflowDefinitionMissing', "The workflow has no 'definition'.");
export const runAfterUnknown = (action: string, other: string): Refusal =>
  refusal(
    400,
    'InvalidTemplate',
    `The template validation failed: the 'runAfter' property of template action '${action}' contains non-existent actions: '${other}'.`,
  );
export const triggerNotFound = (workflow: string, trigger: string): Refusal =>
  refusal(404, 'WorkflowTriggerNotFound', `The workflow '${workflow}' trigger '${trigger}' could not be found.`);
export const runNotFound = (workflow: string, run: string): Refusal =>
  refusal(404, 'WorkflowRunNotFound', `The workflow '${workflow}' run '${run}' could not be found.`);
export const actionNotFound = (workflow: string, run: string, action: string): Refusal =>
  refusal(
    404,
    'WorkflowRunActionNotFound',
    `The workflow '${workflow}' run '${run}' action '${action}' could not be found.`,
  );
export const workflowNotFound = (workflow: string): Refusal =>
  refusal(404, 'WorkflowNotFound', `The workflow '${workflow}' could not be found.`);
export const notEnabled = (trigger: string): Refusal =>
  refusal(404, 'WorkflowTriggerIsNotEnabled', `Could not execute workflow trigger '${trigger}' in 'Disabled' state.`);
export const signatureMissing = (): Refusal =>
  refusal(401, 'DirectApiAuthorizationRequired', 'The request must be authenticated only by Shared Access scheme.');
export const signatureWrong = (): Refusal =>
  refusal(401, 'AuthorizationFailed', 'The authentication credentials are not valid.');
export const noResponse = (run: string): Refusal =>
  refusal(
    502,
    'NoResponse',
    `The server did not receive a response from an upstream server. Request tracking id '${run}'.`,
  );

type RunError = { code: string; message: string };

export const actionFailed = (): RunError => ({
  code: 'ActionFailed',
  message: 'An action failed. No dependent actions succeeded.',
});
export const skippedAfter = (action: string, before: string, status: string): RunError => ({
  code: 'ActionConditionFailed',
  message: `The execution of template action '${action}' skipped: the 'runAfter' condition for action '${before}' is not satisfied. Expected status values 'Succeeded' and actual value '${status}'.`,
});
export const noIdentity = (workflow: string): RunError => ({
  code: 'WorkflowManagedIdentityNotEnabled',
  message: `The workflow '${workflow}' does not have managed identity enabled. If the managed identity of the workflow is updated recently, please wait for 2 minutes and try again. See https://aka.ms/logicapps-msi for details.`,
});
/** Source: MicrosoftDocs/azure-docs issue 80482. */
export const otherIdentity = (workflow: string, identity: string): RunError => ({
  code: 'InvalidWorkflowManagedIdentitySpecified',
  message: `The workflow '${workflow}' does not contain the managed identity of type '${identity}'. If the managed identity of the workflow is updated recently, please try again.`,
});
export const noToken = (why: string): RunError => ({
  code: 'BadRequest',
  message: `Http request failed as there is an error getting AD OAuth token: '${why}'.`,
});
