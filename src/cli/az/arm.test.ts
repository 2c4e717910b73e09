import { describe, expect, it } from 'vitest';
import { ArmClient, quote } from './arm.ts';
import { ScriptedHost, type RecordedAnswer } from './recorded/replay.ts';
import { AzSession } from './session.ts';
import { Transport } from './transport.ts';

const VAULT = '/subscriptions/s/providers/x?api-version=1';

function client(answers: RecordedAnswer[]) {
  const host = new ScriptedHost(answers);
  const arm = new ArmClient(new Transport(host, 'some command', ['-n']), new AzSession(host));
  const paths = () =>
    host.requests.map(({ method, url }) => `${method} ${url.replace('https://management.azure.com', '')}`);
  return { host, arm, paths };
}

const running = { status: 200, body: { status: 'InProgress' } };
const done = { status: 200, body: { status: 'Succeeded' } };

describe('long-running operations wait on the virtual clock', () => {
  it('polls Azure-AsyncOperation until it succeeds, then reads the resource', async () => {
    const operation = { 'Azure-AsyncOperation': 'https://management.azure.com/op?api-version=1', 'Retry-After': '5' };
    const { host, arm, paths } = client([
      { status: 201, headers: operation, body: { name: 'early' } },
      { ...running, headers: { 'retry-after': '7' } },
      done,
      { status: 200, body: { name: 'final' } },
    ]);
    expect(await arm.finish('PUT', VAULT, {})).toEqual({ name: 'final' });
    expect(paths()).toEqual([`PUT ${VAULT}`, 'GET /op?api-version=1', 'GET /op?api-version=1', `GET ${VAULT}`]);
    expect(host.waits).toEqual([7000]);
  });

  it('follows Location while it answers 202, at once and then thirty seconds apart unless told otherwise', async () => {
    const location = { location: 'https://management.azure.com/result' };
    const { host, arm } = client([
      { status: 202, headers: location },
      { status: 202, headers: location },
      { status: 200, body: { ok: true } },
    ]);
    expect(await arm.finish('DELETE', VAULT)).toEqual({ ok: true });
    expect(host.waits).toEqual([30_000]);
  });

  it('asks for the resource again while its own state is not final', async () => {
    const { arm, paths } = client([
      { status: 201, body: { properties: { provisioningState: 'Creating' } } },
      { status: 200, body: { properties: { provisioningState: 'Succeeded' } } },
    ]);
    expect(await arm.finish('PUT', VAULT, {})).toEqual({ properties: { provisioningState: 'Succeeded' } });
    expect(paths()).toEqual([`PUT ${VAULT}`, `GET ${VAULT}`]);
  });

  it('throws what a failed operation says', async () => {
    const failed = { status: 'Failed', error: { code: 'Broken', message: 'It broke.' } };
    const { arm } = client([
      { status: 202, headers: { 'azure-asyncoperation': 'https://management.azure.com/op' } },
      { status: 200, body: failed },
    ]);
    await expect(arm.finish('PUT', VAULT, {})).rejects.toThrow('(Broken) It broke.');
  });
});

describe('answers', () => {
  it('tries again when a service is busy, as long as it asks to wait', async () => {
    const busy = { status: 429, headers: { 'Retry-After': '12' }, body: '' };
    const { host, arm } = client([busy, busy, { status: 200, body: [1] }]);
    expect(await arm.get(VAULT)).toEqual([1]);
    expect(host.waits).toEqual([12_000, 12_000]);
  });

  it('does not try again what is not simulated', async () => {
    const { arm, paths } = client([{ status: 501, body: { error: { code: 'NotSimulated', message: 'no' } } }]);
    await expect(arm.get(VAULT)).rejects.toThrow('(NotSimulated) no');
    expect(paths()).toHaveLength(1);
  });

  it('says that the name does not resolve when nobody answered', async () => {
    const { arm } = client([{ status: 0, body: 'no such host' }]);
    await expect(arm.get(VAULT)).rejects.toThrow("Failed to resolve 'management.azure.com'");
  });

  it('carries the token, the command and its options', async () => {
    const { host, arm } = client([{ status: 200, body: {} }]);
    await arm.get(VAULT);
    expect(host.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer token',
      commandname: 'some command',
      parametersetname: '-n',
    });
  });

  it('quotes as Python does', () => {
    expect(quote("name eq 'a(b)*~'")).toBe('name%20eq%20%27a%28b%29%2A~%27');
  });
});
