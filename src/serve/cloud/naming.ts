import type { HttpRequest, HttpResponse } from '#kernel/http.ts';

/** The domain that this cloud calls its own. RFC 6761 keeps everything under `localhost` on the machine. */
export const domain = 'sim.localhost';

/** Azure's domains, and what each is called here. The longer come first where one lies in another. */
const domains: readonly (readonly [azure: string, own: string])[] = [
  ['management.azure.com', 'management'],
  ['management.core.windows.net', 'management'],
  ['login.microsoftonline.com', 'login'],
  ['graph.microsoft.com', 'graph'],
  ['vault.azure.net', 'vault'],
  ['azconfig.io', 'azconfig'],
  ['azurecr.io', 'azurecr'],
  ['database.windows.net', 'database'],
  ['servicebus.windows.net', 'servicebus'],
  ['azurewebsites.net', 'azurewebsites'],
  ['azurecontainerapps.io', 'azurecontainerapps'],
  // Clients of Storage read the account out of what stands before `.blob.core.`.
  ['core.windows.net', 'core'],
];

/** Where a name begins: at no letter of a longer one, but right after an escaped letter. */
const start = '(?:(?<=%[\\da-f]{2})|(?<![\\w.%-]))';
const escaped = (text: string): string => text.replaceAll('.', '\\.');
const ownOf = new Map(domains);
const azureNames = new RegExp(
  `${start}((?:[\\w-]+\\.)*?)(${domains.map(([azure]) => escaped(azure)).join('|')})(?![\\w-]|\\.\\w)`,
  'gi',
);
/** Names of this cloud, with or without a port, whose colon an address may have escaped. */
const ownNames = new RegExp(`${start}((?:[\\w-]+\\.)*)${escaped(domain)}(?:(?::|%3A)\\d{1,5})?(?![\\w-]|\\.\\w)`, 'gi');

/** Azure's name for a name of this cloud (no port), or undefined when it is none. */
export function azureHost(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (!lower.endsWith(`.${domain}`)) return undefined;
  const rest = lower.slice(0, -domain.length - 1);
  const found = domains.find(([, own]) => rest === own || rest.endsWith(`.${own}`));
  return found && rest.slice(0, rest.length - found[1].length) + found[0];
}

/** Reads and writes the names of the cloud that listens at a port. */
export interface Naming {
  /** `management` or `vault` to `management.sim.localhost:8443`. */
  own(service: string): string;
  outward(text: string): string;
  inward(text: string): string;
}

/** A path-style way may give some services other addresses: Azure's name to the host and path of one's own. */
export function namingAt(port: number, others: Readonly<Record<string, string>> = {}): Naming {
  const own = (service: string): string => `${service}.${domain}:${port}`;
  return {
    own,
    outward: (text) =>
      text.replace(azureNames, (_, before: string, azure: string) => {
        const name = azure.toLowerCase();
        return (before === '' && others[name]) || `${before}${own(ownOf.get(name) ?? '')}`;
      }),
    inward(text) {
      let read = text;
      for (const [azure, other] of Object.entries(others))
        for (const form of [other, encodeURIComponent(other)]) read = read.replaceAll(form, azure);
      return read.replace(ownNames, (whole, before: string) => azureHost(`${before}${domain}`) ?? whole);
    },
  };
}

/** Whether a body tells addresses; what people have stored (blobs, settings, messages, pages) is theirs and stays as it is. */
function speaksOfAddresses(url: string, answer?: HttpResponse): boolean {
  const [, host = '', query = ''] = /^https?:\/\/([^/?#]+)[^?#]*(\?[^#]*)?/i.exec(url) ?? [];
  if (/\.(azurewebsites\.net|azurecontainerapps\.io|azconfig\.io)(:\d+)?$/i.test(host)) return false;
  if (!/\.core\.windows\.net(:\d+)?$/i.test(host)) return true;
  return answer !== undefined && (answer.status >= 400 || /[?&]comp=list(&|$)/.test(query));
}

const isVault = (url: string): boolean => /^https:\/\/[^/]+\.vault\.azure\.net[:/]/i.test(url);

/** Texts of a vault's answer or request, but for the secrets themselves. */
function exceptSecrets(text: string, change: (text: string) => string): string {
  try {
    const walk = (value: unknown, name = ''): unknown => {
      if (typeof value === 'string') return name === 'value' ? value : change(value);
      if (Array.isArray(value)) return value.map((one) => walk(one));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, key)]));
    };
    return JSON.stringify(walk(JSON.parse(text)));
  } catch {
    return text;
  }
}

const changeBody = (url: string, text: string, change: (text: string) => string): string =>
  isVault(url) ? exceptSecrets(text, change) : change(text);

const changeHeaders = (headers: Record<string, string>, change: (text: string) => string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, name === 'authorization' ? value : change(value)]),
  );

/** A request in this cloud's names, in Azure's. Its address names Azure's host already. */
export function requestInward(naming: Naming, request: HttpRequest): HttpRequest {
  const url = naming.inward(request.url);
  const { method, headers = {}, body } = request;
  return {
    method,
    url,
    headers: changeHeaders(headers, naming.inward),
    ...(body !== undefined && {
      body: speaksOfAddresses(url) ? changeBody(url, body, naming.inward) : body,
    }),
  };
}

/** An answer in Azure's names, in this cloud's. */
export function answerOutward(naming: Naming, url: string, answer: HttpResponse): HttpResponse {
  const text = /json|xml|text|^$/.test(answer.headers['content-type'] ?? '');
  const rewrite = text && answer.status !== 0 && speaksOfAddresses(url, answer);
  return {
    status: answer.status,
    headers: changeHeaders(answer.headers, naming.outward),
    body: rewrite ? changeBody(url, answer.body, naming.outward) : answer.body,
  };
}
