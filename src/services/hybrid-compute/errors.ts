import type { Refusal } from '#kernel/result.ts';

/** The refusals of Azure Arc-enabled servers. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });
const invalid = (message: string): Refusal => refusal(400, 'invalid_request', message);

export const nameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'InvalidResourceName',
    `The machine name '${name}' is invalid: 1 to 54 letters, digits, '-', '_' and '.'.`,
  );
export const onlySystemAssigned = (type: string): Refusal =>
  refusal(
    400,
    'InvalidIdentityType',
    `The identity type '${type}' is not supported for 'Microsoft.HybridCompute/machines'. Supported types are 'SystemAssigned' and 'None'.`,
  );
export const commandNotFound = (name: string): Refusal =>
  refusal(404, 'ResourceNotFound', `The run command '${name}' was not found.`);

/** At the agent. */
export const headerMissing = (): Refusal => invalid('Required metadata header not specified');
export const versionUnknown = (): Refusal => invalid("The query parameter 'api-version' is missing or not supported");
export const resourceMissing = (): Refusal => invalid('Required audience parameter not specified');
export const challenged = (file: string): Refusal => ({
  ...refusal(401, 'unauthorized', 'Send the content of the file that the header names, in an Authorization header.'),
  headers: { 'www-authenticate': `Basic realm=${file}` },
});
export const keyWrong = (file: string): Refusal => ({
  ...challenged(file),
  message: 'The key is not the one that was asked for, or it was used before.',
});
export const noIdentity = (): Refusal => invalid('Identity not found');
export const fileNotFound = (): Refusal => refusal(404, 'not_found', 'No such file or directory');
/** What Entra ID said, passed on. */
export const fromEntra = ({ code, message }: { code: string; message: string }): Refusal => refusal(400, code, message);
