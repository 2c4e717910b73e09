import { describe, expect, it } from 'vitest';
import { nextState } from '#kernel/machine.ts';
import { vaultSoftDeleteMachine } from './vault-soft-delete.machine.ts';

const step = (state: string, type: string, purgeProtected = false) =>
  nextState(vaultSoftDeleteMachine, state, { type }, { purgeProtected });

describe('the life under soft delete', () => {
  it.each([
    ['active', 'delete', 'softDeleted'],
    ['active', 'purge', undefined],
    ['active', 'recover', undefined],
    ['softDeleted', 'recover', 'active'],
    ['softDeleted', 'purge', 'purged'],
    ['softDeleted', 'retentionEnded', 'purged'],
    ['softDeleted', 'delete', undefined],
    ['purged', 'recover', undefined],
  ])('%s, %s: %s', (state, event, expected) => {
    expect(step(state, event)).toBe(expected);
  });

  it('under purge protection ends with the retention only', () => {
    expect([step('softDeleted', 'purge', true), step('softDeleted', 'retentionEnded', true)]).toEqual([
      undefined,
      'purged',
    ]);
  });
});
