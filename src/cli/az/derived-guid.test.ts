import { expect, it } from 'vitest';
import { derivedGuid } from './derived-guid.ts';

it('makes the same version 4 GUID of the same parts, and another one of others', () => {
  const guid = derivedGuid('role assignment', '/scope', 'role', 'principal', '1');
  expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(derivedGuid('role assignment', '/scope', 'role', 'principal', '1')).toBe(guid);
  expect(derivedGuid('role assignment', '/scope', 'role', 'principal', '2')).not.toBe(guid);
});
