import type { Az } from '../../context.ts';
import { member, text, type Json, type JsonObject } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { shape } from '../../shape.ts';

export const SQL_VERSION = '2024-05-01-preview';

/** The path of a logical server. */
export async function serverPath(az: Az, resourceGroup: string, server: string): Promise<string> {
  return `${await az.group(resourceGroup)}/providers/Microsoft.Sql/servers/${server}`;
}

/** A server as az prints it. */
export function serverResult(raw: Json | undefined): JsonObject {
  return shape('SqlServer', raw);
}

/** The row of a server in `-o table`. */
export function serverRow(server: Json): TableRow {
  const columns = ['name', 'resourceGroup', 'location', 'administratorLogin'];
  return Object.fromEntries(columns.map((column) => [column, member(server, column) ?? null]));
}

/** The query of a read of servers, with their Microsoft Entra administrators where they are asked for. */
export function serverQuery(expandAdAdmin: boolean): string {
  return `${expandAdAdmin ? '$expand=administrators%2Factivedirectory&' : ''}api-version=${SQL_VERSION}`;
}

/** Where a server is; a server that is not there ends the command. */
export async function locationOfServer(az: Az, resourceGroup: string, server: string): Promise<string> {
  return text(await az.arm.get(`${await serverPath(az, resourceGroup, server)}?${serverQuery(false)}`), 'location');
}
