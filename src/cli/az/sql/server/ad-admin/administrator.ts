import type { Az } from '../../../context.ts';
import type { Json } from '../../../json.ts';
import { shape } from '../../../shape.ts';
import { serverPath, SQL_VERSION } from '../server.ts';

/** The path of a server's Microsoft Entra administrator, or of the list of the one. */
export async function administratorPath(az: Az, resourceGroup: string, server: string, one = true): Promise<string> {
  const path = `${await serverPath(az, resourceGroup, server)}/administrators${one ? '/ActiveDirectory' : ''}`;
  return `${path}?api-version=${SQL_VERSION}`;
}

/** An administrator as az prints it. */
export function administratorResult(raw: Json | undefined): Json {
  return shape('SqlServerAzureADAdministrator', raw);
}
