import type { Origin } from '#kernel/define.ts';
import { put } from '#kernel/result.ts';
import { group, start, tenantId, TestTenant, type Answer, type Json } from '../test-tenant.ts';

/** A server with one database, an Entra administrator, a SQL administrator and an open firewall; principals by name. */

export const password = 'Correct-Horse-7';
export const audience = 'https://database.windows.net/';
export const serverId = `${group}/providers/Microsoft.Sql/servers/sqlsrv`;
export const databaseId = `${serverId}/databases/shop`;
export const masterId = `${serverId}/databases/master`;

const id = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-a${digit.repeat(3)}-${digit.repeat(12)}`;

/** Object ids and client ids of who is in the directory. */
export const people = { admin: id('1'), ann: id('2'), bob: id('3') } as const;
export const apps = {
  app: { id: id('4'), appId: id('5') },
  other: { id: id('6'), appId: id('7') },
} as const;
export const staff = id('8');

export type As = keyof typeof people | keyof typeof apps | 'sqladmin' | null;

export class SqlFixture extends TestTenant {
  #seqs = 0;

  constructor(properties: Record<string, unknown> = {}) {
    super();
    for (const [name, oid] of Object.entries(people))
      this.put('users', oid, {
        id: oid,
        displayName: name,
        userPrincipalName: `${name}@contoso.com`,
        accountEnabled: true,
        createdAt: start,
      });
    for (const [name, { id: oid, appId }] of Object.entries(apps)) this.application(name, oid, appId);
    const group8 = { displayName: 'staff', mailNickname: 'staff', securityEnabled: true, createdAt: start };
    this.put('groups', staff, { id: staff, ...group8 });
    const administrators = {
      administratorType: 'ActiveDirectory',
      principalType: 'User',
      login: 'admin@contoso.com',
      sid: people.admin,
      tenantId,
    };
    this.arm('PUT', serverId, {
      location: 'westeurope',
      properties: {
        administratorLogin: 'sqladmin',
        administratorLoginPassword: password,
        administrators,
        ...properties,
      },
    });
    this.arm('PUT', databaseId, { location: 'westeurope' });
    this.rule('everybody', '0.0.0.0', '255.255.255.255');
  }

  /** Two tables with a row each, and a user for the identity `app` without any right. */
  withOrders(): this {
    this.sql('CREATE TABLE orders (id int, item nvarchar(20)); CREATE TABLE secrets (id int)');
    this.sql("INSERT INTO orders VALUES (1, 'tea'); INSERT INTO secrets VALUES (7)");
    this.sql('CREATE USER [app] FROM EXTERNAL PROVIDER');
    return this;
  }

  application(displayName: string, oid: string, appId: string): void {
    this.put('servicePrincipals', oid, {
      id: oid,
      appId,
      displayName,
      servicePrincipalType: 'ManagedIdentity',
      accountEnabled: true,
      alternativeNames: [],
      servicePrincipalNames: [appId],
      appRoleAssignmentRequired: false,
      createdAt: start,
    });
  }

  rule(name: string, startIpAddress: string, endIpAddress: string): Answer {
    return this.arm('PUT', `${serverId}/firewallRules/${name}`, { properties: { startIpAddress, endIpAddress } });
  }

  /** A token for SQL as a row; `claims` overrides what it says. */
  sqlToken(who: keyof typeof people | keyof typeof apps, claims: object = {}, groupIds: string[] = []): string {
    const ref = `tk.sql${(this.#seqs += 1)}`;
    const at = this.now / 1000;
    const times = { iat: at, nbf: at, exp: at + 3600 };
    const iss = `https://sts.windows.net/${tenantId}/`;
    const app = who in apps ? apps[who as keyof typeof apps] : undefined;
    const self = app
      ? { oid: app.id, appid: app.appId }
      : { oid: people[who as keyof typeof people], upn: `${who}@contoso.com` };
    const all = { aud: audience, iss, tid: tenantId, ...self, ...times, ...claims };
    const principalType = app ? 'ServicePrincipal' : 'User';
    this.apply([put('tokens', ref, { ref, claims: all, principalType, groupIds })]);
    return ref;
  }

  /** A batch in the database `shop`, as somebody; without a name as the lab's start. */
  sql(sql: string, as?: As, how: { database?: string; token?: string; origin?: Origin; basic?: string } = {}): Answer {
    const { database = 'shop', origin } = how;
    const url = `https://sqlsrv.database.windows.net/databases/${database}/batch`;
    const basic = how.basic ?? (as === 'sqladmin' ? `sqladmin:${password}` : undefined);
    if (basic !== undefined)
      return this.send(
        'POST',
        url,
        { sql },
        { token: null, headers: { authorization: `Basic ${btoa(basic)}` }, ...(origin && { origin }) },
      );
    if (as === undefined && how.token === undefined) return this.send('POST', url, { sql }, origin ? { origin } : {});
    const token = how.token ?? (as === null || as === undefined || as === 'sqladmin' ? null : this.sqlToken(as));
    return this.send('POST', url, { sql }, { token, ...(origin && { origin }) });
  }
}

/** Rows of an answer, or number and sentence of its error. */
export function told({ status, json }: Answer): unknown {
  if (status === 200) return json['rows'];
  const error = json['error'] as Json;
  return error['number'] === undefined
    ? [status, error['code'], error['message']]
    : [error['number'], error['message']];
}
