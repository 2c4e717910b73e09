import type { HttpResponse } from '#kernel/http.ts';
import { at, isObject, list, member, parseJson, type Json } from './json.ts';

export interface ErrorShape {
  exit?: number;
  /** Lines that az prints under the error, such as a hint where to read on. */
  hints?: readonly string[];
}

/**
 * A command that stops with a message. Thrown, because a command is a sequence of requests that any refusal ends;
 * the runner turns it into stderr and an exit code. Anything else that is thrown is our own bug.
 */
export class CliError extends Error {
  readonly exit: number;
  readonly hints: readonly string[];

  constructor(message: string, shape: ErrorShape = {}) {
    super(message);
    this.exit = shape.exit ?? 1;
    this.hints = shape.hints ?? [];
  }
}

/** A service's refusal, kept with its answer so that a command can look at the code before giving up. */
export class ServiceError extends CliError {
  readonly status: number;
  readonly code: string;
  readonly response: HttpResponse;

  constructor(message: string, response: HttpResponse, code: string, shape: ErrorShape = {}) {
    super(message, { exit: response.status === 404 ? 3 : 1, ...shape });
    this.status = response.status;
    this.code = code;
    this.response = response;
  }
}

/** The answer, or undefined where the service says that there is none: some lists of az print nothing then. */
export async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServiceError && error.status === 404) return undefined;
    throw error;
  }
}

/** Rethrows a refusal that az meets while it checks options: as its parser ends, with exit code 2. */
export function asParserError(error: unknown): never {
  throw error instanceof ServiceError ? new CliError(error.message, { exit: 2 }) : error;
}

/** JSON as Python's `json.dumps(value, indent=4)` writes it, which is how az shows an inner error. */
function pretty(value: Json): string {
  return JSON.stringify(value, null, 4).replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A service error in the words of azure-core's ODataV4Format and azure-mgmt-core's ARMErrorFormat. */
function describe(error: Json): string {
  const code = member(error, 'code') ?? 'None';
  const message = member(error, 'message') ?? 'None';
  let says = `(${String(code)}) ${String(message)}\nCode: ${String(code)}\nMessage: ${String(message)}`;
  const target = member(error, 'target');
  if (typeof target === 'string' && target) says += `\nTarget: ${target}`;
  const details = list(member(error, 'details')).filter(isObject);
  if (details.length > 0) {
    says += '\nException Details:';
    for (const detail of details)
      says += describe(detail)
        .split('\n')
        .map((line) => `\t${line}`)
        .join('\n');
  }
  const inner = member(error, 'innererror');
  if (isObject(inner) && Object.keys(inner).length > 0) says += `\nInner error: ${pretty(inner)}`;
  const info = list(member(error, 'additionalInfo')).filter(isObject);
  if (info.length > 0) {
    says += '\nAdditional Information:';
    for (const item of info) says += `Type: ${String(item['type'])}\nInfo: ${pretty(item['info'] ?? null)}`;
  }
  return says;
}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The reason phrase of a status, as HTTP/1.1 answers carry it. */
export function reasonPhrase(status: number): string {
  return REASONS[status] ?? '';
}

/** What an Azure SDK raises for an answer of 400 and above (Resource Manager and Key Vault alike). */
export function serviceError(response: HttpResponse, shape: ErrorShape = {}): ServiceError {
  const body = parseJson(response.body);
  const error = isObject(body) ? (member(body, 'error') ?? body) : undefined;
  if (isObject(error) && (member(error, 'code') !== undefined || member(error, 'message') !== undefined))
    return new ServiceError(describe(error), response, String(member(error, 'code') ?? ''), shape);
  const status = reasonPhrase(response.status) || String(response.status);
  const content = response.body ? `\nContent: ${response.body}` : '';
  return new ServiceError(`Operation returned an invalid status '${status}'${content}`, response, '', shape);
}

/** What az prints for a refusal by Microsoft Graph: the message alone. */
export function graphError(response: HttpResponse): ServiceError {
  const body = parseJson(response.body);
  const message = at(body, 'error', 'message');
  const code = at(body, 'error', 'code');
  return new ServiceError(
    typeof message === 'string' ? message : `${reasonPhrase(response.status)}(${response.body})`,
    response,
    typeof code === 'string' ? code : '',
    { exit: 1 },
  );
}

/** What az prints for a refusal met by `az rest`: the reason phrase and the raw body. */
export function restError(response: HttpResponse, exit = 1): ServiceError {
  const says =
    response.body === '' ? reasonPhrase(response.status) : `${reasonPhrase(response.status)}(${response.body})`;
  const challenged =
    response.status === 401 && Object.keys(response.headers).some((name) => /^www-authenticate$/i.test(name));
  const hints = challenged ? ['Interactive authentication is needed. Please run:', 'az logout', 'az login'] : [];
  return new ServiceError(says, response, '', { exit, hints });
}

const CERTIFICATE_AS_PASSWORD =
  'The error may be caused by passing a service principal certificate with --password. Please note that --password no longer accepts a service principal certificate. To pass a service principal certificate, use --certificate instead.';

/** What az prints when the token endpoint refuses: the description and how to sign in again, or what a wrong secret may be. */
export function loginError(response: HttpResponse): ServiceError {
  const body = parseJson(response.body);
  const says = member(body, 'error_description') ?? member(body, 'error') ?? response.body;
  return new ServiceError(String(says), response, String(member(body, 'error') ?? ''), {
    exit: 1,
    hints: list(member(body, 'error_codes')).includes(7000215)
      ? [CERTIFICATE_AS_PASSWORD]
      : ['Interactive authentication is needed. Please run:', 'az login'],
  });
}

/** urllib3 prints the connection object with its address in memory; ours is always this one. */
const CONNECTION = '<urllib3.connection.HTTPSConnection object at 0x7f40e026f9d0>';

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#:]+)/i.exec(url)?.[1] ?? url;
}

/** What an Azure SDK raises when no server answered: the name does not resolve. */
export function connectionError(url: string): CliError {
  return new CliError(`${CONNECTION}: Failed to resolve '${hostOf(url)}' ([Errno -2] Name or service not known)`);
}

/** The same failure met by `az rest` and by Graph calls, which use the requests library directly. */
export function rawConnectionError(url: string): CliError {
  const path = url.replace(/^https?:\/\/[^/]+/i, '');
  const cause = `Failed to resolve '${hostOf(url)}' ([Errno -2] Name or service not known)`;
  return new CliError(
    `HTTPSConnectionPool(host='${hostOf(url)}', port=443): Max retries exceeded with url: ${path} (Caused by NameResolutionError("${CONNECTION}: ${cause}"))`,
  );
}
