import type { IssuedToken } from '#kernel/define.ts';
import type { Edge, Happened } from '#tenant/edge/edge.ts';
import type { FlowRecord, LogItem } from './session-client.ts';

/** Everything about one request: as it was sent, as it was answered, and the tokens that it carried or brought. */
export async function flowRecord(happened: Happened, item: LogItem, edge: Edge): Promise<FlowRecord | undefined> {
  const { sent, answered, trace, entry } = happened;
  if (!sent || !answered || !trace || entry.input.kind !== 'request') return undefined;
  const record: FlowRecord = { item, request: sent, response: answered, trace };
  const carried = trace.caller?.token;
  const issuedHere = (happened.response?.body.match(/tk\.[0-9a-f-]+/) ?? [])[0];
  const { tables, entries } = edge.tenant;
  if (carried) {
    const jwt = await edge.keys.jwtOf(carried);
    record.token = { jwt, issued: carried, issuedBy: issuerOf(carried.ref) };
  }
  const token = issuedHere ? tables.get<IssuedToken>('tokens', issuedHere) : undefined;
  if (token) record.issued = { jwt: await edge.keys.jwtOf(token), token };
  return record;

  /** The first entry whose request made the token; a cached one was issued by an earlier entry than the one that got it. */
  function issuerOf(ref: string): number {
    const row = tables.get<IssuedToken & { entry?: number }>('tokens', ref);
    return (
      row?.entry ??
      Math.max(0, entries.findIndex(({ input }) => input.kind === 'request' && JSON.stringify(input).includes(ref)) - 1)
    );
  }
}
