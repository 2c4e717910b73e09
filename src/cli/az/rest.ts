import { implement } from './implement.ts';
import type { Az } from './context.ts';
import { rawConnectionError, restError } from './errors.ts';
import { isObject, parseJson } from './json.ts';
import { ARM_ENDPOINT, quote } from './arm.ts';
import { GRAPH_RESOURCE } from './graph.ts';
import { ARM_RESOURCE } from './session.ts';
import { scopeOf } from './token-cache.ts';

/** `KEY=VALUE` items or a JSON object, as az takes headers and query parameters. */
function pairs(items: readonly string[] | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const item of items ?? []) {
    const json = parseJson(item);
    if (isObject(json)) {
      for (const [key, value] of Object.entries(json)) found[key] = String(value);
    } else {
      const cut = item.indexOf('=');
      found[cut < 0 ? item : item.slice(0, cut)] = cut < 0 ? '' : item.slice(cut + 1);
    }
  }
  return found;
}

async function restUrl(az: Az, given: string, parameters: Record<string, string>): Promise<string> {
  let url = given.includes('://') ? given : `${ARM_ENDPOINT}${given}`;
  if (url.includes('{subscriptionId}')) url = url.replaceAll('{subscriptionId}', (await az.subscription()).id);
  const query = Object.entries(parameters).map(([key, value]) =>
    `${quote(key)}=${quote(value)}`.replaceAll('%20', '+'),
  );
  return query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`;
}

/** The resources that az can tell from an address. For anything else `--resource` has to say it. */
const KNOWN: [prefix: string, resource: string][] = [
  [ARM_ENDPOINT, ARM_RESOURCE],
  ['https://management.core.windows.net/', ARM_RESOURCE],
  [GRAPH_RESOURCE, GRAPH_RESOURCE],
  ['https://graph.windows.net/', 'https://graph.windows.net/'],
];

async function authorization(az: Az, url: string, given: string | undefined): Promise<Record<string, string>> {
  const resource = given ?? KNOWN.find(([prefix]) => url.toLowerCase().startsWith(prefix))?.[1];
  if (resource === undefined) {
    az.warn(
      "Can't derive appropriate Azure AD resource from --url to acquire an access token. If access token is required, use --resource to specify the resource",
    );
    return {};
  }
  return { authorization: `Bearer ${(await az.session.token(scopeOf(resource))).token}` };
}

export const rest = implement('rest', {
  takes: {
    url: 'text',
    method: 'text',
    headers: 'texts?',
    uriParameters: 'texts?',
    body: 'text?',
    skipAuthorizationHeader: 'flag',
    resource: 'text?',
    outputFile: 'text?',
  },
  run: async (args, az) => {
    const { method, body, outputFile } = args;
    const url = await restUrl(az, args.url, pairs(args.uriParameters));
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(pairs(args.headers))) headers[name.toLowerCase()] = value;
    if (!args.skipAuthorizationHeader && headers['authorization'] === undefined && /^https:/i.test(url))
      Object.assign(headers, await authorization(az, url, args.resource));
    const json = body === undefined ? undefined : parseJson(body);
    const content = json === undefined ? body : JSON.stringify(json);
    if (json !== undefined) headers['content-type'] ??= 'application/json';
    const response = await az.transport.send({
      method: method.toUpperCase(),
      url,
      headers,
      ...(content === undefined ? {} : { body: content }),
    });
    if (response.status === 0) throw rawConnectionError(url);
    if (response.status >= 400) throw restError(response);
    if (outputFile !== undefined) {
      await az.files.write(outputFile, response.body);
      return undefined;
    }
    if (response.body === '') return undefined;
    const answer = parseJson(response.body);
    if (answer === undefined) {
      az.warn(
        'Not a json response, outputting to stdout. For binary data suggest use "--output-file" to write to a file',
      );
      az.print(response.body);
    }
    return answer;
  },
  raw: true,
});
