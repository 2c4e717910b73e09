import type { Az } from '../../context.ts';
import { at, list, member, text, type Json, type JsonObject } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { shape } from '../../shape.ts';
import { serverPath, SQL_VERSION } from '../server/server.ts';

/** The address of a database, or of a server's databases. */
export async function databasePath(az: Az, resourceGroup: string, server: string, name?: string): Promise<string> {
  const path = `${await serverPath(az, resourceGroup, server)}/databases`;
  return `${name === undefined ? path : `${path}/${name}`}?api-version=${SQL_VERSION}`;
}

/** A database as az prints it: with two names that an older API had. */
export function databaseResult(raw: Json | undefined): JsonObject {
  const { isLedgerOn = null, ...database } = shape('SqlDatabase', raw);
  const pool = text(database, 'elasticPoolId');
  return {
    ...database,
    edition: at(database, 'sku', 'tier') ?? null,
    elasticPoolName: pool.split('/').at(-1) || null,
    ledgerOn: isLedgerOn,
  };
}

const UNITS: [bytes: number, unit: string][] = [
  [1024 ** 4, 'TB'],
  [1024 ** 3, 'GB'],
  [1024 ** 2, 'MB'],
  [1024, 'kB'],
  [1, 'B'],
];

function friendlySize(bytes: number): string {
  const [size, unit] = UNITS.find(([of]) => bytes % of === 0) ?? [1, 'B'];
  return `${bytes / size}${unit}`;
}

/** `2GB` in bytes; a plain number is bytes already. Undefined where it is no size. */
export function bytesOf(size: string): number | undefined {
  const [, digits, unit = 'B'] = /^(\d+)([a-z]*)$/i.exec(size.trim()) ?? [];
  const found = UNITS.find(([, name]) => name.toLowerCase() === (unit || 'B').toLowerCase());
  return digits === undefined || found === undefined ? undefined : Number(digits) * found[0];
}

/** The row of a database in `-o table`; what is not known is a blank, so that its column stays. */
export function databaseRow(database: Json): TableRow {
  return {
    name: text(database, 'name'),
    tier: at(database, 'sku', 'tier') ?? null,
    family: at(database, 'sku', 'family') || ' ',
    capacity: at(database, 'sku', 'capacity') || ' ',
    maxSize: friendlySize(Number(member(database, 'maxSizeBytes') ?? 0)),
    elasticPool: text(database, 'elasticPoolName') || ' ',
  };
}

/** The rows of databases in `-o table`. */
export function databaseRows(databases: Json): TableRow[] {
  return list(databases).map(databaseRow);
}
