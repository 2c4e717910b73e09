import type { Az } from '../../context.ts';
import { implement } from '../../implement.ts';
import type { Json } from '../../json.ts';
import { shape } from '../../shape.ts';
import { serverPath, SQL_VERSION } from './server.ts';

async function settingPath(az: Az, resourceGroup: string, name: string): Promise<string> {
  const server = await serverPath(az, resourceGroup, name);
  return `${server}/azureADOnlyAuthentications/Default?api-version=${SQL_VERSION}`;
}

function result(raw: Json | undefined): Json {
  return shape('SqlServerAzureADOnlyAuthentication', raw);
}

/** The two commands that write the setting differ in one word. */
const write = (verb: 'enable' | 'disable') =>
  implement(`sql server ad-only-auth ${verb}`, {
    takes: { resourceGroup: 'text', name: 'text' },
    run: async ({ resourceGroup, name }, az) => {
      const properties = { azureADOnlyAuthentication: verb === 'enable' };
      return result(await az.arm.finish('PUT', await settingPath(az, resourceGroup, name), { properties }));
    },
  });

export const sqlServerAdOnlyAuthEnable = write('enable');
export const sqlServerAdOnlyAuthDisable = write('disable');

export const sqlServerAdOnlyAuthGet = implement('sql server ad-only-auth get', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => result(await az.arm.get(await settingPath(az, resourceGroup, name))),
});
