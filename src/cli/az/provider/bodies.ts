import { quote } from '../arm.ts';
import { implement, type Body } from '../implement.ts';
import { compact, list, text, type Json } from '../json.ts';
import type { TableRow } from '../output/table.ts';
import { shape, shapes } from '../shape.ts';

const API = 'api-version=2024-11-01';

const row = (provider: Json): TableRow => ({
  Namespace: text(provider, 'namespace'),
  RegistrationPolicy: text(provider, 'registrationPolicy'),
  RegistrationState: text(provider, 'registrationState'),
});

const query = (expand: string | undefined): string => (expand === undefined ? '' : `$expand=${quote(expand)}&`) + API;

const providerList = implement('provider list', {
  takes: { expand: 'text?' },
  run: async ({ expand }, az) => shapes('Provider', await az.arm.list(`${await az.root()}/providers?${query(expand)}`)),
  table: (result) => list(result).map(row),
});

const providerShow = implement('provider show', {
  takes: { namespace: 'text', expand: 'text?' },
  run: async ({ namespace, expand }, az) =>
    shape('Provider', await az.arm.get(`${await az.root()}/providers/${namespace}?${query(expand)}`)),
  table: row,
});

const POLL_MS = 10_000;

const providerRegister = implement('provider register', {
  takes: { namespace: 'text', consentToPermissions: 'flag', managementGroupId: 'text?', wait: 'flag' },
  run: async ({ namespace, consentToPermissions, managementGroupId, wait }, az) => {
    const group = '/providers/Microsoft.Management/managementGroups';
    if (managementGroupId !== undefined) {
      await az.arm.call('POST', `${group}/${managementGroupId}/providers/${namespace}/register?${API}`);
      return undefined;
    }
    const path = `${await az.root()}/providers/${namespace}`;
    const consent = consentToPermissions
      ? compact({ thirdPartyProviderConsent: { consentToAuthorization: true } })
      : undefined;
    let answer = await az.arm.call('POST', `${path}/register?${API}`, consent);
    if (text(answer, 'registrationState') === 'Registered') return undefined;
    if (!wait) {
      az.warn(`Registering is still on-going. You can monitor using 'az provider show -n ${namespace}'`);
      return undefined;
    }
    while (text(answer, 'registrationState') !== 'Registered') {
      await az.host.wait(POLL_MS);
      answer = await az.arm.get(`${path}?${API}`);
    }
    return undefined;
  },
});

/** What this lab does of `az provider`. */
export const providerBodies: readonly Body[] = [providerList, providerRegister, providerShow];
