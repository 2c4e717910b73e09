import type { HttpResponse } from '#kernel/http.ts';
import type { Az } from '../context.ts';
import { CliError, restError } from '../errors.ts';
import { at, isObject, list, member, parseJson, text, type Json, type JsonObject } from '../json.ts';
import type { TableRow } from '../output/table.ts';
import { header } from '../transport.ts';

const VERSION = '2025-01-01';

/** The address of a container app or an environment, or of what stands below it. */
export async function appPath(
  az: Az,
  group: string,
  name: string,
  below = '',
  type = 'containerApps',
): Promise<string> {
  return `${await az.group(group)}/providers/Microsoft.App/${type}/${name}${below}?api-version=${VERSION}`;
}

export async function listPath(az: Az, group: string | undefined, type: string): Promise<string> {
  const scope = group === undefined ? await az.root() : await az.group(group);
  return `${scope}/providers/Microsoft.App/${type}?api-version=${VERSION}`;
}

/** az asks whether the subscription may use Container Apps before each command; whatever is answered, every tenant here may. */
export async function askProvider(az: Az, namespace = 'Microsoft.App'): Promise<Json | undefined> {
  const answer = await az.arm.send('GET', `${await az.root()}/providers/${namespace}?api-version=2024-11-01`);
  return answer.status < 400 ? parseJson(answer.body) : undefined;
}

/** A refusal as these commands print it: code and message in one line. */
export function plainError(response: HttpResponse): CliError {
  const error = at(parseJson(response.body), 'error');
  const [code, message] = [text(error, 'code'), text(error, 'message')];
  return code && message ? new CliError(`(${code}) ${message}`) : restError(response);
}

/** The answer's JSON; a refusal is thrown as these commands print it. */
export async function ask(az: Az, method: string, path: string, body?: Json): Promise<Json | undefined> {
  const answer = await az.arm.send(method, path, body);
  if (answer.status >= 400) throw plainError(answer);
  return parseJson(answer.body);
}

async function wait(az: Az, url: string, isOver: (answer: HttpResponse) => boolean): Promise<HttpResponse> {
  let last = await az.arm.send('GET', url);
  // The first answer is not looked at: az waits once and asks again.
  for (let count = 0; last.status < 400 && (count === 0 || !isOver(last)); count += 1) {
    const seconds = Number(header(last, 'retry-after'));
    await az.host.wait(1000 * (Number.isFinite(seconds) && seconds > 0 ? seconds : 2));
    last = await az.arm.send('GET', url);
  }
  if (last.status >= 400) throw plainError(last);
  return last;
}

const stateOf = (answer: HttpResponse): string => text(parseJson(answer.body), 'status').toLowerCase();

/** Waits for what `Azure-AsyncOperation` names. */
export async function waitForStatus(az: Az, first: HttpResponse): Promise<void> {
  const ended = (answer: HttpResponse) => ['succeeded', 'failed', 'canceled'].includes(stateOf(answer));
  const last = await wait(az, header(first, 'azure-asyncoperation') ?? '', ended);
  if (stateOf(last) === 'succeeded') return;
  throw new CliError(text(at(parseJson(last.body), 'error'), 'message') || 'Operation failed or canceled');
}

/** Waits for what `Location` names, where az gives up waiting at the first answer that is not 202. */
export async function waitForResult(az: Az, first: HttpResponse): Promise<void> {
  const url = header(first, 'location') ?? '';
  const answer = await az.arm.send('GET', url);
  if (answer.status === 202) await wait(az, url, (last) => last.status !== 202);
}

/** Puts an app or an environment; a new one is waited for and read again. */
export async function putAndWait(az: Az, path: string, body: JsonObject, noWait: boolean): Promise<JsonObject> {
  const first = await az.arm.send('PUT', path, body);
  if (first.status >= 400) throw plainError(first);
  if (!noWait && first.status === 201) {
    await waitForStatus(az, first);
    const read = await ask(az, 'GET', path);
    return isObject(read) ? read : {};
  }
  const answer = parseJson(first.body);
  return isObject(answer) ? answer : {};
}

/** The app, as the commands read it that change one: any refusal is a missing app to them. */
export async function readApp(az: Az, group: string, name: string): Promise<JsonObject> {
  const answer = await az.arm.send('GET', await appPath(az, group, name));
  const app = answer.status < 400 ? parseJson(answer.body) : undefined;
  if (!isObject(app)) throw new CliError(`The containerapp '${name}' does not exist`, { exit: 3 });
  return app;
}

/** The app with its secrets' values, which a PUT of the whole app has to carry. */
export async function readAppWithSecrets(az: Az, group: string, name: string): Promise<JsonObject> {
  const app = await readApp(az, group, name);
  const secrets = list(member(await ask(az, 'POST', await appPath(az, group, name, '/listSecrets')), 'value'));
  return withConfiguration(app, { secrets });
}

/** The app with some members of its configuration replaced. */
export function withConfiguration(app: JsonObject, changed: JsonObject): JsonObject {
  const { properties } = app;
  const inner = isObject(properties) ? properties : {};
  const configuration = isObject(inner['configuration']) ? inner['configuration'] : {};
  return { ...app, properties: { ...inner, configuration: { ...configuration, ...changed } } };
}

/** The row of an app in `-o table`. */
export function appRow(app: Json): TableRow {
  const row: TableRow = {};
  for (const key of Object.keys(isObject(app) ? app : {}))
    if (['name', 'location', 'resourceGroup', 'provisioningState'].includes(key)) row[key] = member(app, key) ?? null;
  return { ...row, fqdn: at(app, 'properties', 'configuration', 'ingress', 'fqdn') ?? null };
}

/** What `create` and `update` show of an app: without the values of its variables. */
export function withoutValues(app: JsonObject): JsonObject {
  const shown = structuredClone(app);
  for (const container of list(at(shown, 'properties', 'template', 'containers')))
    for (const variable of list(member(container, 'env')))
      if (isObject(variable) && variable['value']) delete variable['value'];
  return shown;
}
