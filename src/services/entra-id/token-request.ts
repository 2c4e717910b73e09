import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import type { TenantRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from './login-errors.ts';
import { mixesDefault, resourceFor, resourcesOfScope, type KnownResource } from './resources.ts';

/** The fields of a request for a token. */
export type Form = Record<string, string>;

export const tenantName = (view: View): string => view.get<TenantRow>('tenants', tenantIdOf(view))?.displayName ?? '';

/** The one resource that is asked for, in the words of the request. */
export function asked(form: Form, version: 1 | 2): { resource: string } | { refusal: Refusal } {
  const text = form[version === 1 ? 'resource' : 'scope'];
  if (!text) return { refusal: errors.parameterMissing(version === 1 ? 'resource' : 'scope') };
  if (version === 1) return { resource: text };
  if (mixesDefault(text)) return { refusal: errors.scopesMixed(text) };
  const [resource, second] = resourcesOfScope(text);
  if (second !== undefined) return { refusal: errors.severalResources(text) };
  return { resource: resource ?? 'https://graph.microsoft.com' };
}

/** The application that the words of a request mean, if tokens for it are given at all. */
export function targetOf(view: View, resource: string): { known: KnownResource } | { refusal: Refusal } {
  const known = resourceFor(view, resource);
  if (!known) return { refusal: errors.resourceNotFound(resource, tenantName(view)) };
  return known.principal?.accountEnabled === false ? { refusal: errors.resourceDisabled(resource) } : { known };
}
