import type { TenantClient } from '#tenant/client.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const api = 'https://api.larkpost.example/v1';

/** An account outside Azure, and two keys of it. */
export async function furnishThirdParty(client: TenantClient): Promise<{ key: string; old: string }> {
  const send = async (method: string, path: string, body: unknown): Promise<{ id: string; key: string }> =>
    JSON.parse((await client.send({ method, url: `${api}${path}`, body: JSON.stringify(body) })).body) as {
      id: string;
      key: string;
    };
  await send('PUT', '/accounts/contoso', { password: 'correct horse' });
  const [{ key }, old] = [
    await send('POST', '/keys?account=contoso', { expiresInDays: 365 }),
    await send('POST', '/keys?account=contoso', {}),
  ];
  return { key, old: old.id };
}

/** The service outside Azure, with a key and at its console. */
export function thirdPartySamples({ targets: { thirdParty } }: Base): Sample[] {
  const by =
    (headers: Record<string, string>) =>
    (method: string, path: string, body?: unknown): Sample => {
      const plain = sample(method, `${api}${path}`, body);
      return { ...plain, request: { ...plain.request, headers: { ...plain.request.headers, ...headers } } };
    };
  const key = by({ 'x-api-key': thirdParty.key });
  const console = by({ authorization: `Basic ${btoa('contoso:correct horse')}` });
  return [
    key('PUT', '/accounts/mine', { password: 'correct horse' }),
    key('POST', '/messages', { to: 'ada@contoso.example', subject: 'Invoice' }),
    key('GET', '/messages'),
    console('POST', '/keys', { expiresInDays: 30 }),
    console('GET', '/keys'),
    console('DELETE', `/keys/${thirdParty.old}`),
  ];
}
