import type { HttpRequest } from '#kernel/http.ts';
import { mutateBody } from './mutate-body.ts';
import type { Random } from './random.ts';

const oddSegments = [
  '',
  '.',
  '..',
  '%2e%2e',
  '%2f',
  '%00',
  '%zz',
  '%',
  '%c3%28',
  'ключ',
  '%D0%BA',
  '😀',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'null',
  'undefined',
  '{scope}',
  '*',
  '%20',
  "'",
  '"',
  '%0d%0aX:y',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(300),
  'x'.repeat(5_000),
  '-',
  'a_b',
  '1',
  'providers',
  'versions',
  'subscriptions',
  ';a=b',
  '$filter',
  'a:b',
  '(x)',
  'a b',
];
const oddValues = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'true',
  'null',
  'x',
  "'",
  "''",
  '%27%27',
  '%',
  '%zz',
  'ключ',
  '%00',
  '%0d%0a',
  'a'.repeat(4_000),
  '[]',
  '2024-01-01',
  '2024-13-45',
  '7.4',
  '9999-12-31',
  '2024-11-01-preview',
  '__proto__',
  '*',
  '(',
  'a/b',
];
const oddQueries = [
  '$filter=roleName%20eq%20%27x%27',
  '$filter=%27',
  '$filter=((((',
  '$filter=a%20eq',
  '$filter=constructor%20eq%20%27x%27',
  '$filter=toString%20eq%20%27x%27%20and%20__proto__%20eq%20%27y%27',
  '$filter=atScope()%20and%20constructor()',
  '$select=constructor,__proto__',
  '$expand=constructor',
  '$orderby=constructor',
  '$top=0',
  '$top=-1',
  '$top=1',
  '$skiptoken=x',
  '$skiptoken=page-999999999',
  '$select=id',
  '$expand=x',
  'api-version=',
  'api-version=x',
  '=',
  '&&',
  'a',
  '%zz=1',
  'maxresults=2',
  'maxresults=zz',
  '__proto__=1',
  'resource=x',
  'client_id=x',
];

type Mutation = (request: HttpRequest, random: Random, tokens: readonly string[]) => HttpRequest;

interface Parts {
  origin: string;
  segments: string[];
  query: string[];
}

function partsOf(url: string): Parts {
  const found = /^(https?:\/\/[^/?#]+)([^?#]*)(?:\?(.*))?$/i.exec(url);
  return {
    origin: found?.[1] ?? url,
    segments: (found?.[2] ?? '').split('/').slice(1),
    query: (found?.[3] ?? '').split('&').filter(Boolean),
  };
}

const urlOf = ({ origin, segments, query }: Parts): string =>
  `${origin}/${segments.join('/')}${query.length ? `?${query.join('&')}` : ''}`;

const onUrl =
  (change: (parts: Parts, random: Random) => void): Mutation =>
  (request, random) => {
    const parts = partsOf(request.url);
    change(parts, random);
    return { ...request, url: urlOf(parts) };
  };

const escapeOne = (text: string, random: Random): string => {
  const at = random.below(text.length);
  const letter = text[at] ?? 'x';
  return /[a-z0-9-]/i.test(letter)
    ? `${text.slice(0, at)}%${letter.charCodeAt(0).toString(16)}${text.slice(at + 1)}`
    : text;
};

/** Changes that a real client could make and a server must take: most of them still reach the handler. */
const harmless: Mutation[] = [
  onUrl(
    (parts, random) =>
      (parts.segments = parts.segments.map((segment) =>
        random.chance(0.5) ? segment.toUpperCase() : segment.toLowerCase(),
      )),
  ),
  onUrl((parts, random) => parts.segments.splice(random.below(parts.segments.length + 1), 0, '')),
  onUrl((parts) => parts.segments.push('')),
  onUrl(
    (parts, random) =>
      (parts.segments = parts.segments.map((segment) =>
        random.chance(0.3) && segment ? escapeOne(segment, random) : segment,
      )),
  ),
  onUrl((parts) => (parts.query = parts.query.map((pair) => pair.replace('api-version', 'api%2Dversion')))),
  onUrl((parts) => (parts.query = parts.query.map((pair) => pair.replace('api-version', 'API-Version')))),
  onUrl((parts) => parts.query.reverse()),
  onUrl((parts, random) => parts.query.push(random.pick(oddQueries))),
  onUrl((parts, random) => parts.query.unshift(random.pick(oddQueries))),
  onUrl(
    (parts, random) =>
      (parts.query = parts.query.map((pair) =>
        pair.startsWith('api-version=')
          ? `api-version=${random.pick(['2015-11-01', '2026-02-01', '2099-01-01', '2024-11-01-preview', '7.0', '7.6-preview.2'])}`
          : pair,
      )),
  ),
  onUrl((parts) => (parts.origin = parts.origin.toUpperCase().replace(/^HTTPS?/, (word) => word.toLowerCase()))),
  (request, random) => ({
    ...request,
    headers: {
      ...request.headers,
      [random.pick([
        'x-ms-client-request-id',
        'accept',
        'user-agent',
        'x-forwarded-for',
        'if-match',
        '__proto__x',
        'content-type',
      ])]: random.pick(['x', '', 'ключ', 'y'.repeat(9_000), 'text/plain']),
    },
  }),
  (request) => ({
    ...request,
    headers: Object.fromEntries(
      Object.entries(request.headers ?? {}).map(([name, value]) => [name.toUpperCase(), value]),
    ),
  }),
  (request) => ({
    ...request,
    headers: Object.fromEntries(
      Object.entries(request.headers ?? {}).map(([name, value]) => [name, value.replace(/^Bearer /, 'bearer  ')]),
    ),
  }),
];

const body: Mutation = (request, random) =>
  request.body === undefined
    ? { ...request, body: random.pick(['', '{}', 'null', '[]', '{"properties":null}', '{"value":1}']) }
    : { ...request, body: mutateBody(request.body, random) };

/** Changes that aim at something else than what is there. */
const harmful: Mutation[] = [
  onUrl((parts, random) => (parts.segments[random.below(parts.segments.length)] = random.pick(oddSegments))),
  onUrl((parts, random) => (parts.segments[parts.segments.length - 1] = random.pick(oddSegments))),
  onUrl((parts, random) => parts.segments.splice(random.below(parts.segments.length), 1)),
  onUrl((parts, random) => parts.segments.splice(random.below(parts.segments.length), 0, random.pick(oddSegments))),
  onUrl((parts, random) => {
    const [a, b] = [random.below(parts.segments.length), random.below(parts.segments.length)];
    [parts.segments[a], parts.segments[b]] = [parts.segments[b] ?? '', parts.segments[a] ?? ''];
  }),
  onUrl((parts, random) => (parts.query = parts.query.filter(() => random.chance(0.5)))),
  onUrl((parts, random) => {
    const at = random.below(Math.max(1, parts.query.length));
    parts.query[at] = `${parts.query[at]?.split('=')[0] ?? 'api-version'}=${random.pick(oddValues)}`;
  }),
  onUrl(
    (parts, random) =>
      (parts.origin = random.pick([
        parts.origin.replace('https', 'http'),
        `${parts.origin}:443`,
        `${parts.origin}:8080`,
        parts.origin.replace('//', '//x.'),
        'https://platform.internal',
        'https://management.azure.com',
        'https://kv1.vault.azure.net',
        'https://graph.microsoft.com',
        'https://login.microsoftonline.com',
      ])),
  ),
  (request, random) => ({
    ...request,
    method: random.pick(['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'get', 'BREW']),
  }),
  (request, random, tokens) => {
    const { authorization: _, ...rest } = request.headers ?? {};
    const now = random.pick([
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Basic abc',
      'Bearer tk.0-0',
      'Bearer undefined',
      'Bearer a b',
      `Bearer ${'x'.repeat(9_000)}`,
      'Bearer __proto__',
      ...tokens.map((token) => `Bearer ${token}`),
      ...tokens.map((token) => `Bearer ${token}0`),
    ]);
    return { ...request, headers: { ...rest, ...(now !== undefined && { authorization: now }) } };
  },
];

/** A request made from this one by one to three changes, mostly by one. */
export function mutate(request: HttpRequest, random: Random, tokens: readonly string[]): HttpRequest {
  let mutated = request;
  const changes = random.chance(0.65) ? 1 : random.chance(0.7) ? 2 : 3;
  for (let done = 0; done < changes; done += 1) {
    const kind = random.next();
    const change =
      kind < 0.4 && request.body !== undefined
        ? body
        : kind < 0.7
          ? random.pick(harmless)
          : random.pick([...harmful, body]);
    mutated = change(mutated, random, tokens);
  }
  return mutated;
}
