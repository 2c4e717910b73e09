import type { IncomingMessage, ServerResponse } from 'node:http';
import { bytesOf, textOf } from '#kernel/bytes.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Arrival, Handler } from './arrival.ts';
import { bodyTooLarge, longestUrl, mostBytes, urlTooLong } from './limits.ts';
import { readBody } from './read-body.ts';

/** What stands behind the sockets. */
export interface Desk {
  /** Has the tenant answer a request; `machine` is the resource id of the host that it comes from. */
  take(request: HttpRequest, machine?: string): Promise<HttpResponse>;
  /** Virtual time, ms: answers are dated by it. */
  now(): number;
  /** Our own failures are told here. */
  complain(error: unknown): void;
}

/** Header fields that are about the connection and not about the request (RFC 9110, 7.6.1), and the name that was called. */
const ofTheConnection = new Set([
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || ofTheConnection.has(name)) continue;
    kept[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return kept;
}

const bodiless = (status: number): boolean => status === 204 || status === 304 || status < 200;

/** Dates as HTTP writes them, remembered for the second. */
let dated = { second: 0, text: '' };
function httpDate(now: number): string {
  const second = Math.floor(now / 1000);
  if (dated.second !== second) dated = { second, text: new Date(now).toUTCString() };
  return dated.text;
}

/** Writes an answer. That nobody answers by a name has no answer in HTTP: it is told as a gateway would. */
export function writeAnswer(response: ServerResponse, answer: HttpResponse, method: string, now: number): void {
  if (response.destroyed || response.headersSent) return;
  if (answer.status === 0) {
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    return writeAnswer(response, { status: 502, headers, body: `${answer.body}\n` }, method, now);
  }
  response.sendDate = false;
  const headers: string[] = [];
  let isDated = false;
  let size = '';
  for (const [name, value] of Object.entries(answer.headers)) {
    if (name === 'content-length') size = value;
    if (name === 'content-length' || ofTheConnection.has(name)) continue;
    isDated ||= name === 'date';
    headers.push(name, value);
  }
  if (!isDated) headers.push('date', httpDate(now));
  if (bodiless(answer.status)) {
    response.writeHead(answer.status, headers).end();
    return;
  }
  if (method === 'HEAD') {
    response.writeHead(answer.status, size ? [...headers, 'content-length', size] : headers).end();
    return;
  }
  const text = answer.body;
  const bytes = text.isWellFormed() ? undefined : bytesOf(text);
  headers.push('content-length', String(bytes ? bytes.length : Buffer.byteLength(text)));
  response.writeHead(answer.status, headers).end(bytes ?? text);
}

const ourFailure: HttpResponse = {
  status: 500,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{"error":{"code":"OurFailure","message":"Tenantlab itself has failed at this request; the terminal says more."}}',
};

/** How sockets are answered, whichever way a request came in. */
export function createHandler(desk: Desk): Handler {
  const answer = async (request: IncomingMessage, response: ServerResponse, arrival: Arrival): Promise<void> => {
    const { method = 'GET', url: path = '/' } = request;
    const say = (said: HttpResponse): void => writeAnswer(response, said, method, desk.now());
    const reading = readBody(request, mostBytes);
    const body = reading instanceof Promise ? await reading : reading;
    if (body === 'aborted') return;
    if (body === 'too large') {
      response.setHeader('connection', 'close');
      return say(bodyTooLarge(arrival.host));
    }
    const url = `${arrival.protocol}://${arrival.host}${path}`;
    if (url.length > longestUrl) return say(urlTooLong());
    const sent: HttpRequest = { method, url, headers: headersOf(request) };
    if (body.bytes.length) sent.body = textOf(body.bytes);
    say(await desk.take(sent, arrival.machine));
  };
  return (request, response, arrival) => {
    response.on('error', () => response.destroy());
    answer(request, response, arrival).catch((error: unknown) => {
      desk.complain(error);
      writeAnswer(response, ourFailure, request.method ?? 'GET', desk.now());
    });
  };
}
