import { describe, expect, it } from 'vitest';
import { FakeHost } from './fake-host.ts';
import { Interrupted, InterruptibleHost, unlessInterrupted } from './interrupt.ts';

describe('a call that may be interrupted', () => {
  it('settles as it would', async () => {
    const { signal } = new AbortController();
    expect(await unlessInterrupted(() => Promise.resolve(1), signal)).toBe(1);
    await expect(unlessInterrupted(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('is let go of at once', async () => {
    const controller = new AbortController();
    const call = unlessInterrupted(() => new Promise(() => undefined), controller.signal);
    controller.abort();
    await expect(call).rejects.toThrow(Interrupted);
  });
});

describe('a host that may be interrupted', () => {
  it('takes no call once it was', async () => {
    const inner = new FakeHost();
    const host = new InterruptibleHost(inner);
    const controller = new AbortController();
    host.signal = controller.signal;
    await host.send({ method: 'GET', url: 'https://a.example' });
    controller.abort();
    await expect(host.send({ method: 'GET', url: 'https://a.example' })).rejects.toThrow(Interrupted);
    await expect(host.wait(1000)).rejects.toThrow(Interrupted);
    expect([inner.requests.length, inner.waits]).toEqual([1, []]);
  });

  it('takes calls again with the next line', async () => {
    const host = new InterruptibleHost(new FakeHost());
    host.signal = AbortSignal.abort();
    host.signal = undefined;
    expect(await host.now()).toBe(Date.UTC(2026, 2, 2, 8));
  });

  it('looks by send where there is no other way', async () => {
    const inner = new FakeHost();
    await new InterruptibleHost(inner).peek({ method: 'GET', url: 'https://a.example/look' });
    expect(inner.requests.map(({ url }) => url)).toEqual(['https://a.example/look']);
  });
});
