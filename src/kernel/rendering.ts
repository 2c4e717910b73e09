import type { Rendering, Surface } from './define.ts';
import type { Call } from './door.ts';
import type { HttpResponse } from './http.ts';
import { guidFrom } from './ids.ts';
import type { Answer, Refusal } from './result.ts';

const requestIds = new WeakMap<Call, string>();

/** The id of a request: its answer, its handler and every log name the same one. */
function requestIdOf(call: Call): string {
  let id = requestIds.get(call);
  if (id === undefined) {
    id = guidFrom(call.seed, 'request', `${call.seq} ${call.request.method} ${call.request.url}`);
    requestIds.set(call, id);
  }
  return id;
}

/** What a surface needs to word an answer: the ids of this request and the time. */
export const renderingOf = (call: Call, correlationId: string): Rendering => ({
  // Not every answer names it.
  get requestId() {
    return requestIdOf(call);
  },
  correlationId,
  now: call.now,
});

const bodyFor = (method: string, body: string): string => (method === 'HEAD' ? '' : body);

/** A handler's answer on the wire; a body that is not text is JSON. */
export function renderAnswer(surface: Surface, answer: Answer, method: string, rendering: Rendering): HttpResponse {
  const { status, body } = answer;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...surface.headers?.(rendering),
    ...answer.headers,
  };
  return { status, headers, body: bodyFor(method, text) };
}

/** A refusal on the wire, in the surface's own envelope. */
export function renderRefusal(surface: Surface, refusal: Refusal, method: string, rendering: Rendering): HttpResponse {
  const response = surface.render(refusal, rendering);
  const headers = { ...response.headers, ...surface.headers?.(rendering), ...refusal.headers };
  return { ...response, headers, body: bodyFor(method, response.body) };
}

/** A body as JSON, or why it is none. No body is no value. */
export function parseBody(text: string | undefined): { value: unknown } | { broken: () => string } {
  if (text === undefined || text === '') return { value: undefined };
  // A form says at its first letter that it is no JSON; an error thrown costs more than most requests.
  if (!/^[\s{["\d\-tfn]/.test(text)) return { broken: () => whyNot(text) };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { broken: () => whyNot(text) };
  }
}

function whyNot(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'not JSON';
}
