import { describe, expect, it } from 'vitest';
import { appServiceAddress } from '#kernel/addresses.ts';
import { day } from '#kernel/clock.ts';
import type { LogRow } from '#kernel/logs.ts';
import { idKey } from '#kernel/scope.ts';
import { group, tenantId } from '../test-tenant.ts';
import { identityId, siteId, Web } from './fixture.ts';
import { details, parseReference, upcoming } from './references.ts';

const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv1`;
const read = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
const uri = (rest: string): string => `@Microsoft.KeyVault(SecretUri=https://kv1.vault.azure.net/secrets/${rest})`;
const byName = '@Microsoft.KeyVault(VaultName=kv1;SecretName=db)';

describe('a reference', () => {
  const secret = { vaultName: 'kv1', secretName: 'db' };
  it.each([
    [uri('db'), secret],
    [uri('db/'), secret],
    [uri('db/0123'), { ...secret, secretVersion: '0123' }],
    [uri('db/0123/'), { ...secret, secretVersion: '0123' }],
    [byName, secret],
    ['@Microsoft.KeyVault(VaultName=kv1; SecretName=db; SecretVersion=0123;)', { ...secret, secretVersion: '0123' }],
    ['@Microsoft.KeyVault(SecretName=db)', 'invalid'],
    ['@Microsoft.KeyVault(SecretUri=https://kv1.vault.azure.net/keys/db)', 'invalid'],
    ['@Microsoft.KeyVault(SecretUri=http://kv1.vault.azure.net/secrets/db)', 'invalid'],
    ['@Microsoft.KeyVault(VaultName=kv1;SecretName=db', 'invalid'],
    ['@Microsoft.KeyVault()', 'invalid'],
    ['plain text', undefined],
    ['see @Microsoft.KeyVault(VaultName=kv1;SecretName=db)', undefined],
  ])('%s is read', (text, named) => {
    expect(parseReference(text)).toEqual(named);
  });
});

/** A vault with one secret, and an app with a system-assigned identity that refers to it. */
class Vaulted extends Web {
  constructor() {
    super();
    const properties = { tenantId, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true };
    this.arm('PUT', vaultId, { location: 'westeurope', properties }, undefined, '2023-07-01');
    this.secret('first');
    this.identity({ type: 'SystemAssigned' });
  }

  secret(value: string): string {
    const made = this.send('PUT', 'https://kv1.vault.azure.net/secrets/db?api-version=7.4', { value });
    return String(made.json['id']).split('/').at(-1) ?? '';
  }

  get principalId(): string {
    return String(this.arm('GET', siteId('app')).json['identity']?.['principalId']);
  }

  refer(text: string, name = 'DB', kind = 'appsettings'): void {
    const value = kind === 'appsettings' ? text : { value: text, type: 'SQLAzure' };
    this.arm('PUT', `${siteId('app')}/config/${kind}`, { properties: { [name]: value } });
  }

  shown(name = 'DB', kind = 'appsettings') {
    return this.arm('GET', `${siteId('app')}/config/configreferences/${kind}/${name}`);
  }

  status(name?: string, kind?: string): unknown {
    return this.shown(name, kind).json['properties']?.['status'];
  }
}

/** With the permission at hand. */
function granted(): Vaulted {
  const t = new Vaulted();
  t.grant(t.principalId, read);
  return t;
}

describe('a setting that refers to a secret', () => {
  it('shows the app the secret and everybody else the reference', () => {
    const t = granted();
    t.refer(byName);
    expect(t.env()).toMatchObject({ DB: 'first', APPSETTING_DB: 'first' });
    expect(t.arm('POST', `${siteId('app')}/config/appsettings/list`).json['properties']).toEqual({ DB: byName });
    expect(t.shown().json).toEqual({
      id: `${siteId('app')}/config/configreferences/appsettings/DB`,
      name: 'DB',
      type: 'Microsoft.Web/sites/config',
      location: 'West Europe',
      properties: {
        reference: byName,
        status: 'Resolved',
        vaultName: 'kv1',
        secretName: 'db',
        secretVersion: null,
        identityType: { type: 'SystemAssigned' },
        details: details.Resolved,
        source: 'KeyVault',
        activeVersion: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      },
    });
    const list = t.arm('GET', `${siteId('app')}/config/configreferences/appsettings`);
    expect(list.json['value']).toEqual([t.shown().json]);
    expect(list.text).not.toContain('first');
    expect(t.shown('NOPE').status).toBe(404);
  });

  it('may be a connection string, too', () => {
    const t = granted();
    t.refer(byName, 'main', 'connectionstrings');
    expect(t.env()['SQLAZURECONNSTR_main']).toBe('first');
    expect(t.status('main', 'connectionstrings')).toBe('Resolved');
  });

  it.each<[string, string, (t: Vaulted) => void]>([
    ['InvalidSyntax', '@Microsoft.KeyVault(VaultName=kv1)', () => undefined],
    ['MSINotEnabled', byName, (t) => void t.identity({ type: 'None' })],
    ['MSINotEnabled', byName, (t) => void t.attach('id1')],
    ['VaultNotFound', byName.replace('kv1', 'kv2'), () => undefined],
    ['SecretNotFound', byName.replace('db', 'nope'), () => undefined],
    ['SecretVersionNotFound', uri('db/0123456789abcdef0123456789abcdef'), () => undefined],
    [
      'AccessToKeyVaultDenied',
      byName,
      (t) =>
        void t.send('PATCH', 'https://kv1.vault.azure.net/secrets/db?api-version=7.4', {
          attributes: { enabled: false },
        }),
    ],
    [
      'AccessToKeyVaultDenied',
      byName,
      (t) => {
        const networkAcls = { defaultAction: 'Deny', bypass: 'AzureServices' };
        t.arm('PATCH', vaultId, { properties: { networkAcls } }, undefined, '2023-07-01');
      },
    ],
  ])('is told as %s for %s (%#), and the app finds it as written', (status, text, change) => {
    const t = granted();
    change(t);
    t.refer(text);
    expect([t.status(), t.env()['DB']]).toEqual([status, text]);
  });

  it('is refused like any reader without the permission, and read again when told to', () => {
    const t = new Vaulted();
    t.refer(byName);
    expect([t.status(), t.env()['DB']]).toEqual(['AccessToKeyVaultDenied', byName]);
    expect(t.shown().json['properties']?.['details']).toContain('site was denied access');
    t.grant(t.principalId, read);
    t.arm('POST', `${siteId('app')}/restart`);
    expect(t.status()).toBe('AccessToKeyVaultDenied');
    const again = t.arm('POST', `${siteId('app')}/config/configreferences/appsettings/refresh`);
    expect([again.status, t.status(), t.env()['DB']]).toEqual([200, 'Resolved', 'first']);
  });

  it('is read by the user-assigned identity that the site names', () => {
    const t = new Vaulted();
    t.attach('id1');
    const id1 = t.arm('GET', identityId('id1')).json['properties'];
    t.grant(String(id1?.['principalId']), read);
    t.refer(byName);
    expect(t.status()).toBe('MSINotEnabled');
    t.arm('PATCH', siteId('app'), { properties: { keyVaultReferenceIdentity: identityId('id1').toLowerCase() } });
    expect([t.status(), t.env()['DB']]).toEqual(['Resolved', 'first']);
    expect(t.shown().json['properties']?.['identityType']).toMatchObject({ type: 'UserAssigned' });
    t.arm('PATCH', siteId('app'), { properties: { keyVaultReferenceIdentity: identityId('id2') } });
    expect(t.status()).toBe('MSINotEnabled');
  });

  it('tells of an identity that gets no token', () => {
    const t = granted();
    t.arm('PATCH', siteId('app'), {});
    const path = `https://graph.microsoft.com/v1.0/servicePrincipals/${t.principalId}`;
    t.send('PATCH', path, { accountEnabled: false });
    t.refer(byName);
    expect(t.status()).toBe('UnauthorizedClient');
  });

  it('follows the secret within a day unless it names a version, and at once when the configuration changes', () => {
    const t = granted();
    const first = t.arm('GET', siteId('app')) && t.secret('one');
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { LATEST: byName, PINNED: uri(`db/${first}`) } });
    t.deploy();
    t.secret('two');
    const [next] = upcoming(t.tables);
    expect(next).toMatchObject({ at: t.now + day, what: 'App Service reads the Key Vault references of app again' });
    const seen = (): unknown[] => [t.env()['LATEST'], t.env()['PINNED']];
    t.visit('app.azurewebsites.net');
    expect(seen()).toEqual(['one', 'one']);
    t.now += day;
    t.visit('app.azurewebsites.net');
    expect(seen()).toEqual(['two', 'one']);
    t.secret('three');
    t.arm('PATCH', siteId('app'), { properties: { httpsOnly: false } });
    expect(seen()).toEqual(['three', 'one']);
  });

  it('is in the audit log of the vault: the identity asked, from the app’s address', () => {
    const t = granted();
    const setting = {
      id: `${vaultId}/x`,
      name: 'x',
      resourceId: vaultId,
      categories: [],
      categoryGroups: ['audit'],
      body: {},
    };
    t.put('diagnosticSettings', idKey(setting.id), setting);
    t.refer(byName);
    const [line] = t.tables.all<LogRow>('logs').filter(({ table }) => table === 'AzureDiagnostics');
    expect(line?.columns).toMatchObject({ OperationName: 'SecretGet', CallerIPAddress: appServiceAddress });
    expect(JSON.stringify(line?.columns)).toContain(t.principalId);
  });

  it('has nothing to come while it names its version', () => {
    const t = granted();
    t.refer(uri(`db/${t.secret('one')}`));
    expect([t.status(), upcoming(t.tables)]).toEqual(['Resolved', []]);
  });

  it('goes when no setting refers any more', () => {
    const t = granted();
    t.refer(byName);
    t.refer('plain');
    expect(t.row('keyVaultReferences', siteId('app'))).toBeUndefined();
    expect(t.env()['DB']).toBe('plain');
  });
});
