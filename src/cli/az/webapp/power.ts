import { implement } from '../implement.ts';
import { sitePath, WEB_VERSION } from './site.ts';

/** The three commands that set a web app going or stop it: they differ in one word. */
const power = (verb: 'start' | 'stop' | 'restart') =>
  implement(`webapp ${verb}`, {
    takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
    run: async ({ resourceGroup, name, slot }, az) => {
      await az.arm.call('POST', `${await sitePath(az, resourceGroup, name, slot)}/${verb}?api-version=${WEB_VERSION}`);
      return undefined;
    },
  });

export const webappStart = power('start');
export const webappStop = power('stop');
export const webappRestart = power('restart');
