import type { Ctx } from '#kernel/define.ts';
import { regionTitle } from '#kernel/regions.ts';
import { ok } from '#kernel/result.ts';
import { credentialsOf } from '../credentials.ts';
import { findWebApp, type Site } from '../models.ts';
import * as at from './web-operation.ts';

const attributes = (record: Record<string, string>): string =>
  Object.entries(record)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

function profiles(ctx: Ctx, site: Site): string {
  const { short, user, password } = credentialsOf(ctx, site);
  const host = findWebApp(ctx.view, site.id)?.host ?? '';
  const scm = `${host.replace('.', '.scm.')}:443`;
  const each: Record<string, string>[] = [
    { profileName: `${short} - Web Deploy`, publishMethod: 'MSDeploy', publishUrl: scm, msdeploySite: short },
    { profileName: `${short} - Zip Deploy`, publishMethod: 'ZipDeploy', publishUrl: scm },
  ];
  const rest = { userName: user, userPWD: password, destinationAppUrl: `https://${host}`, webSystem: 'WebSites' };
  const texts = each.map((one) => `<publishProfile${attributes({ ...one, ...rest })}><databases /></publishProfile>`);
  return `<publishData>${texts.join('')}</publishData>`;
}

/** What a deployment without an identity signs in with. Source: REST API "Web Apps - List Publishing Profile Xml With Secrets". */
export const publishingOperations = [
  ...['scm', 'ftp'].flatMap((policy) =>
    at.onSite('basicPublishingCredentialsPolicies/read', `/basicPublishingCredentialsPolicies/${policy}`, {
      title: 'Get publishing credentials policy',
      method: 'GET',
      handle: (ctx, { params }) =>
        at.withSite(ctx, params, (site) =>
          ok({
            status: 200,
            body: {
              id: `${site.id}/basicPublishingCredentialsPolicies/${policy}`,
              name: policy,
              type: `${site.type}/basicPublishingCredentialsPolicies`,
              location: regionTitle(site.location),
              properties: { allow: true },
            },
          }),
        ),
    }),
  ),
  ...at.onSite('publishxml/action', '/publishxml', {
    title: 'Get publishing profile with secrets',
    method: 'POST',
    reads: true,
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) =>
        ok({ status: 200, headers: { 'content-type': 'application/xml' }, body: profiles(ctx, site) }),
      ),
  }),
  ...at.onSite('config/list/action', '/config/publishingcredentials/list', {
    title: 'List publishing credentials',
    method: 'POST',
    reads: true,
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => {
        const { user, password } = credentialsOf(ctx, site);
        const scm = (findWebApp(ctx.view, site.id)?.host ?? '').replace('.', '.scm.');
        return ok({
          status: 200,
          body: {
            id: `${site.id}/publishingcredentials/${user}`,
            name: 'web',
            type: `${site.type}/publishingcredentials`,
            location: regionTitle(site.location),
            properties: {
              publishingUserName: user,
              publishingPassword: password,
              scmUri: `https://${user}:${password}@${scm}`,
            },
          },
        });
      }),
  }),
];
