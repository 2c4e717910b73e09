import { defineCommand } from './define.ts';
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

export const rest = defineCommand({
  words: 'rest',
  summary: 'Invoke a custom request.',
  detail:
    'This command automatically authenticates using the logged-in credential: If Authorization header is not set, it attaches header `Authorization: Bearer <token>`, where `<token>` is retrieved from AAD. The target resource of the token is derived from --url if --url starts with an endpoint from `az cloud show --query endpoints`. You may also use --resource for a custom resource.\n\nIf Content-Type header is not set and --body is a valid JSON string, Content-Type header will default to application/json.\n\nFor passing JSON in PowerShell, see https://github.com/Azure/azure-cli/blob/dev/doc/quoting-issues-with-powershell.md.',
  parameters: {
    url: {
      options: ['--url', '--uri', '-u'],
      required: true,
      help: "Request URL. If it doesn't start with a host, CLI assumes it as an Azure resource ID and prefixes it with the ARM endpoint of the current cloud shown by `az cloud show --query endpoints.resourceManager`. Common token {subscriptionId} will be replaced with the current subscription ID specified by `az account set`.",
    },
    method: {
      short: 'm',
      choices: ['head', 'get', 'put', 'post', 'delete', 'options', 'patch'],
      default: 'get',
      help: 'HTTP request method.',
    },
    headers: {
      takes: 'many',
      help: 'Space-separated headers in KEY=VALUE format or JSON string. Use @{file} to load from a file.',
    },
    uriParameters: {
      options: ['--uri-parameters', '--url-parameters'],
      takes: 'many',
      help: 'Query parameters in the URL. Space-separated queries in KEY=VALUE format or JSON string. Use @{file} to load from a file.',
    },
    body: {
      short: 'b',
      help: 'Request body. Use @{file} to load from a file. For quoting issues in different terminals, see https://github.com/Azure/azure-cli/blob/dev/doc/use_cli_effectively.md#quoting-issues.',
    },
    skipAuthorizationHeader: { takes: 'flag', help: 'Do not auto-append Authorization header.' },
    resource: {
      help: 'Resource url for which CLI should acquire a token from AAD in order to access the service. The token will be placed in the Authorization header. By default, CLI can figure this out based on --url argument, unless you use ones not in the list of "az cloud show --query endpoints".',
    },
    outputFile: { help: 'Save response payload to a file.' },
  },
  examples: [
    {
      says: 'Get Audit log through Microsoft Graph',
      line: 'az rest --method get --url https://graph.microsoft.com/beta/auditLogs/directoryAudits\n',
    },
    {
      says: "Update a Azure Active Directory Graph User's display name",
      line: '(Bash or CMD)\naz rest --method patch --url "https://graph.microsoft.com/v1.0/users/johndoe@azuresdkteam.onmicrosoft.com" --body "{\\"displayName\\": \\"johndoe2\\"}"\n\n(Bash)\naz rest --method patch --url "https://graph.microsoft.com/v1.0/users/johndoe@azuresdkteam.onmicrosoft.com" --body \'{"displayName": "johndoe2"}\'\n\n(PowerShell)\naz rest --method patch --url "https://graph.microsoft.com/v1.0/users/johndoe@azuresdkteam.onmicrosoft.com" --body \'{\\"displayName\\": \\"johndoe2\\"}\'\n',
    },
    {
      says: 'Get a virtual machine',
      line: 'az rest --method get --uri /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute/virtualMachines/{vmName}?api-version=2019-03-01\n',
    },
    {
      says: 'Create a public IP address from body.json file',
      line: 'az rest --method put --url https://management.azure.com/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/publicIPAddresses/{publicIpAddressName}?api-version=2019-09-01 --body @body.json\n',
    },
    {
      says: 'List the top three resources (Bash)',
      line: 'az rest --method get --url https://management.azure.com/subscriptions/{subscriptionId}/resources?api-version=2019-07-01 --url-parameters \\$top=3\n',
    },
  ],
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
