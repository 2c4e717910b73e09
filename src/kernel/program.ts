import * as z from 'zod/mini';
import type { HttpRequest, HttpResponse } from './http.ts';
import { fill, namesIn } from './template.ts';

const name = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_]*$/));
const stepId = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));
const texts = z.record(z.string(), z.string());

const Step = z.strictObject({
  id: stepId,
  /** What it does, third person, without a full stop: `reads the secret db-password from the vault`. */
  says: z.string().check(z.minLength(1)),
  /** Sent only while the environment holds one variable, or lacks another. */
  when: z.optional(z.strictObject({ env: z.optional(z.string()), absent: z.optional(z.string()) })),
  request: z.strictObject({
    method: z.enum(['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD']),
    url: z.string().check(z.minLength(1)),
    query: z.optional(texts),
    headers: z.optional(texts),
    body: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())])),
  }),
  /** Variables to keep from the answer: a dotted path or a JSON pointer. */
  take: z.optional(z.record(name, z.string().check(z.minLength(1)))),
  onRefusal: z.optional(z.enum(['stop', 'continue'])),
});
export type ProgramStep = z.infer<typeof Step>;

/** A page never shows what was read: it may speak of a value's length, of a step's status and of the site's name. */
const mayShow =
  /^(?:[A-Za-z][A-Za-z0-9_]*\.length|step\.[a-z][a-z0-9-]*\.status|env\.(?:WEBSITE|CONTAINER_APP)_[A-Z_]+)$/;
const page = z.strictObject({
  status: z.int().check(z.gte(200), z.lte(599)),
  body: z.string().check(
    z.refine((body) => namesIn(body).every((one) => mayShow.test(one)), {
      message: 'a page shows no value that the program read or was given',
    }),
  ),
});

/** What sets a function of a function app going; a web app's program has none and runs when it is visited. */
const FunctionTrigger = z.strictObject({
  name: z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,127}$/)),
  /** A request, a message of a storage queue, or one of a Service Bus queue. */
  trigger: z.enum(['http', 'queue', 'service-bus']),
  /** Whose key an HTTP request must bring; `function` where nothing is said. */
  authLevel: z.optional(z.enum(['anonymous', 'function', 'admin'])),
  /** The queue that is read, and the prefix of the settings that say where it is. A message is `${trigger.message}`. */
  queue: z.optional(z.string()),
  connection: z.optional(z.string()),
});
export type FunctionTrigger = z.infer<typeof FunctionTrigger>;

/**
 * The program of a web app: the requests that it sends when it is visited, and the page that it then shows.
 * `${env.NAME}` stands for a variable of its environment, `${name}` for what an earlier step took; a query parameter
 * or header whose variable is not set is left out.
 */
export const WebProgram = z.strictObject({
  name: z.string().check(z.regex(/^[a-z0-9-]+$/)),
  title: z.string().check(z.minLength(1)),
  function: z.optional(FunctionTrigger),
  /** Values that what set it going hands over, beside the environment. */
  given: z.optional(texts),
  steps: z.array(Step).check(z.maxLength(50)),
  answer: z.strictObject({ ok: page, refused: page }),
});
export type WebProgram = z.infer<typeof WebProgram>;

export type Advance =
  { request: HttpRequest; step: ProgramStep } | { done: HttpResponse; failedAt?: string; why?: string };

interface Failure {
  step: ProgramStep;
  why: string;
}

/** The value at a path in a JSON answer, as text; undefined when there is none. */
function valueAt(body: string, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  const keys = path.startsWith('/')
    ? path
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.');
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value === undefined || value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

/** Code and sentence of a refusal, in whichever envelope it came. */
function reasonIn({ status, body }: HttpResponse): string {
  if (status === 0) return `no answer: ${body}`;
  const at = (...paths: string[]): string | undefined => paths.map((path) => valueAt(body, path)).find(Boolean);
  const code = at('error.innererror.code', 'error.code', 'statusCode') ?? valueAt(body, 'error') ?? '';
  const shown = code && code !== String(status) && !code.startsWith('{') ? ` (${code})` : '';
  const message = at('error.message', 'error_description', 'message') ?? body.slice(0, 500);
  return `${status}${shown}${message ? `: ${message}` : ''}`;
}

const plain = { 'content-type': 'text/plain; charset=utf-8' };

/** The page of a program that could not go on: its own words first, then where and why it stopped. */
function failed({ answer }: WebProgram, shown: (text: string) => string, { step, why }: Failure): Advance {
  const { status, body } = answer.refused;
  const detail = `It stopped at the step that ${step.says}.\n${why}`;
  return { done: { status, headers: plain, body: `${shown(body)}\n\n${detail}\n` }, failedAt: step.id, why };
}

function requestOf(step: ProgramStep, values: Map<string, string>): HttpRequest | { unset: string } {
  const { method, url, query, headers, body } = step.request;
  const address = fill(url, values);
  if ('unset' in address) return address;
  const given = (record: Record<string, string> | undefined): [string, string][] =>
    Object.entries(record ?? {}).flatMap(([key, text]): [string, string][] => {
      const filled = fill(text, values);
      return 'text' in filled ? [[key, filled.text]] : [];
    });
  const pairs = given(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  const request: HttpRequest = {
    method,
    url: pairs.length ? `${address.text}${address.text.includes('?') ? '&' : '?'}${pairs.join('&')}` : address.text,
    headers: Object.fromEntries(given(headers).map(([key, value]) => [key.toLowerCase(), value])),
  };
  if (body === undefined) return request;
  const content = fill(typeof body === 'string' ? body : JSON.stringify(body), values);
  return 'unset' in content ? content : { ...request, body: content.text };
}

const isOn = ({ when }: ProgramStep, env: Record<string, string>): boolean =>
  (when?.env === undefined || env[when.env] !== undefined) &&
  (when?.absent === undefined || env[when.absent] === undefined);

/**
 * Where a program stands after the answers that it got so far: the next request, or the page for its visitor.
 * Pure: the same answers always lead to the same request.
 */
export function advanceProgram(
  program: WebProgram,
  env: Record<string, string>,
  answers: readonly HttpResponse[],
): Advance {
  const values = new Map(Object.entries(env).map(([key, value]) => [`env.${key}`, value]));
  for (const [key, value] of Object.entries(program.given ?? {})) values.set(key, value);
  const shown = (text: string): string => {
    const filled = fill(text, values);
    return 'text' in filled ? filled.text : text;
  };
  let next = 0;
  for (const step of program.steps) {
    if (!isOn(step, env)) continue;
    const request = requestOf(step, values);
    if ('unset' in request) {
      const variable = request.unset.replace(/^env\./, '');
      const what = request.unset.startsWith('env.') ? 'environment variable' : 'value';
      return failed(program, shown, { step, why: `The ${what} ${variable} is not set.` });
    }
    const answer = answers[next];
    if (!answer) return { request, step };
    next += 1;
    values.set(`step.${step.id}.status`, String(answer.status));
    const good = answer.status >= 200 && answer.status < 300;
    if (!good && step.onRefusal !== 'continue') return failed(program, shown, { step, why: reasonIn(answer) });
    for (const [variable, path] of good ? Object.entries(step.take ?? {}) : []) {
      const value = valueAt(answer.body, path);
      if (value === undefined)
        return failed(program, shown, { step, why: `${answer.status}, but the answer holds no ${path}.` });
      values.set(variable, value);
      values.set(`${variable}.length`, String(value.length));
    }
  }
  const { status, body } = program.answer.ok;
  return { done: { status, headers: plain, body: shown(body) } };
}
