import type { Az } from '../context.ts';
import { restError } from '../errors.ts';
import { parseJson, type Json } from '../json.ts';
import { sitePath } from '../webapp/site.ts';

/** The site as it came: az asks by hand, with a second slash in front, to treat Flex plans otherwise. */
export async function rawSite(az: Az, resourceGroup: string, name: string): Promise<Json | undefined> {
  const answer = await az.arm.send('GET', `/${await sitePath(az, resourceGroup, name)}?api-version=2023-12-01`);
  if (answer.status >= 400) throw restError(answer, answer.status === 404 ? 3 : 1);
  return parseJson(answer.body);
}
