import { implement } from '../implement.ts';
import { sitePath, WEB_VERSION } from './site.ts';

/** The three commands that set a site going or stop it, for each kind of site: they differ in one word. */
export const powerCommands = (group: 'webapp' | 'functionapp' | 'logicapp') =>
  (['start', 'stop', 'restart'] as const).map((verb) =>
    implement(`${group} ${verb}`, {
      takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
      run: async ({ resourceGroup, name, slot }, az) => {
        const path = await sitePath(az, resourceGroup, name, slot);
        await az.arm.call('POST', `${path}/${verb}?api-version=${WEB_VERSION}`);
        return undefined;
      },
    }),
  );
