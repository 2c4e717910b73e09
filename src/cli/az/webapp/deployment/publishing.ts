import type { Az } from '../../context.ts';
import { implement } from '../../implement.ts';
import { type Json, type JsonObject } from '../../json.ts';
import { serviceError } from '../../errors.ts';
import { shape } from '../../shape.ts';
import { sitePath, WEB_VERSION } from '../site.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** The profiles in a publishing profile's XML: one object for each, of its attributes. */
export function profilesIn(xml: string): JsonObject[] {
  return [...xml.matchAll(/<publishProfile\s([^>]*)>/g)].map(([whole, attributes = '']) => {
    const found = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      plain(value),
    ]);
    // What stands between the tags has no text: the XML reader that az uses shows it as null.
    return Object.fromEntries(whole.endsWith('/>') ? found : [...found, ['databases', null]]) as JsonObject;
  });
}

/** The publishing profiles of a site, as XML: a POST, because the answer holds passwords. */
export async function publishXml(az: Az, resourceGroup: string, name: string, slot?: string): Promise<string> {
  const path = `${await sitePath(az, resourceGroup, name, slot)}/publishxml?api-version=${WEB_VERSION}`;
  const answer = await az.arm.send('POST', path, { format: 'WebDeploy' });
  if (answer.status >= 400) throw serviceError(answer);
  return answer.body;
}

/** A site with the FTP address of its publishing profile, where it has one. */
export async function withFtpAddress(
  az: Az,
  site: JsonObject,
  at: { resourceGroup: string; name: string; slot?: string | undefined },
): Promise<JsonObject> {
  const profiles = profilesIn(await publishXml(az, at.resourceGroup, at.name, at.slot));
  const ftp = profiles.find((profile) => profile['publishMethod'] === 'FTP');
  return ftp === undefined ? site : { ...site, ftpPublishingUrl: ftp['publishUrl'] ?? null };
}

const takes = { resourceGroup: 'text', name: 'text', slot: 'text?' } as const;

export const webappListPublishingProfiles = implement('webapp deployment list-publishing-profiles', {
  takes,
  run: async ({ resourceGroup, name, slot }, az): Promise<Json> =>
    profilesIn(await publishXml(az, resourceGroup, name, slot)),
});

export const webappListPublishingCredentials = implement('webapp deployment list-publishing-credentials', {
  takes,
  run: async ({ resourceGroup, name, slot }, az) => {
    const path = await sitePath(az, resourceGroup, name, slot);
    const url = `${path}/config/publishingcredentials/list?api-version=${WEB_VERSION}`;
    return shape('User', await az.arm.finish('POST', url));
  },
});
