import { expect, it } from 'vitest';
import { askImds } from '../test-imds.ts';
import { TestTenant } from '../test-tenant.ts';
import { laptop } from './index.ts';

it('is a host with the variables that somebody set there, and without an identity', () => {
  const t = new TestTenant();
  const open = (body?: object) =>
    t.send('POST', 'https://laptop.example/sessions', body, { origin: { type: 'internet' } }).effects[0]?.host ?? '';
  const [plain, set] = [open(), open({ environment: { AZURE_CLIENT_ID: 'c' } })];
  expect(laptop.environment?.(t.tables, plain)).toEqual({});
  expect(laptop.environment?.(t.tables, set)).toEqual({ AZURE_CLIENT_ID: 'c' });
  expect(askImds(t, plain).status).toBe(0);
});
