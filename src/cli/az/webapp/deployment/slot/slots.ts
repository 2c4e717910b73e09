import type { Az } from '../../../context.ts';
import { implement } from '../../../implement.ts';
import type { Json } from '../../../json.ts';
import { siteConfig, updateSiteConfig } from '../../config/web.ts';
import { sitePath, WEB_VERSION } from '../../site.ts';
import { listedSlot, slotRows } from './slot.ts';

const app = { resourceGroup: 'text', name: 'text' } as const;

/** What az looks at before it touches a slot: nothing for a web app, the plan for a function app. */
type Look = (az: Az, app: { resourceGroup: string; name: string }) => Promise<void>;

/** The commands on slots that web apps and function apps share. */
export const slotCommands = (group: 'webapp' | 'functionapp', look: Look) => [
  implement(`${group} deployment slot list`, {
    takes: app,
    run: async ({ resourceGroup, name }, az): Promise<Json> => {
      await look(az, { resourceGroup, name });
      const path = `${await sitePath(az, resourceGroup, name)}/slots?api-version=${WEB_VERSION}`;
      return (await az.arm.list(path)).map(listedSlot);
    },
    table: slotRows,
  }),
  implement(`${group} deployment slot delete`, {
    takes: { ...app, slot: 'text' },
    run: async ({ resourceGroup, name, slot }, az) => {
      await look(az, { resourceGroup, name });
      const path = await sitePath(az, resourceGroup, name, slot);
      await az.arm.call('DELETE', `${path}?api-version=${WEB_VERSION}`);
      return undefined;
    },
  }),
  implement(`${group} deployment slot swap`, {
    takes: { ...app, slot: 'text', targetSlot: 'text?', preserveVnet: 'bool?', action: 'text' },
    run: async ({ resourceGroup, name, slot, targetSlot, preserveVnet = true, action }, az) => {
      await look(az, { resourceGroup, name });
      const source = await sitePath(az, resourceGroup, name, slot);
      const body = { targetSlot: targetSlot ?? 'production', preserveVnet };
      const version = `api-version=${WEB_VERSION}`;
      if (action === 'swap') await az.arm.finish('POST', `${source}/slotsswap?${version}`, body);
      else if (action === 'preview') await az.arm.call('POST', `${source}/applySlotConfig?${version}`, body);
      else {
        const target = await sitePath(az, resourceGroup, name, targetSlot);
        await az.arm.call('POST', `${target}/resetSlotConfig?${version}`);
      }
      return undefined;
    },
  }),
  implement(`${group} deployment slot auto-swap`, {
    takes: { ...app, slot: 'text', autoSwapSlot: 'text', disable: 'flag' },
    run: async ({ resourceGroup, name, slot, autoSwapSlot, disable }, az) => {
      await look(az, { resourceGroup, name });
      const site = { resourceGroup, name, slot };
      const config = await siteConfig(az, site);
      return updateSiteConfig(az, site, { ...config, autoSwapSlotName: disable ? '' : autoSwapSlot });
    },
  }),
];

export const webappSlotCommands = slotCommands('webapp', () => Promise.resolve());
