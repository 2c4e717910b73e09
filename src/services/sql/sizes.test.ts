import { beforeEach, describe, expect, it } from 'vitest';
import { group, refusal, subscription, TestTenant, type Answer } from '../test-tenant.ts';

const serverId = `${group}/providers/Microsoft.Sql/servers/sqlsrv`;
let at: TestTenant;
const arm = (method: string, path: string, body?: unknown): Answer =>
  at.arm(method, path, body, undefined, '2023-08-01');

beforeEach(() => {
  at = new TestTenant();
  const properties = { administratorLogin: 'sqladmin', administratorLoginPassword: 'Correct-Horse-7' };
  arm('PUT', serverId, { location: 'westeurope', properties });
});

describe('on a server there is', () => {
  it.each([
    ['S3', { name: 'Standard', tier: 'Standard', capacity: 100 }],
    ['gp_gen5_8', { name: 'GP_Gen5', tier: 'GeneralPurpose', family: 'Gen5', capacity: 8 }],
    ['Premium', { name: 'Premium', tier: 'Premium', capacity: 125 }],
    ['HS_Gen5', { name: 'HS_Gen5', tier: 'Hyperscale', family: 'Gen5', capacity: 2 }],
  ])('a database of size %s', (name, sku) => {
    arm('PUT', `${serverId}/databases/sized`, { location: 'westeurope', sku: { name } });
    expect(arm('GET', `${serverId}/databases/sized`).json).toMatchObject({ sku, properties: { currentSku: sku } });
  });

  it('no database of a size that is not offered', () => {
    const asked = arm('PUT', `${serverId}/databases/huge`, { location: 'westeurope', sku: { name: 'GP_Gen5_3' } });
    expect(refusal(asked).slice(0, 2)).toEqual([400, 'InvalidSkuName']);
  });
});

it('a region says which tiers and sizes it offers, and which is chosen when none is named', () => {
  const path = `${subscription}/providers/Microsoft.Sql/locations/westeurope/capabilities`;
  const { json } = arm('GET', path);
  expect(json).toMatchObject({ name: 'West Europe', supportedServerVersions: [{ name: '12.0', status: 'Default' }] });
  const [version] = json['supportedServerVersions'] as unknown as {
    supportedEditions: {
      name: string;
      status: string;
      supportedServiceLevelObjectives: { name: string; status: string }[];
    }[];
  }[];
  const chosen = version?.supportedEditions.find(({ status }) => status === 'Default');
  expect(chosen?.name).toBe('GeneralPurpose');
  expect(chosen?.supportedServiceLevelObjectives.filter(({ status }) => status === 'Default')).toMatchObject([
    { name: 'GP_Gen5_2' },
  ]);
  expect(refusal(arm('GET', path.replace('westeurope', 'mars')))[1]).toBe('LocationNotAvailableForResourceType');
});
