import { group, type Answer } from '../test-tenant.ts';
import { hello, siteId, Web } from './fixture.ts';

export const storageId = `${group}/providers/Microsoft.Storage/storageAccounts/stfunc`;
export const containers = 'Microsoft.Storage/storageAccounts/blobServices/containers';
export const messages = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';
export const host = 'https://app.azurewebsites.net';
export const byIdentity = { AzureWebJobsStorage__accountName: 'stfunc' };

export const http = { ...hello, name: 'http', function: { name: 'Hello', trigger: 'http' } };
export const queue = {
  ...hello,
  name: 'queue',
  function: { name: 'Work', trigger: 'queue', queue: 'jobs', connection: 'Jobs' },
};

/** A function app with a system-assigned identity, and a storage account. */
export class Functions extends Web {
  constructor(settings: object = byIdentity, program: object & { name: string; function?: object } = http) {
    super();
    const account = { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: {} };
    this.arm('PUT', storageId, account, undefined, '2024-01-01');
    this.site('app', { kind: 'functionapp,linux', identity: { type: 'SystemAssigned' } });
    this.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: settings });
    this.put('programs', program.name, program);
    this.deploySlot(siteId('app'), program.name);
  }

  get principalId(): string {
    return String(this.arm('GET', siteId('app')).json['identity']?.['principalId']);
  }

  /** What Storage Blob Data Owner lets the host do there. */
  own(principal = this.principalId): void {
    for (const action of [`${containers}/write`, `${containers}/blobs/write`, `${containers}/blobs/add/action`])
      this.grant(principal, action, storageId);
  }

  keys(): Answer {
    return this.arm('POST', `${siteId('app')}/host/default/listkeys`);
  }

  call(path: string, how: { key?: string; method?: string; body?: object } = {}): Answer {
    const { key, method = 'GET', body } = how;
    return this.send(method, `${host}${path}`, body, {
      token: null,
      ...(key && { headers: { 'x-functions-key': key } }),
    });
  }

  get master(): string {
    return String(this.keys().json['masterKey']);
  }

  status() {
    return this.arm('GET', `${siteId('app')}/host/default/properties/status`).json['properties'];
  }
}

export const owned = (settings?: object, program?: object & { name: string; function?: object }): Functions => {
  const t = new Functions(settings, program);
  t.own();
  return t;
};
