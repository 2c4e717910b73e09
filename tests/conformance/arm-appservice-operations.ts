import type { Site, WebSiteManagementClient } from '@azure/arm-appservice';
import { all } from './transport.ts';
import { slotPlanId } from './web-world.ts';
import type { ArmOperation } from './arm-table.ts';

type Client = WebSiteManagementClient;

const site: Site = { location: 'westeurope', serverFarmId: slotPlanId };
const plan = { location: 'westeurope', sku: { name: 'S1' } };
const notThere: [number, string] = [404, 'ResourceNotFound'];
const noGroup: [number, string] = [404, 'ResourceGroupNotFound'];
const nothing = 'ok: nothing was there';

/** An operation on the app `app-slots`, and its twin on the slot `staging`; both miss an object of the name `none`. */
const twins = (
  names: [app: string, slot: string],
  app: (c: Client, name: string) => PromiseLike<unknown>,
  slot: (c: Client, slot: string) => PromiseLike<unknown>,
  refusal: ArmOperation<Client>['refusal'] = notThere,
): ArmOperation<Client>[] => [
  { operation: names[0], works: (c) => app(c, 'app-slots'), object: (c) => app(c, 'none'), refusal },
  { operation: names[1], works: (c) => slot(c, 'staging'), object: (c) => slot(c, 'none'), refusal },
];
const both = (name: string): [string, string] => [name, `${name}Slot`];
const settings = { properties: { A: '1' } };
const strings = { properties: { one: { value: 'text', type: 'Custom' as const } } };
const config = { linuxFxVersion: 'NODE|24-lts' };

/** Each operation of the client that is simulated: how it works, and how the object that it names refuses it. */
export const operations: ArmOperation<Client>[] = [
  {
    operation: 'appServicePlans.createOrUpdate',
    works: (c) => c.appServicePlans.createOrUpdate('rg1', 'made', plan),
    object: (c) => c.appServicePlans.createOrUpdate('rg1', 'made', { ...plan, sku: { name: 'B9' } }),
    refusal: [400, 'BadRequest'],
  },
  {
    operation: 'appServicePlans.get',
    works: (c) => c.appServicePlans.get('rg1', 'made'),
    object: (c) => c.appServicePlans.get('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'appServicePlans.listByResourceGroup',
    works: (c) => all(c.appServicePlans.listByResourceGroup('rg1')),
    object: (c) => all(c.appServicePlans.listByResourceGroup('rg9')),
    refusal: noGroup,
  },
  {
    operation: 'appServicePlans.delete',
    works: (c) => c.appServicePlans.delete('rg1', 'made'),
    object: (c) => c.appServicePlans.delete('rg1', 'plan-slots'),
    refusal: [409, 'Conflict'],
  },
  {
    operation: 'webApps.createOrUpdate',
    works: (c) => c.webApps.createOrUpdate('rg1', 'made', site),
    object: (c) => c.webApps.createOrUpdate('rg1', 'made', { ...site, serverFarmId: 'none' }),
    refusal: [404, 'NotFound'],
  },
  {
    operation: 'webApps.createOrUpdateSlot',
    works: (c) => c.webApps.createOrUpdateSlot('rg1', 'app-slots', 'made', site),
    object: (c) => c.webApps.createOrUpdateSlot('rg1', 'app-none', 'made', { location: 'westeurope' }),
    refusal: [409, 'Conflict'],
  },
  {
    operation: 'webApps.listByResourceGroup',
    works: (c) => all(c.webApps.listByResourceGroup('rg1')),
    object: (c) => all(c.webApps.listByResourceGroup('rg9')),
    refusal: noGroup,
  },
  {
    operation: 'webApps.listSlots',
    works: (c) => all(c.webApps.listSlots('rg1', 'app-slots')),
    object: (c) => all(c.webApps.listSlots('rg1', 'none')),
    refusal: notThere,
  },
  ...twins(
    both('webApps.get'),
    (c, name) => c.webApps.get('rg1', name),
    (c, slot) => c.webApps.getSlot('rg1', 'app-slots', slot),
  ),
  ...twins(
    both('webApps.update'),
    (c, name) => c.webApps.update('rg1', name, { httpsOnly: true }),
    (c, slot) => c.webApps.updateSlot('rg1', 'app-slots', slot, { httpsOnly: true }),
  ),
  ...twins(
    both('webApps.stop'),
    (c, name) => c.webApps.stop('rg1', name),
    (c, slot) => c.webApps.stopSlot('rg1', 'app-slots', slot),
  ),
  ...twins(
    both('webApps.start'),
    (c, name) => c.webApps.start('rg1', name),
    (c, slot) => c.webApps.startSlot('rg1', 'app-slots', slot),
  ),
  ...twins(
    both('webApps.restart'),
    (c, name) => c.webApps.restart('rg1', name),
    (c, slot) => c.webApps.restartSlot('rg1', 'app-slots', slot),
  ),
  ...twins(
    ['webApps.listAppSettingsKeyVaultReferences', 'webApps.listAppSettingsKeyVaultReferencesSlot'],
    (c, name) => all(c.webApps.listAppSettingsKeyVaultReferences('rg1', name)),
    (c, slot) => all(c.webApps.listAppSettingsKeyVaultReferencesSlot('rg1', 'app-slots', slot)),
  ),
  ...twins(
    both('webApps.getAppSettingKeyVaultReference'),
    (c, name) => c.webApps.getAppSettingKeyVaultReference('rg1', name, 'DB'),
    (c, slot) => c.webApps.getAppSettingKeyVaultReferenceSlot('rg1', 'app-slots', 'DB', slot),
  ),
  ...twins(
    ['webApps.listSiteConnectionStringKeyVaultReferences', 'webApps.listSiteConnectionStringKeyVaultReferencesSlot'],
    (c, name) => all(c.webApps.listSiteConnectionStringKeyVaultReferences('rg1', name)),
    (c, slot) => all(c.webApps.listSiteConnectionStringKeyVaultReferencesSlot('rg1', 'app-slots', slot)),
  ),
  ...twins(
    both('webApps.getSiteConnectionStringKeyVaultReference'),
    (c, name) => c.webApps.getSiteConnectionStringKeyVaultReference('rg1', name, 'main'),
    (c, slot) => c.webApps.getSiteConnectionStringKeyVaultReferenceSlot('rg1', 'app-slots', 'main', slot),
  ),
  ...twins(
    both('webApps.listApplicationSettings'),
    (c, name) => c.webApps.listApplicationSettings('rg1', name),
    (c, slot) => c.webApps.listApplicationSettingsSlot('rg1', 'app-slots', slot),
  ),
  ...twins(
    both('webApps.updateApplicationSettings'),
    (c, name) => c.webApps.updateApplicationSettings('rg1', name, settings),
    (c, slot) => c.webApps.updateApplicationSettingsSlot('rg1', 'app-slots', slot, settings),
  ),
  ...twins(
    both('webApps.listConnectionStrings'),
    (c, name) => c.webApps.listConnectionStrings('rg1', name),
    (c, slot) => c.webApps.listConnectionStringsSlot('rg1', 'app-slots', slot),
  ),
  ...twins(
    both('webApps.updateConnectionStrings'),
    (c, name) => c.webApps.updateConnectionStrings('rg1', name, strings),
    (c, slot) => c.webApps.updateConnectionStringsSlot('rg1', 'app-slots', slot, strings),
  ),
  ...twins(
    both('webApps.getConfiguration'),
    (c, name) => c.webApps.getConfiguration('rg1', name),
    (c, slot) => c.webApps.getConfigurationSlot('rg1', 'app-slots', slot),
  ),
  ...twins(
    both('webApps.createOrUpdateConfiguration'),
    (c, name) => c.webApps.createOrUpdateConfiguration('rg1', name, config),
    (c, slot) => c.webApps.createOrUpdateConfigurationSlot('rg1', 'app-slots', slot, config),
  ),
  ...twins(
    both('webApps.updateConfiguration'),
    (c, name) => c.webApps.updateConfiguration('rg1', name, config),
    (c, slot) => c.webApps.updateConfigurationSlot('rg1', 'app-slots', slot, config),
  ),
  ...twins(
    both('webApps.listPublishingCredentials'),
    (c, name) => c.webApps.listPublishingCredentials('rg1', name),
    (c, slot) => c.webApps.listPublishingCredentialsSlot('rg1', 'app-slots', slot),
  ),
  {
    operation: 'webApps.listSlotConfigurationNames',
    works: (c) => c.webApps.listSlotConfigurationNames('rg1', 'app-slots'),
    object: (c) => c.webApps.listSlotConfigurationNames('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'webApps.updateSlotConfigurationNames',
    works: (c) => c.webApps.updateSlotConfigurationNames('rg1', 'app-slots', { appSettingNames: ['A'] }),
    object: (c) => c.webApps.updateSlotConfigurationNames('rg1', 'none', { appSettingNames: ['A'] }),
    refusal: notThere,
  },
  {
    operation: 'webApps.swapSlotWithProduction',
    works: (c) => c.webApps.swapSlotWithProduction('rg1', 'app-slots', { targetSlot: 'staging', preserveVnet: true }),
    object: (c) => c.webApps.swapSlotWithProduction('rg1', 'app-slots', { targetSlot: 'none', preserveVnet: true }),
    refusal: notThere,
  },
  {
    operation: 'webApps.swapSlot',
    works: (c) => c.webApps.swapSlot('rg1', 'app-slots', 'staging', { targetSlot: 'production', preserveVnet: true }),
    object: (c) => c.webApps.swapSlot('rg1', 'app-slots', 'staging', { targetSlot: 'staging', preserveVnet: true }),
    refusal: [409, 'Conflict'],
  },
  {
    operation: 'webApps.listFunctions',
    works: (c) => all(c.webApps.listFunctions('rg1', 'app-func')),
    object: (c) => all(c.webApps.listFunctions('rg1', 'none')),
    refusal: notThere,
  },
  {
    operation: 'webApps.getFunction',
    works: (c) => c.webApps.getFunction('rg1', 'app-func', 'Work'),
    object: (c) => c.webApps.getFunction('rg1', 'app-func', 'None'),
    refusal: [404, 'NotFound'],
  },
  {
    operation: 'webApps.listFunctionKeys',
    works: (c) => c.webApps.listFunctionKeys('rg1', 'app-func', 'Work'),
    object: (c) => c.webApps.listFunctionKeys('rg1', 'app-func', 'None'),
    refusal: [404, 'NotFound'],
  },
  {
    operation: 'webApps.listHostKeys',
    works: (c) => c.webApps.listHostKeys('rg1', 'app-func'),
    object: (c) => c.webApps.listHostKeys('rg1', 'app-slots'),
    refusal: [400, 'BadRequest'],
  },
  {
    operation: 'webApps.listInstanceFunctionsSlot',
    works: (c) => all(c.webApps.listInstanceFunctionsSlot('rg1', 'app-func', 'staging')),
    object: (c) => all(c.webApps.listInstanceFunctionsSlot('rg1', 'app-func', 'none')),
    refusal: notThere,
  },
  {
    operation: 'webApps.getInstanceFunctionSlot',
    works: (c) => c.webApps.getInstanceFunctionSlot('rg1', 'app-func', 'Work', 'staging'),
    object: (c) => c.webApps.getInstanceFunctionSlot('rg1', 'app-func', 'None', 'staging'),
    refusal: [404, 'NotFound'],
  },
  {
    operation: 'webApps.listFunctionKeysSlot',
    works: (c) => c.webApps.listFunctionKeysSlot('rg1', 'app-func', 'Work', 'staging'),
    object: (c) => c.webApps.listFunctionKeysSlot('rg1', 'app-func', 'None', 'staging'),
    refusal: [404, 'NotFound'],
  },
  {
    operation: 'webApps.listHostKeysSlot',
    works: (c) => c.webApps.listHostKeysSlot('rg1', 'app-func', 'staging'),
    object: (c) => c.webApps.listHostKeysSlot('rg1', 'app-slots', 'staging'),
    refusal: [400, 'BadRequest'],
  },
  {
    operation: 'webApps.deleteSlot',
    works: (c) => c.webApps.deleteSlot('rg1', 'app-slots', 'made'),
    object: (c) => c.webApps.deleteSlot('rg1', 'app-slots', 'none'),
    refusal: nothing,
  },
  {
    operation: 'webApps.delete',
    works: (c) => c.webApps.delete('rg1', 'made', { deleteEmptyServerFarm: false }),
    object: (c) => c.webApps.delete('rg1', 'none'),
    refusal: nothing,
  },
];
