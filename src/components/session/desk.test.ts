import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Desk } from './desk.ts';
import { FakeStore, FakeTenant } from './fake-tenant.ts';
import type { Ready } from './phase.ts';
import type { LabStore } from './store.ts';
import { tabLock } from './tab-lock.ts';

beforeAll(() => {
  vi.stubGlobal('location', { href: 'https://lab.test/lessons/lab/' });
});

const addresses = () => Promise.resolve({ engine: 'engine-1.js', labFile: 'lab-1.js', labHash: 'h1' });
let labs = 0;

const begin = async ({ store = new FakeStore(), labId = `lab-${(labs += 1)}` } = {}) => {
  const tenant = new FakeTenant();
  const lock = await tabLock(labId);
  const desk = new Desk({ labId, makeWorker: tenant.make, addresses, store: store as unknown as LabStore, lock });
  await desk.open();
  return { desk, tenant, store, labId, lock };
};
const ready = (desk: Desk): Ready => {
  const { phase } = desk.snapshot();
  if (phase.name !== 'ready') throw new Error(`the desk is ${JSON.stringify(phase)}`);
  return phase;
};
const request = (method = 'GET') => ({ method, url: 'https://management.azure.com/' });

describe('a lab on the desk', () => {
  it('begins with the current engine and stores the log from its first line', async () => {
    const { desk, tenant, store } = await begin();
    expect(tenant.opened[0]).toMatchObject({
      engineUrl: 'https://lab.test/engine/engine-1.js',
      labUrl: 'https://lab.test/labs/lab-1.js',
      labHash: 'h1',
      lines: [],
    });
    expect(ready(desk).state.length).toBe(1);
    await vi.waitFor(() => expect(store.saved?.lines).toEqual(['start']));
  });

  it('stores each action as it happens, and a new tab resumes to the last one', async () => {
    const { desk, store, labId } = await begin();
    await ready(desk).client.send(request());
    await ready(desk).client.send(request());
    await vi.waitFor(() => expect(store.saved?.lines).toEqual(['start', 'request 1', 'request 2']));
    desk.close();
    const again = await begin({ store, labId });
    expect(again.tenant.opened[0]?.lines).toEqual(['start', 'request 1', 'request 2']);
    expect(again.tenant.opened[0]?.key).toEqual(FakeTenant.key);
  });

  it('resumes on the engine that the log was begun with', async () => {
    const store = new FakeStore();
    const head = { labId: 'x', engine: 'engine-0.js', labFile: 'lab-0.js', labHash: 'h0', key: FakeTenant.key };
    store.saved = { head, lines: ['start'] };
    const { tenant } = await begin({ store });
    expect(tenant.opened[0]).toMatchObject({ engine: 'engine-0.js', labHash: 'h0' });
  });

  it('says that it is our bug when a call fails, and resumes to the last action', async () => {
    const { desk, tenant } = await begin();
    await ready(desk).client.send(request());
    await expect(ready(desk).client.send(request('BUG'))).rejects.toThrow('a bug of ours');
    expect(desk.snapshot().phase).toMatchObject({ name: 'trouble', kind: 'our-bug' });
    expect(desk.saved?.lines).toEqual(['start', 'request 1']);
    await desk.resume();
    expect(tenant.opened[1]?.lines).toEqual(['start', 'request 1']);
    expect(ready(desk).generation).toBe(2);
  });

  it('says the same when the worker dies by itself', async () => {
    const { desk, tenant } = await begin();
    tenant.crash('out of memory');
    expect(desk.snapshot().phase).toMatchObject({ kind: 'our-bug', details: 'out of memory' });
  });

  it('keeps a log that is not believed, and says why', async () => {
    const { tenant, store, labId, desk } = await begin();
    desk.close();
    tenant.refuse = { type: 'refused', fault: { seq: 0, message: 'entry 0 was changed' } };
    const lock = await tabLock(labId);
    const second = new Desk({ labId, makeWorker: tenant.make, addresses, store: store as unknown as LabStore, lock });
    await second.open();
    expect(second.snapshot().phase).toMatchObject({ kind: 'log-refused', details: 'entry 0 was changed' });
    expect(second.saved?.lines).toEqual(['start']);
    await second.startAfresh();
    expect(ready(second).state.length).toBe(1);
  });

  it('tells of a full store, and stores all of it once there is room', async () => {
    const { desk, store } = await begin();
    await vi.waitFor(() => expect(store.saved).toBeDefined());
    store.full = true;
    await ready(desk).client.send(request());
    await vi.waitFor(() => expect(desk.snapshot().unsaved).toBe('no room'));
    store.full = false;
    await ready(desk).client.send(request());
    await vi.waitFor(() => expect(desk.snapshot().unsaved).toBeUndefined());
    expect(store.saved?.lines).toEqual(['start', 'request 1', 'request 2']);
  });
});

describe('a restored file', () => {
  const file = {
    head: { labId: 'x', engine: 'engine-1.js', labFile: 'lab-1.js', labHash: 'h1' },
    lines: ['start', 'a', 'b'],
  };

  it('takes the place of the log, in the tab and in the store', async () => {
    const { desk, store } = await begin();
    expect(await desk.restore(file)).toBeUndefined();
    expect(ready(desk).state.length).toBe(3);
    expect(store.saved?.lines).toEqual(['start', 'a', 'b']);
  });

  it('changes nothing when it cannot be opened', async () => {
    const { desk, store, tenant } = await begin();
    await ready(desk).client.send(request());
    await vi.waitFor(() => expect(store.saved?.lines).toHaveLength(2));
    tenant.refuse = { type: 'refused', fault: { seq: 1, message: 'entry 1 was changed' } };
    expect(await desk.restore(file)).toBe('entry 1 was changed');
    expect(store.saved?.lines).toEqual(['start', 'request 1']);
    await ready(desk).client.send(request());
    await vi.waitFor(() => expect(ready(desk).state.length).toBe(3));
  });
});

describe('a second tab', () => {
  it('looks only, stores nothing, and goes on from where the first was left once that is closed', async () => {
    const first = await begin();
    await ready(first.desk).client.send(request());
    await vi.waitFor(() => expect(first.store.saved?.lines).toHaveLength(2));
    const second = await begin({ store: first.store, labId: first.labId });
    expect(second.desk.snapshot().writer).toBe('other');
    expect(ready(second.desk).port).toBeUndefined();
    expect(await ready(second.desk).client.send(request('PUT'))).toMatchObject({ status: 0 });
    const { client } = ready(second.desk);
    await client.send(request('GET'));
    expect(first.store.saved?.lines).toHaveLength(2);
    await vi.waitFor(() => expect(ready(second.desk).state.length).toBe(3));
    expect(ready(second.desk).client).toBe(client);

    expect(await second.desk.takeOver()).toBe(false);
    await ready(first.desk).client.send(request());
    await vi.waitFor(() => expect(first.store.saved?.lines).toHaveLength(3));
    first.desk.close();
    await vi.waitFor(() => expect(second.desk.snapshot().writer).toBe('nobody'));
    expect(await second.desk.takeOver()).toBe(true);
    expect(ready(second.desk).state.length).toBe(3);
    await ready(second.desk).client.send(request('PUT'));
    await vi.waitFor(() => expect(first.store.saved?.lines).toHaveLength(4));
  });
});
