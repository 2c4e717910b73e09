import type { Refusal } from '#kernel/result.ts';

/** The refusals of Automation. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const accountNameInvalid = (name: string): Refusal =>
  refusal(400, 'BadRequest', `The automation account name '${name}' is invalid.`);
export const runbookNotFound = (): Refusal => refusal(404, 'NotFound', 'The runbook was not found.');
export const jobNotFound = (): Refusal => refusal(404, 'NotFound', 'The job was not found.');
export const draftMissing = (): Refusal => refusal(404, 'NotFound', 'The runbook has no draft.');
export const notPublished = (name: string): Refusal =>
  refusal(400, 'BadRequest', `The runbook '${name}' has not been published.`);
export const jobExists = (name: string): Refusal => refusal(409, 'Conflict', `The job '${name}' already exists.`);
