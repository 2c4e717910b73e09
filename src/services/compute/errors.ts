import type { Refusal } from '#kernel/result.ts';

/** The refusals of Compute, in Azure's words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string, target?: string): Refusal => ({
  status,
  code,
  message,
  ...(target && { target }),
});

export const instanceNotFound = (instanceId: string): Refusal =>
  refusal(
    404,
    'InstanceIdNotFound',
    `The provided instanceId ${instanceId} is not an active Virtual Machine Scale Set VM instanceId.`,
  );

export const instanceInactive = (instanceId: string): Refusal =>
  refusal(
    400,
    'InvalidParameter',
    `The provided instanceId ${instanceId} is not an active Virtual Machine Scale Set VM instanceId.`,
    'instanceIds',
  );

export const nameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'InvalidParameter',
    `The name '${name}' is invalid. It must be between 1 and 64 characters, may hold letters, numbers, hyphens, periods and underscores, and must start with a letter or number and end with one or an underscore.`,
    'name',
  );

export const parameterMissing = (name: string): Refusal =>
  refusal(400, 'InvalidParameter', `Required parameter '${name}' is missing (null).`, name);

export const parameterInvalid = (name: string, value: string): Refusal =>
  refusal(400, 'InvalidParameter', `The value '${value}' of parameter '${name}' is invalid.`, name);

export const propertyFixed = (name: string): Refusal =>
  refusal(409, 'PropertyChangeNotAllowed', `Changing property '${name}' is not allowed.`, name);

export const mustRun = (): Refusal =>
  refusal(409, 'OperationNotAllowed', 'The operation requires the VM to be running (or set to run).');

export const extensionsNeedRunning = (): Refusal =>
  refusal(409, 'OperationNotAllowed', 'Cannot modify extensions in the VM when the VM is not running.');

export const operationNotFound = (id: string): Refusal =>
  refusal(404, 'NotFound', `The operation '${id}' was not found.`);
