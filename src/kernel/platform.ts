import { defineSurface } from './define.ts';
import type { TenantRow } from './rows.ts';
import type { View } from './tables.ts';

/** Ids of tenants, by what stands for the table that holds them: every request asks. */
const ids = new WeakMap<object, string>();

/** The tenant's id: this simulation holds one tenant. */
export function tenantIdOf(view: View): string {
  const stamp = view.stamp('tenants');
  let id = ids.get(stamp);
  if (id === undefined) ids.set(stamp, (id = view.all<{ tenantId: string }>('tenants')[0]?.tenantId ?? ''));
  return id;
}

/** Whether changes count everywhere at once in this tenant: grants, federated credentials, copies of the directory. */
export const isAtOnce = (view: View): boolean =>
  view.get<TenantRow>('tenants', tenantIdOf(view))?.propagation === 'none';

/**
 * The inside of the platform: one service asks another here (`https://platform.internal/…`), always within the
 * commit of a request from outside. Nobody outside can reach it.
 */
export const platformSurface = defineSurface({
  name: 'platform',
  title: 'Azure platform',
  match: (url, view, origin) =>
    origin.type === 'inside' && url.host === 'platform.internal'
      ? { params: {}, tenantId: tenantIdOf(view) }
      : undefined,
  badBody: (detail) => ({ status: 400, code: 'BadRequest', message: detail }),
  render: ({ status, code, message, target }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error: { code, message, ...(target && { target }) } }),
  }),
});
