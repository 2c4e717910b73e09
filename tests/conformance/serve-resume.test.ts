import { mkdtempSync, readFileSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownerToken, startServe, type ServedScene } from '../bench/served-scene.ts';
import { furnish, openServeWorld } from './serve-world.ts';

const groupPath = ({ about }: ServedScene, name: string): string =>
  `/subscriptions/${about.subscriptionId}/resourcegroups/${name}?api-version=2024-11-01`;

describe('npm run serve, killed without warning', () => {
  it('loses no request that was answered, and its tokens go on', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'tenantlab-killed-')), 'log.json');
    const first = await startServe('--log', log, '--propagation', 'none');
    const headers = {
      authorization: `Bearer ${await ownerToken(first, 'https://management.azure.com/.default')}`,
      'content-type': 'application/json',
    };
    const answered: string[] = [];
    const ended = new Promise<void>((done) => first.child.once('exit', () => done()));
    let next = 0;
    /** Writes group after group until nobody answers any more. */
    const write = async (): Promise<never> => {
      for (;;) {
        const name = `rg${(next += 1)}`;
        const path = groupPath(first, name);
        const got = await first.call('PUT', 'management.azure.com', path, headers, '{"location":"westeurope"}');
        if (got.status === 201) answered.push(name);
        if (answered.length === 60) first.child.kill('SIGKILL');
      }
    };
    const writers = await Promise.allSettled(Array.from({ length: 8 }, write));
    expect(writers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'rejected'));
    await ended;
    expect(answered.length).toBeGreaterThanOrEqual(60);
    // A kill inside a write to the disk, which no test can time.
    truncateSync(log, readFileSync(log).length - 30);

    const second = await startServe('--log', log);
    try {
      expect([second.about.tenantId, second.about.owner]).toEqual([first.about.tenantId, first.about.owner]);
      for (const name of answered) {
        const got = await second.call('HEAD', 'management.azure.com', groupPath(second, name), headers);
        expect([name, got.status]).toEqual([name, 204]);
      }
    } finally {
      await second.end();
    }
  });
});

describe('a log that is gone on with', () => {
  it('gives the same tenant, at the wall’s time, with its hosts', async () => {
    const world = await openServeWorld();
    await furnish(world);
    world.pass(90_000);
    await world.tokenOf('owner', 'https://vault.azure.net/.default');
    const { tenant } = world.open.served.edge;
    const [hash, length] = [tenant.hash, tenant.entries.length];
    await world.open.close();
    const again = await openServeWorld({ path: world.path, rate: 0 });
    expect([again.open.served.edge.tenant.hash, again.open.served.edge.tenant.entries.length]).toEqual([hash, length]);
    await again.open.close();
    const later = await openServeWorld({ path: world.path, wallAt: '2026-11-24T03:00:00.000Z' });
    expect(new Date(later.open.served.edge.tenant.now).toISOString()).toBe('2026-11-24T03:00:00.000Z');
    await later.open.close();
  });

  it('was folded again for each request at the time that had really passed', async () => {
    const world = await openServeWorld();
    const { tenant } = world.open.served.edge;
    const before = tenant.now;
    await world.tokenOf('owner', 'https://management.azure.com/.default');
    expect(tenant.now).toBe(before);
    world.pass(3_600_000);
    await world.tokenOf('owner', 'https://management.azure.com/.default');
    expect(tenant.now).toBe(before + 3_600_000);
    expect(tenant.entries.at(-2)?.input).toEqual({ kind: 'clock', by: 3_600_000 });
    await world.open.close();
  });
});

describe('how long changes take to count', () => {
  it.each([
    ['at once', true, 200],
    ['as long as in Azure', false, 403],
  ])('%s', async (_how, atOnce, status) => {
    const world = await openServeWorld({ atOnce });
    await furnish(world);
    const authorization = `Bearer ${await world.tokenOf('owner', 'https://vault.azure.net/.default')}`;
    const got = await world.call('GET', 'kv1.vault.azure.net', '/secrets?api-version=7.4', { authorization });
    expect(got.status).toBe(status);
    // Time stood still meanwhile: no token has grown old.
    expect(world.open.served.edge.tenant.now).toBe(Date.parse('2026-11-24T01:00:00.000Z'));
    await world.open.close();
  });
});
