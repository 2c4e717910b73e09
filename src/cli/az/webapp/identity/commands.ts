import { implement } from '../../implement.ts';
import { member } from '../../json.ts';
import { sitePath, WEB_VERSION, writableSite } from '../site.ts';
import { addIdentities } from './add.ts';
import { siteIdentity } from './result.ts';
import { wantedIdentities, withoutIdentities } from './wanted.ts';

const site = { resourceGroup: 'text', name: 'text', slot: 'text?' } as const;

/** The commands on the identities of a site: web apps and function apps have the same. */
export const identityCommands = (group: 'webapp' | 'functionapp') => [
  implement(`${group} identity assign`, {
    takes: { ...site, identities: 'texts?', role: 'text', scope: 'text?' },
    run: async (args, az) => siteIdentity(await addIdentities(az, args)),
  }),
  implement(`${group} identity show`, {
    takes: site,
    run: async ({ resourceGroup, name, slot }, az) =>
      siteIdentity(await az.arm.get(`${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`)),
  }),
  implement(`${group} identity remove`, {
    takes: { ...site, identities: 'texts?' },
    run: async ({ resourceGroup, name, identities, slot }, az) => {
      const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
      const raw = await az.arm.get(path);
      const current = member(raw, 'identity');
      if (current === undefined || current === null) return undefined;
      const identity = withoutIdentities(current, wantedIdentities(identities), name);
      return siteIdentity(await az.arm.finish('PUT', path, writableSite(raw, { identity })));
    },
  }),
];
