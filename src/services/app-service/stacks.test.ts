import { describe, expect, it } from 'vitest';
import { subscription } from '../test-tenant.ts';
import { Web } from './fixture.ts';

interface Stack {
  name: string;
  properties: { majorVersions: { minorVersions: { value: string; stackSettings: Record<string, object> }[] }[] };
}

const stacksOf = (type: string): Stack[] =>
  new Web().arm('GET', `/providers/Microsoft.Web/${type}`).json['value'] as unknown as Stack[];

const settings = (type: string, language: string, value: string) =>
  stacksOf(type)
    .find(({ name }) => name === language)
    ?.properties.majorVersions.flatMap(({ minorVersions }) => minorVersions)
    .find((minor) => minor.value === value)?.stackSettings;

describe('what App Service runs', () => {
  it('names a web app’s language by its configuration on each operating system', () => {
    expect(settings('webAppStacks', 'node', '22-lts')).toMatchObject({
      windowsRuntimeSettings: { runtimeVersion: '~22', endOfLifeDate: '2027-04-30T00:00:00Z' },
      linuxRuntimeSettings: { runtimeVersion: 'NODE|22-lts' },
    });
    expect(settings('webAppStacks', 'python', '3.12')).not.toHaveProperty('windowsRuntimeSettings');
  });

  it('says which settings and configuration a function app gets with its language', () => {
    expect(settings('functionAppStacks', 'node', '22 LTS')).toMatchObject({
      windowsRuntimeSettings: {
        appSettingsDictionary: { FUNCTIONS_WORKER_RUNTIME: 'node', WEBSITE_NODE_DEFAULT_VERSION: '~22' },
      },
      linuxRuntimeSettings: {
        appSettingsDictionary: { FUNCTIONS_WORKER_RUNTIME: 'node' },
        siteConfigPropertiesDictionary: { use32BitWorkerProcess: false, linuxFxVersion: 'Node|22' },
        supportedFunctionsExtensionVersions: ['~4'],
      },
    });
  });

  it('is to be had in every region', () => {
    const { json } = new Web().arm('GET', `${subscription}/providers/Microsoft.Web/geoRegions`);
    expect(json['value']).toContainEqual(expect.objectContaining({ name: 'West Europe' }));
  });
});
