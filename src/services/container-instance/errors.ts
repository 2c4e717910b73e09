import type { Refusal } from '#kernel/result.ts';

/** The refusals of Container Instances, in Azure's words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const nameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'InvalidContainerGroupName',
    `The container group name '${name}' is invalid. It must be between 1 and 63 characters, may hold lower case letters, numbers and hyphens, and must start and end with a letter or number.`,
  );

export const containersMissing = (): Refusal =>
  refusal(
    400,
    'MissingContainers',
    "The 'containers' in the container group are missing. Please add at least one container.",
  );

export const osTypeInvalid = (value: string): Refusal =>
  refusal(
    400,
    'InvalidOsType',
    `The 'osType' for container group is invalid. The value must be one of 'Windows,Linux'; it is '${value}'.`,
  );

export const imageMissing = (container: string): Refusal =>
  refusal(400, 'MissingImage', `The image of container '${container}' is missing.`);

export const containerNotFound = (name: string, group: string): Refusal =>
  refusal(404, 'ContainerNotFound', `The container '${name}' is not found in the container group '${group}'.`);

export const notRunning = (group: string): Refusal =>
  refusal(409, 'ContainerGroupStopped', `The container group '${group}' is not running.`);
