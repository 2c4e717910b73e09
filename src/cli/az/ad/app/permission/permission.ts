import { CliError } from '../../../errors.ts';
import { implement } from '../../../implement.ts';
import { isObject, list, member, text, type Json, type JsonObject } from '../../../json.ts';
import { findApplication } from '../../applications.ts';

const required = (application: Json | undefined): JsonObject[] =>
  list(member(application, 'requiredResourceAccess')).filter(isObject);

export const adAppPermissionList = implement('ad app permission list', {
  takes: { id: 'text' },
  run: async ({ id }, az) => required(await findApplication(az, id)),
});

export const adAppPermissionAdd = implement('ad app permission add', {
  takes: { id: 'text', api: 'text', apiPermissions: 'texts' },
  run: async ({ id, api, apiPermissions }, az) => {
    const asked = apiPermissions.map((permission) => {
      const [access = '', type, ...rest] = permission.split('=');
      if (type === undefined || rest.length > 0)
        throw new CliError(
          'Usage error: Please provide both permission id and type, such as `--api-permissions e1fe6dd8-ba31-4d61-89e7-88639da4683d=Scope`',
        );
      return { id: access, type };
    });
    const application = await findApplication(az, id);
    const all = required(application);
    const known = all.find((item) => text(item, 'resourceAppId') === api);
    if (known) known['resourceAccess'] = [...list(known['resourceAccess']), ...asked];
    else all.push({ resourceAppId: api, resourceAccess: asked });
    await az.graph.call('PATCH', `/applications/${text(application, 'id')}`, { requiredResourceAccess: all });
    az.warn(`Invoking \`az ad app permission grant --id ${id} --api ${api}\` is needed to make the change effective`);
    return undefined;
  },
});

export const adAppPermissionDelete = implement('ad app permission delete', {
  takes: { id: 'text', api: 'text', apiPermissions: 'texts?' },
  run: async ({ id, api, apiPermissions }, az) => {
    const application = await findApplication(az, id);
    let all = required(application);
    const known = all.find((item) => text(item, 'resourceAppId') === api);
    if (known === undefined) {
      az.warn(`App ${id} doesn't require access to API ${api}.`);
      return undefined;
    }
    const access = list(known['resourceAccess']);
    const unknown = (apiPermissions ?? []).filter((one) => !access.some((item) => text(item, 'id') === one));
    if (unknown.length > 0) {
      az.warn(`App ${id} doesn't require access to API ${api}'s permission ${unknown.join(', ')}.`);
      if (unknown.length === apiPermissions?.length) return undefined;
    }
    const kept = apiPermissions ? access.filter((item) => !apiPermissions.includes(text(item, 'id'))) : [];
    if (kept.length > 0) known['resourceAccess'] = kept;
    else all = all.filter((item) => item !== known);
    return az.graph.call('PATCH', `/applications/${text(application, 'id')}`, { requiredResourceAccess: all });
  },
});
