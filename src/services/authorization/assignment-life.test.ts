import { describe, expect, it } from 'vitest';
import { second } from '#kernel/clock.ts';
import { nextState } from '#kernel/machine.ts';
import { assignmentLife, assignmentState } from './assignment-life.machine.ts';
import { targetServices, type RevokedAssignment, type RoleAssignment, type TargetService } from './models.ts';
import { propagation, targetOf } from './propagation.ts';

const row = (effectiveAt: number) => ({ effectiveAt: { arm: effectiveAt } }) as RoleAssignment;
const revoked = (effectiveAt: number, revokedAt: number, until: number) =>
  ({ effectiveAt: { arm: effectiveAt }, revokedAt, effectiveUntil: { arm: until } }) as RevokedAssignment;

describe('the life of an assignment', () => {
  it.each([
    ['removed after it was known', 10, 20, 30],
    ['removed before it was known', 20, 10, 30],
    ['removed at the moment at which it was known', 10, 10, 30],
    ['never removed', 10, Infinity, Infinity],
  ])('follows its chart when it was %s', (_, known, removed, forgotten) => {
    for (let at = 0; at <= 40; at += 1) {
      const events = [
        { at: known, order: 0, type: 'grantKnown' },
        { at: removed, order: 1, type: 'remove' },
        { at: forgotten, order: 2, type: 'removalKnown' },
      ].filter((event) => event.at <= at);
      let state = 'granted';
      for (const { type } of events.sort((a, b) => a.at - b.at || a.order - b.order))
        state = nextState(assignmentLife, state, { type }) ?? state;
      const actual =
        removed <= at
          ? assignmentState(revoked(known, removed, forgotten), 'arm', at)
          : assignmentState(row(known), 'arm', at);
      expect(actual, `at ${at}`).toBe(state);
    }
  });
});

describe('propagation', () => {
  const bounds: Record<TargetService, [grant: number, revoke: number]> = {
    arm: [5, 5],
    'key-vault': [10, 45],
    storage: [32, 10],
    'service-bus': [273, 312],
    other: [30, 30],
  };

  it.each(targetServices)('to %s lies between the measured figure and ten minutes', (service) => {
    const [grant, revoke] = bounds[service];
    for (const fraction of [0, 0.001, 0.5, 0.999999]) {
      for (const [kind, least] of [
        ['grant', grant],
        ['revoke', revoke],
      ] as const) {
        const delay = propagation(kind, 1000, () => fraction)[service] - 1000;
        expect(delay).toBeGreaterThanOrEqual(least * second);
        expect(delay).toBeLessThanOrEqual(600 * second);
        if (fraction === 0) expect(delay).toBe(least * second);
      }
    }
  });

  it('is mostly short', () => {
    expect(propagation('grant', 0, () => 0.5)['key-vault']).toBeLessThan(120 * second);
    expect(propagation('grant', 0, () => 0.99)['key-vault']).toBeGreaterThan(500 * second);
  });

  it.each<[string, 'control' | 'data', TargetService]>([
    ['Microsoft.KeyVault/vaults/secrets/getSecret/action', 'data', 'key-vault'],
    ['Microsoft.KeyVault/vaults/write', 'control', 'arm'],
    ['microsoft.storage/storageAccounts/blobServices/containers/blobs/read', 'data', 'storage'],
    ['Microsoft.ServiceBus/namespaces/queues/send/action', 'data', 'service-bus'],
    ['Microsoft.AppConfig/stores/x/read', 'data', 'other'],
  ])('of %s (%s) is that of %s', (action, plane, service) => {
    expect(targetOf({ action, plane })).toBe(service);
  });
});
