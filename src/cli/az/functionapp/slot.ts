import type { Az } from '../context.ts';
import { asParserError, CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, text } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';
import { shape } from '../shape.ts';
import { copyConfiguration } from '../webapp/deployment/slot/copy.ts';
import { slotResult } from '../webapp/deployment/slot/slot.ts';
import { slotCommands } from '../webapp/deployment/slot/slots.ts';
import { newSite } from '../webapp/models.ts';
import { sitePath, WEB_VERSION } from '../webapp/site.ts';

const FLEX = 'Invalid command. This is not currently supported for Azure Functions on the Flex Consumption plan.';

/** az looks at the app and its plan while it checks options: a refusal ends as the parser does. */
async function refuseFlex(az: Az, { resourceGroup, name }: { resourceGroup: string; name: string }): Promise<void> {
  const version = `api-version=${WEB_VERSION}`;
  const site = await az.arm.get(`${await sitePath(az, resourceGroup, name)}?${version}`).catch(asParserError);
  const plan = parseResourceId(String(at(site, 'properties', 'serverFarmId') ?? ''));
  if (plan === undefined) return;
  const path = `${await az.group(plan.resourceGroup)}/providers/Microsoft.Web/serverfarms/${plan.name}?${version}`;
  const found = await az.arm.get(path).catch(asParserError);
  if (at(found, 'sku', 'tier') === 'FlexConsumption') throw new CliError(FLEX, { exit: 2 });
}

const create = implement('functionapp deployment slot create', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text', configurationSource: 'text?', httpsOnly: 'bool' },
  run: async ({ resourceGroup, name, slot, configurationSource, httpsOnly }, az) => {
    await refuseFlex(az, { resourceGroup, name });
    const app = shape(
      'Site',
      await az.arm.get(`${await sitePath(az, resourceGroup, name)}?api-version=${WEB_VERSION}`),
    );
    const body = newSite({ location: text(app, 'location'), serverFarmId: text(app, 'serverFarmId'), httpsOnly });
    const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
    const made = slotResult(await az.arm.finish('PUT', path, body));
    if (configurationSource !== undefined)
      await copyConfiguration(az, { resourceGroup, name, slot, configurationSource });
    return made;
  },
});

export const functionappSlotCommands = [create, ...slotCommands('functionapp', refuseFlex)];
