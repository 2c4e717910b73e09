import type { HttpRequest, HttpResponse } from '#kernel/http.ts';

/** One half of an exchange, ready to be shown. Whatever is secret stands in `masked` as dots and in `open` as it is. */
export interface RawText {
  line: string;
  headers: { name: string; masked: string; open: string }[];
  body: { masked: string; open: string };
  /** Whether anything is hidden. */
  hides: boolean;
}

const dots = '••••••••';
const secretHeaders = new Set([
  'authorization',
  'x-identity-header',
  'secret',
  'cookie',
  'set-cookie',
  'proxy-authorization',
]);
const secretFields = /^(access_token|refresh_token|id_token|client_secret|client_assertion|assertion|password)$/i;
/** Names of settings that people give to secrets: DB_PASSWORD, StorageConnectionString. */
const secretNames =
  /passw(or)?d|pwd|secret_?(value|text)?$|connection_?string|account_?key|api_?key|primary_?key|secondary_?key/i;

/** Hides all but the scheme and the beginning of a value, so that two of them can still be told apart. */
const hide = (text: string): string => {
  const [, scheme = '', rest = ''] = /^(Bearer |Basic )?([\s\S]*)$/i.exec(text) ?? [];
  return rest === '' ? text : `${scheme}${rest.length > 24 ? rest.slice(0, 6) : ''}${dots}`;
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function maskJson(value: Json, vault: boolean, name = ''): Json {
  if (typeof value === 'string') {
    const secret = secretFields.test(name) || secretNames.test(name) || (vault && name === 'value');
    return secret ? hide(value) : value;
  }
  if (Array.isArray(value)) return value.map((member) => maskJson(member, vault, name));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  // `{ name: 'DB_PASSWORD', value: '…' }`: the secret stands under an innocent key.
  const named = typeof value['name'] === 'string' ? value['name'] : '';
  return Object.fromEntries(
    entries.map(([key, member]) => [
      key,
      maskJson(member, vault, key === 'value' && secretNames.test(named) ? named : key),
    ]),
  );
}

const maskForm = (text: string): string =>
  text.replaceAll(
    /([^&=]+)=([^&]*)/g,
    (_pair, name: string, value: string) =>
      `${name}=${name === 'code' || secretFields.test(name) ? hide(value) : value}`,
  );

/** Laid-out JSON where the text is JSON, else the text itself; secrets hidden in `masked`. */
function bodyOf(text: string | undefined, vault: boolean): RawText['body'] {
  const body = text ?? '';
  try {
    const value = JSON.parse(body) as Json;
    const show = (json: Json): string => JSON.stringify(json, undefined, 2);
    return { open: show(value), masked: show(maskJson(value, vault)) };
  } catch {
    return { open: body, masked: /^[\w.-]+=/.test(body) ? maskForm(body) : body };
  }
}

function rawOf(line: string, headers: Record<string, string>, text: string | undefined, vault: boolean): RawText {
  const fields = Object.entries(headers).map(([name, open]) => ({
    name,
    open,
    masked: secretHeaders.has(name.toLowerCase()) ? hide(open) : open,
  }));
  const body = bodyOf(text, vault);
  const hides = body.masked !== body.open || fields.some(({ masked, open }) => masked !== open);
  return { line, headers: fields, body, hides };
}

const atVaultSecret = (url: string): boolean => /^https:\/\/[^/]+\.vault\.azure\.net(:443)?\/+secrets\//i.test(url);

export const rawRequest = ({ method, url, headers, body }: HttpRequest): RawText =>
  rawOf(`${method} ${url}`, headers ?? {}, body, atVaultSecret(url));

/** The answer to a request; `status` is how its first line is said. */
export const rawResponse = (response: HttpResponse, url: string, status: string): RawText =>
  rawOf(status, response.headers, response.body, atVaultSecret(url));

/** The text that is copied: what is on the screen, secrets hidden where they are hidden there. */
export const textOf = (raw: RawText, open: boolean): string =>
  [
    raw.line,
    ...raw.headers.map((field) => `${field.name}: ${open ? field.open : field.masked}`),
    '',
    open ? raw.body.open : raw.body.masked,
  ].join('\n');
