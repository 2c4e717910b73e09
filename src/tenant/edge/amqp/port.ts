import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Edge } from '../edge.ts';

/** Something that happened in the tenant: a request and its status, or (neither) time that moved or an undo. */
export interface Happening {
  request?: { method: string; url: string };
  status?: number;
}

/** All that the bridge has of the tenant: each act of a client is a plain request through the front door. */
export interface AmqpPort {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** A look, for whether the namespace's name resolves at all. */
  peek(request: HttpRequest): Promise<HttpResponse>;
  /** Hears of what may have put a message where a receiver waits. Returns what ends it. */
  onChange(listener: (happening: Happening) => void): () => void;
}

/** The port of an edge in this process; `run` is the entry that opened a session on the host on which the client runs. */
export const portOf = (edge: Edge, run?: number): AmqpPort => ({
  send: (request) => edge.send(request, run),
  peek: (request) => edge.peek(request),
  onChange: (listener) =>
    edge.onEntry(({ entry: { input }, response }) => {
      if (input.kind === 'request') listener({ request: input.request, ...(response && { status: response.status }) });
      else if (input.kind === 'clock' || input.kind === 'undo') listener({});
    }),
});
