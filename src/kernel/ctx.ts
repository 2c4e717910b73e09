import type { Caller, Ctx, SubAnswer } from './define.ts';
import type { Call, Door } from './door.ts';
import { fractionFrom, guidFrom } from './ids.ts';
import { renderingOf } from './rendering.ts';
import type { Tables } from './tables.ts';
import type { Trace } from './trace.ts';

interface Setting {
  door: Door;
  call: Call;
  correlationId: string;
  /** The handler's own overlay: what its sub-requests write is seen by it at once and goes if it refuses. */
  overlay: Tables;
  trace: Trace;
  caller: Caller;
}

const parse = (text: string): unknown => {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
};

/** What a handler is given. Ids count their incarnations in the state, so a recreated thing is another one. */
export function createCtx({ door, call, correlationId, overlay, trace, caller }: Setting): Ctx {
  return {
    view: overlay,
    now: call.now,
    seed: call.seed,
    get requestId() {
      return renderingOf(call, correlationId).requestId;
    },
    correlationId,
    caller,
    origin: call.origin,
    newId(kind, key) {
      const row = `${kind} ${key.toLowerCase()}`;
      const count = overlay.get<{ count: number }>('incarnations', row)?.count ?? 0;
      overlay.apply([{ table: 'incarnations', key: row, value: { count: count + 1 } }]);
      return guidFrom(call.seed, kind, key, count);
    },
    chance: (...parts) => fractionFrom(call.seed, ...parts),
    send(as, { method, url, body, headers }): SubAnswer {
      const host = typeof as === 'object' ? as.host : undefined;
      const request = {
        method,
        url,
        headers: { ...(as === 'caller' ? call.request.headers : {}), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      };
      const inner: Call = {
        request,
        origin: host === undefined ? { type: 'inside' } : { type: 'run', entry: call.seq, host },
        now: call.now,
        seed: call.seed,
        seq: call.seq,
        correlationId,
      };
      const standsFor = as === 'platform' ? 'platform' : as === 'caller' ? call.as : undefined;
      const sent = door.send(overlay, standsFor ? { ...inner, as: standsFor } : inner);
      overlay.apply(sent.changes);
      trace.inside.push({ as: typeof as === 'object' ? 'host' : as, method, url, trace: sent.trace });
      return { status: sent.response.status, body: parse(sent.response.body), headers: sent.response.headers };
    },
    decide: (permission, principal) => door.parts.decide(overlay, call.now, principal, permission),
    keep(run, facts) {
      trace.runs.push(facts ? { ...run, facts } : run);
    },
  };
}
