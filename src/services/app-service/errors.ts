import { notSimulated } from '#kernel/not-simulated.ts';
import type { Refusal } from '#kernel/result.ts';

/** The refusals of App Service, in Azure's words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const planNotFound = (name: string): Refusal =>
  refusal(404, 'NotFound', `Cannot find ServerFarm with name ${name}.`);

export const planInUse = (name: string, sites: string[]): Refusal =>
  refusal(
    409,
    'Conflict',
    `Server farm '${name}' cannot be deleted because it has web app(s) ${sites.join(', ')} assigned to it.`,
  );

export const skuUnknown = (name: string): Refusal => refusal(400, 'BadRequest', `SkuCode '${name}' is invalid.`);

export const siteTaken = (name: string): Refusal =>
  refusal(409, 'Conflict', `Website with given name ${name} already exists.`);

export const tooManySlots = (tier: string): Refusal =>
  refusal(
    409,
    'Conflict',
    `Cannot complete the operation because the site will exceed the number of slots allowed for the '${tier}' SKU.`,
  );

export const siteNameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'BadRequest',
    `The name '${name}' is invalid. It must be between 2 and 60 characters, may hold letters, numbers and hyphens, and cannot start or end with a hyphen.`,
  );

/** A PUT of something that is here, with a part that is not. */
export function withPart(id: string, part: string): Refusal {
  const { message, ...rest } = notSimulated({ method: 'PUT', url: id });
  return { ...rest, message: message.replace(' is not', ` with ${part} is not`) };
}
export const planNameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'BadRequest',
    `The name '${name}' is invalid. It must be between 1 and 60 characters and may hold letters, numbers, hyphens and underscores.`,
  );

export const planMissing = (): Refusal =>
  refusal(400, 'BadRequest', 'The parameter properties.serverFarmId has an invalid value.');

/** Of the site itself, shown as a page. */
export const siteStopped = (): Refusal =>
  refusal(
    403,
    'SiteStopped',
    'The web app you have attempted to reach is currently stopped and does not accept any requests. Please try to reload the page or visit it again soon.',
  );

export const referenceNotFound = (name: string): Refusal =>
  refusal(404, 'NotFound', `The setting '${name}' holds no Key Vault reference.`);

export const sameSlot = (name: string): Refusal =>
  refusal(409, 'Conflict', `Slot '${name}' cannot be swapped with itself.`);

export const operationNotFound = (id: string): Refusal =>
  refusal(404, 'NotFound', `Cannot find Operation with name ${id}.`);

/** Of a function app whose keys are asked for while its host does not run. */
export const fromHostRuntime = (): Refusal =>
  refusal(400, 'BadRequest', 'Encountered an error (ServiceUnavailable) from host runtime.');

export const functionNotFound = (name: string): Refusal =>
  refusal(404, 'NotFound', `Function with name '${name}' does not exist.`);
