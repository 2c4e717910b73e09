/** An HTTP request as it reaches the front door. Header names are lower-case; the body is text. */
export interface HttpRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

/** An HTTP answer. Status 0 means that the network failed before any service answered; the body then says why. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The parts of a request address that routing needs. Query names keep the sender's case; look them up with `query`. */
export interface RequestUrl {
  protocol: string;
  host: string;
  path: string;
  query: [name: string, value: string][];
}

const decode = (text: string): string => {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** Escaped letters, digits, `-._~` mean themselves (RFC 3986, 6.2.2.2); so does `$`, which clients of Graph escape in `$ref`. */
const unescapePlain = (path: string): string =>
  path.replace(/%([2-7][0-9a-f])/gi, (escaped, code: string) => {
    const letter = String.fromCharCode(parseInt(code, 16));
    return /[\w.~$-]/.test(letter) ? letter : escaped;
  });

/**
 * Splits an absolute http(s) address without `new URL`, because real clients send `//subscriptions/…` paths
 * and escape parameter names (`api%2Dversion`). Repeated slashes are folded; a trailing slash and the protocol's own port
 * are dropped.
 * Returns undefined when the text is not an absolute http(s) address.
 */
export function parseUrl(text: string): RequestUrl | undefined {
  const found = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(text);
  if (!found) return undefined;
  const [, protocol = '', host = '', rawPath = '', rawQuery = ''] = found;
  const plain = rawPath.includes('%') ? unescapePlain(rawPath) : rawPath;
  const path =
    plain.length > 1 && !plain.includes('//') && !plain.endsWith('/')
      ? plain
      : '/' + plain.split('/').filter(Boolean).join('/');
  const query = rawQuery
    .split('&')
    .filter(Boolean)
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
  const ownPort = protocol.toLowerCase() === 'https' ? /:443$/ : /:80$/;
  return { protocol: protocol.toLowerCase(), host: host.toLowerCase().replace(ownPort, ''), path, query };
}

/** The same headers, their names in lower case. */
export function inLowerCase(headers: Record<string, string>): Record<string, string> {
  const entries = Object.entries(headers);
  // As entries of a log they are already.
  if (entries.every(([name]) => !/[^!-@[-~]/.test(name))) return headers;
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The first value of a query parameter, its name compared without case, or undefined when it is absent. */
export function queryValue(url: RequestUrl, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return url.query.find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** Reads an `application/x-www-form-urlencoded` body into a record (last value wins). */
export function parseForm(body: string | undefined): Record<string, string> {
  const form: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of (body ?? '').split('&').filter(Boolean)) {
    const at = pair.indexOf('=');
    form[decode(at < 0 ? pair : pair.slice(0, at))] = at < 0 ? '' : decode(pair.slice(at + 1));
  }
  return form;
}
