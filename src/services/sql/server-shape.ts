import type { ServerRow } from './models.ts';

/** A server as ARM shows it; its Entra administrator only where `$expand` asks for it. */
export function serverBody(server: ServerRow, expand = false): Record<string, unknown> {
  const { id, name, type, location, tags, identity, properties } = server;
  const { administrators, entraOnly, primaryUserAssignedIdentityId: primary, ...rest } = properties;
  return {
    ...(identity && { identity }),
    kind: 'v12.0',
    properties: {
      administratorLogin: rest.administratorLogin,
      version: '12.0',
      state: 'Ready',
      fullyQualifiedDomainName: `${name}.database.windows.net`,
      privateEndpointConnections: [],
      minimalTlsVersion: rest.minimalTlsVersion,
      publicNetworkAccess: rest.publicNetworkAccess,
      ...(primary && { primaryUserAssignedIdentityId: primary }),
      ...(expand && administrators && { administrators: { ...administrators, azureADOnlyAuthentication: entraOnly } }),
      restrictOutboundNetworkAccess: rest.restrictOutboundNetworkAccess,
    },
    location,
    ...(tags && { tags }),
    id,
    name,
    type,
  };
}

export const strongPassword = (password: string, login: string): boolean =>
  password.length >= 8 &&
  password.length <= 128 &&
  !password.toLowerCase().includes(login.toLowerCase()) &&
  [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((set) => set.test(password)).length >= 3;

const reserved =
  /^(?:admin|administrator|sa|root|dbmanager|loginmanager|dbo|guest|public|sys|information_schema|db_.*)$/i;

/** Whether a SQL administrator may have this name. Source: "Create server" in the Azure SQL documentation. */
export const goodLogin = (login: string): boolean => /^[^\s"'\\@/]{1,128}$/.test(login) && !reserved.test(login);
