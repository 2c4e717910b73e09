import type { Az } from '../../context.ts';
import { CliError, ServiceError } from '../../errors.ts';
import { list, member, text, type Json, type JsonObject } from '../../json.ts';

const HOW_TO =
  'https://learn.microsoft.com/azure/azure-resource-manager/resource-group-create-service-principal-portal';

/** Makes an application, or changes the one that has this name: az makes none twice. */
export async function makeApplication(
  az: Az,
  displayName: string,
  uris: readonly string[] | undefined,
  body: (keyCredentials?: Json) => Promise<JsonObject>,
): Promise<Json | undefined> {
  const named = (await az.graph.list('applications', `startswith(displayName,'${displayName}')`))
    .filter((item) => (uris ?? []).every((uri) => list(member(item, 'identifierUris')).includes(uri)))
    .filter((item) => text(item, 'displayName') === displayName);
  const [existing, ...others] = named;
  if (others.length > 0)
    throw new CliError(
      `More than one application have the same display name '${displayName}': (id) ${named.map((item) => text(item, 'id')).join(', ')}, please remove them first.`,
    );
  if (existing !== undefined) {
    const id = text(existing, 'id');
    az.warn(`Found an existing application instance: (id) ${id}. We will patch it.`);
    await az.graph.call('PATCH', `/applications/${id}`, await body());
    return az.graph.get(`/applications/${id}`);
  }
  try {
    return await az.graph.call('POST', '/applications', await body([]));
  } catch (error) {
    if (!(error instanceof ServiceError) || !/insufficient privileges/i.test(error.message)) throw error;
    throw new CliError(
      `Directory permission is needed for the current user to register the application. For how to configure, please refer '${HOW_TO}'. Original error: ${error.message}`,
    );
  }
}
