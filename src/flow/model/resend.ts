import type { FlowRecord, LabSessionClient } from '#lab/session-client.ts';

/** Sends a record's request once more with another bearer token and gives the number of its entry in the log. */
export async function resend(
  client: Pick<LabSessionClient, 'send' | 'log'>,
  record: FlowRecord,
  jwt: string,
): Promise<number | undefined> {
  const { method, url, body } = record.request;
  const kept = Object.entries(record.request.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'authorization');
  const headers = { ...Object.fromEntries(kept), authorization: `Bearer ${jwt}` };
  await client.send({ method, url, headers, ...(body !== undefined && { body }) });
  const log = await client.log(20);
  return log.find((item) => item.method === method && item.url === url)?.seq;
}
