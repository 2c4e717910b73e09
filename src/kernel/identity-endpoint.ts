import type { Ctx } from './define.ts';
import type { IdentityBlock } from './rows.ts';
import { idKey } from './scope.ts';
import type { View } from './tables.ts';

/**
 * A running place that finds an identity endpoint of the App Service kind; table `identityEndpoints`, key idKey of the
 * place. There is a row while the endpoint answers.
 */
export interface IdentityEndpointRow {
  /** The place that runs: a site, a slot, a container app, the sandbox of an Automation account, a workflow. */
  host: string;
  /** ARM id of the resource that holds its identities. */
  holder: string;
  /** The identities that the place may use. */
  identity?: IdentityBlock;
  /** The secret that a request must bring. */
  header: string;
  kind: EndpointKind;
}

/**
 * Where each kind of place finds its endpoint. The address is the same in every place of the kind and leads from each to
 * its own platform. Source: "How to use managed identities for App Service"; the ports are those seen in the field.
 */
export const endpointAddresses = {
  'app-service': '169.254.129.2:8081',
  'container-apps': 'localhost:42356',
  automation: '127.0.0.1:41563',
  'logic-app': '127.0.0.1:41564',
} as const;
export type EndpointKind = keyof typeof endpointAddresses;

export const endpointPath = '/msi/token';
export const endpointUrl = (kind: EndpointKind): string => `http://${endpointAddresses[kind]}${endpointPath}`;

const url = 'https://platform.internal/identityEndpoint/hosts';

/** The place runs and has an identity: its endpoint answers from now on, with these identities and this secret. */
export function connectEndpoint(ctx: Ctx, row: IdentityEndpointRow): void {
  ctx.send('platform', { method: 'PUT', url, body: row });
}

/** The place is stopped or gone, or has no identity any more: nothing answers there. */
export function disconnectEndpoint(ctx: Ctx, host: string): void {
  ctx.send('platform', { method: 'DELETE', url, body: { host } });
}

export const findEndpoint = (view: View, host: string): IdentityEndpointRow | undefined =>
  view.get<IdentityEndpointRow>('identityEndpoints', idKey(host));

/** The variables by which code finds the endpoint of its place; none where nothing answers. */
export function endpointVariables(view: View, host: string): Record<string, string> {
  const row = findEndpoint(view, host);
  if (!row) return {};
  const address = endpointUrl(row.kind);
  const current = { IDENTITY_ENDPOINT: address, IDENTITY_HEADER: row.header };
  return row.kind === 'automation' || row.kind === 'logic-app'
    ? current
    : { ...current, MSI_ENDPOINT: address, MSI_SECRET: row.header };
}
