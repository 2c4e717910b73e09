import { canonical } from '#kernel/canonical.ts';
import type { Sent } from '#kernel/door.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';

/** What the door itself writes about a request, refused or not. */
export const logTables = new Set(['activityLog', 'logs']);

type Json = Record<string, unknown>;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Azure's usual envelope: `{error: {code, message}}`. */
const armLike = (body: Json): boolean => {
  const { error } = body as { error?: Json };
  return isText(error?.['code']) && isText(error?.['message']);
};

/** Storage answers in XML, and a blob's body is whatever somebody put there. */
const xmlSurfaces = new Set(['blob', 'queue']);
const refusedInXml =
  /^\ufeff<\?xml version="1.0" encoding="utf-8"\?><Error><Code>\w+<\/Code><Message>[^<]+<\/Message>.*<\/Error>$/s;

const refusedByBus = /^<Error><Code>[45]\d\d<\/Code><Detail>[^<]+<\/Detail><\/Error>$/;

/** How each surface says no. */
const envelopes: Record<string, (body: Json) => boolean> = {
  arm: armLike,
  graph: armLike,
  'key-vault': armLike,
  sql: armLike,
  login: (body) => isText(body['error']) && isText(body['error_description']),
  'app-configuration': (body) => isText(body['type']) && isText(body['title']),
  'container-registry': ({ errors }) =>
    Array.isArray(errors) && (errors as Json[]).every(({ code, message }) => isText(code) && isText(message)),
  'third-party-saas': armLike,
  'logic-app': armLike,
  github: ({ message, status }) => isText(message) && isText(status),
  laptop: armLike,
  // The metadata service itself says it in one member.
  imds: (body) => isText(body['error']),
  'arc-agent': (body) => isText(body['error']) && isText(body['error_description']),
  kubernetes: ({ kind, message, reason }) => kind === 'Status' && isText(message) && isText(reason),
  'app-service-identity': (body) =>
    (typeof body['statusCode'] === 'number' && isText(body['message'])) || armLike(body),
};

function wellFormed(
  surface: string | undefined,
  request: HttpRequest,
  { status, headers, body }: HttpResponse,
): string | undefined {
  if (status === 0)
    return isText(body) && Object.keys(headers).length === 0
      ? undefined
      : 'an unreachable host says why and nothing else';
  if (!Number.isInteger(status) || status < 200 || status > 599) return `status ${status}`;
  for (const [name, value] of Object.entries(headers)) {
    if (name !== name.toLowerCase() || typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value))
      return `header ${name}: ${JSON.stringify(value).slice(0, 200)}`;
  }
  if (request.method.toUpperCase() === 'HEAD') return body === '' ? undefined : 'a HEAD with a body';
  if (status === 204 && body !== '') return 'a 204 with a body';
  if (
    surface === 'site' ||
    surface === 'container-app' ||
    (status < 400 && headers['content-type']?.startsWith('application/xml'))
  )
    return undefined;
  if (body === '')
    return status < 400
      ? undefined
      : surface === 'app-configuration' || (surface === 'app-service-identity' && status === 405)
        ? undefined
        : 'a refusal that says nothing';
  if (xmlSurfaces.has(surface ?? '')) {
    if (status < 400) return undefined;
    const said = refusedInXml.test(body) && /^\w+$/.test(headers['x-ms-error-code'] ?? '');
    return said ? undefined : `not how ${surface} says no: ${body.slice(0, 300)}`;
  }
  if (surface === 'service-bus') {
    // A message is whatever somebody sent.
    if (status < 400 || refusedByBus.test(body)) return undefined;
    return `not how ${surface} says no: ${body.slice(0, 300)}`;
  }
  if (status < 400 && headers['content-type'] === 'text/plain') return undefined;
  const parsed = parse(body);
  if (parsed === undefined) return `a body that is not JSON: ${body.slice(0, 200)}`;
  if (status < 400) return undefined;
  const judge = envelopes[surface ?? ''];
  if (!judge) return `surface ${surface ?? 'none'} has no envelope here`;
  return judge(parsed as Json) ? undefined : `not how ${surface} says no: ${body.slice(0, 300)}`;
}

/** What is wrong with an answer, or undefined: it must be well-formed, and a refusal must have changed nothing but logs. */
export function complaint(request: HttpRequest, { response, changes, trace }: Sent): string | undefined {
  const form = wellFormed(trace.surface, request, response);
  if (form) return form;
  // What an app answers is no refusal of the platform: it may have worked for it.
  if (trace.surface === 'site' || trace.surface === 'container-app') return undefined;
  const written = changes.filter(({ table }) => !logTables.has(table));
  if ((response.status >= 400 || response.status === 0) && written.length)
    return `a refusal that wrote ${written.map(({ table, key }) => `${table} ${key}`).join(', ')}`;
  for (const { table, key, value } of changes) {
    if (canonical(JSON.parse(JSON.stringify(value))) !== canonical(value)) return `${table} ${key} is not plain data`;
  }
  return undefined;
}
