import type { Ctx } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { regionTitle } from '#kernel/regions.ts';
import { ok } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { findWebApp, type Site } from '../models.ts';
import * as at from './web-operation.ts';

/** The site's own name and password for deployments: a secret that proves nobody in particular. */
const credentials = (ctx: Ctx, { id, name }: Site): { user: string; password: string; short: string } => {
  const short = name.replace('/', '__');
  return {
    short,
    user: `$${short}`,
    password: sha256Hex(`${ctx.seed} publishing password of ${idKey(id)}`).slice(0, 60),
  };
};

const attributes = (record: Record<string, string>): string =>
  Object.entries(record)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

function profiles(ctx: Ctx, site: Site): string {
  const { short, user, password } = credentials(ctx, site);
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
        const { user, password } = credentials(ctx, site);
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
