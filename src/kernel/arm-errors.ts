import type { Refusal } from './result.ts';
import { nameOf, resourceGroupOf } from './scope.ts';

/** What Resource Manager itself says of things that are not there, for every provider alike. */
const missing = (code: string, message: string): Refusal => ({ status: 404, code, message });

export const groupNotFound = (name: string): Refusal =>
  missing('ResourceGroupNotFound', `Resource group '${name}' could not be found.`);

export const subscriptionNotFound = (id: string): Refusal =>
  missing('SubscriptionNotFound', `The subscription '${id}' could not be found.`);

/** A tracked resource; `what` is its type and name. Source: https://aka.ms/ARMResourceNotFoundFix */
export const notInGroup = (what: string, group: string): Refusal =>
  missing(
    'ResourceNotFound',
    `The Resource '${what}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

export const resourceNotFound = (type: string, id: string): Refusal =>
  notInGroup(`${type}/${nameOf(id)}`, nameOf(resourceGroupOf(id) ?? ''));

/** The resource that holds what was asked for. */
export const parentNotFound = (name: string): Refusal =>
  missing(
    'ParentResourceNotFound',
    `Can not perform requested operation on nested resource. Parent resource '${name}' not found.`,
  );
