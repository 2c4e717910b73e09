import { describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import type { LogRow } from '#kernel/logs.ts';
import { opened } from './client-fixture.ts';
import { Directory, idOf } from './fixture.ts';

const vault = 'https://vault.azure.net';
const host = '/subscriptions/s/resourceGroups/rg1/providers/Microsoft.Web/sites/app';
const lines = (t: Directory): [table: string, columns: Record<string, unknown>][] =>
  t.tables.all<LogRow>('logs').map(({ table, columns }) => [table, columns]);

function person() {
  const t = new Directory();
  const user = t.user('Ann');
  t.put('sessions', 'rt.1', { userId: user.id });
  const redeem = (more: Record<string, string> = {}) =>
    t.login({
      grant_type: 'refresh_token',
      refresh_token: 'rt.1',
      client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      scope: 'https://management.azure.com/.default',
      ...more,
    });
  return { t, user, redeem };
}

describe('the sign-in log', () => {
  it('has a line for a token of a managed identity, and none for one that was kept', () => {
    const t = new Directory();
    const identity = t.identity('id1');
    const ask = (resource = vault) =>
      t.inside('POST', '/entra/tokens', { principalId: identity.id, resource, hostId: host, miResourceId: host });
    ask();
    ask();
    expect(lines(t)).toEqual([
      [
        'AADManagedIdentitySignInLogs',
        expect.objectContaining({
          Category: 'ManagedIdentitySignInLogs',
          AppId: identity.appId,
          ServicePrincipalId: identity.id,
          ServicePrincipalName: 'id1',
          ResourceDisplayName: 'Azure Key Vault',
          ResultType: '0',
          ManagedServiceIdentity: { msiType: 'userAssigned', associatedResourceId: host },
        }),
      ],
    ]);
    ask('https://nothing.example');
    expect(lines(t)[1]?.[1]).toMatchObject({ ResultType: '500011', ResultSignature: 'FAILURE' });
  });

  it('tells a sign-in of a person from what the session asks for later', () => {
    const { t, user, redeem } = person();
    redeem();
    t.now += 60_000;
    redeem({ scope: 'https://vault.azure.net/.default' });
    redeem({ scope: 'https://nothing.example/.default' });
    expect(
      lines(t).map(([table, { ResultType, ResourceDisplayName }]) => [table, ResultType, ResourceDisplayName]),
    ).toEqual([
      ['SigninLogs', '0', 'Windows Azure Service Management API'],
      ['AADNonInteractiveUserSignInLogs', '0', 'Azure Key Vault'],
      ['AADNonInteractiveUserSignInLogs', '500011', ''],
    ]);
    expect(lines(t)[0]?.[1]).toMatchObject({ UserId: user.id, UserPrincipalName: user.userPrincipalName });
  });

  it('has a line for each attempt of an application, with what it proved itself by', () => {
    const { t, appId, principalId, password, token, job, present, trust } = opened();
    token({ client_secret: password() });
    token({ client_secret: 'wrong' });
    const { id } = trust('main').json;
    t.now += day;
    present(job());
    const rows = lines(t);
    expect(
      rows.map(([table, { ResultType, ClientCredentialType, FederatedCredentialId }]) => [
        table,
        ResultType,
        ClientCredentialType,
        FederatedCredentialId,
      ]),
    ).toEqual([
      ['AADServicePrincipalSignInLogs', '0', 'clientSecret', ''],
      ['AADServicePrincipalSignInLogs', '7000215', 'clientSecret', ''],
      ['AADServicePrincipalSignInLogs', '0', 'clientAssertion', id],
    ]);
    for (const [, columns] of rows) expect(columns).toMatchObject({ AppId: appId, ServicePrincipalId: principalId });
    expect(rows[1]?.[1]['ResultDescription']).toMatch(/^Invalid client secret provided\./);
  });

  it('never holds a secret or a token', () => {
    const { t, password, token } = opened();
    const secret = password();
    const answer = token({ client_secret: secret });
    const text = JSON.stringify(lines(t));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(String(answer.json['access_token']));
  });
});

describe('Graph shows sign-ins', () => {
  const read = (t: Directory, by: string, filter = '') =>
    t.graph('GET', `/auditLogs/signIns${filter && `?$filter=${encodeURIComponent(filter)}`}`, by);
  const kinds = "signInEventTypes/any(t: t eq 'managedIdentity')";

  it('to those who may read reports, newest first, each kind when it is asked for', () => {
    const { t, redeem } = person();
    const identity = t.identity('id1');
    const reader = t.user('Reporter', 'Reports Reader').id;
    t.user('Plain');
    redeem();
    t.now += 1000;
    t.inside('POST', '/entra/tokens', { principalId: identity.id, resource: vault, hostId: host });
    expect(read(t, idOf('Plain')).status).toBe(403);
    expect(read(t, reader).json['value']).toMatchObject([
      { userPrincipalName: 'ann@contoso.onmicrosoft.com', isInteractive: true },
    ]);
    expect(read(t, reader, kinds).json['value']).toMatchObject([
      {
        servicePrincipalId: identity.id,
        signInEventTypes: ['managedIdentity'],
        status: { errorCode: 0 },
        managedServiceIdentity: { msiType: 'userAssigned', associatedResourceId: host },
      },
    ]);
    expect(read(t, reader, `${kinds} and servicePrincipalName eq 'another'`).json['value']).toEqual([]);
    expect(read(t, reader, 'nonsense eq 1').status).toBe(400);
    t.now += 31 * day;
    expect(read(t, reader, kinds).json['value']).toEqual([]);
  });
});
