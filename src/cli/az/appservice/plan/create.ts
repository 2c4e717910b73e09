import { defineCommand } from '../../define.ts';
import { location, noWait, required, resourceGroup, tags } from '../../parameters.ts';
import { compact, text } from '../../json.ts';
import { shape } from '../../shape.ts';
import { WEB_VERSION } from '../../webapp/site.ts';
import { skuName, skuTier } from './sku.ts';

export const appservicePlanCreate = defineCommand({
  words: 'appservice plan create',
  summary: 'Create an app service plan.',
  parameters: {
    resourceGroup: required(resourceGroup),
    name: { short: 'n', required: true, help: 'Name of the new app service plan.' },
    isLinux: { takes: 'flag', help: 'Host web app on Linux worker.' },
    hyperV: { takes: 'flag', help: 'Host Windows Container Web App on Hyper-V worker.' },
    perSiteScaling: {
      takes: 'flag',
      help: 'Enable per-app scaling at the App Service plan level to allow for scaling an app independently from the App Service plan that hosts it.',
    },
    appServiceEnvironment: {
      short: 'e',
      help: 'Name or ID of the app service environment. If you want to create the app service plan in different subscription than the app service environment, please use the resource ID for --app-service-environment parameter.',
    },
    sku: {
      choices: [
        'F1',
        'FREE',
        'D1',
        'SHARED',
        'B1',
        'B2',
        'B3',
        'S1',
        'S2',
        'S3',
        'P1V2',
        'P2V2',
        'P3V2',
        'P0V3',
        'P1V3',
        'P2V3',
        'P3V3',
        'P1MV3',
        'P2MV3',
        'P3MV3',
        'P4MV3',
        'P5MV3',
        'P0V4',
        'P1V4',
        'P2V4',
        'P3V4',
        'P1MV4',
        'P2MV4',
        'P3MV4',
        'P4MV4',
        'P5MV4',
        'I1V2',
        'I2V2',
        'I3V2',
        'I4V2',
        'I5V2',
        'I6V2',
        'I1MV2',
        'I2MV2',
        'I3MV2',
        'I4MV2',
        'I5MV2',
        'WS1',
        'WS2',
        'WS3',
      ],
      default: 'B1',
      help: 'The pricing tiers, e.g., F1(Free), D1(Shared), B1(Basic Small), B2(Basic Medium), B3(Basic Large), S1(Standard Small), P1V2(Premium V2 Small), P2V2(Premium V2 Medium), P3V2(Premium V2 Large), P0V3(Premium V3 Extra Small), P1V3(Premium V3 Small), P2V3(Premium V3 Medium), P3V3(Premium V3 Large), P1MV3(Premium Memory Optimized V3 Small), P2MV3(Premium Memory Optimized V3 Medium), P3MV3(Premium Memory Optimized V3 Large), P4MV3(Premium Memory Optimized V3 Extra Large), P5MV3(Premium Memory Optimized V3 Extra Extra Large), P0V4(Premium V4 Extra Small), P1V4(Premium V4 Small), P2V4(Premium V4 Medium), P3V4(Premium V4 Large), P1MV4(Premium Memory Optimized V4 Small), P2MV4(Premium Memory Optimized V4 Medium), P3MV4(Premium Memory Optimized V4 Large), P4MV4(Premium Memory Optimized V4 Extra Large), P5MV4(Premium Memory Optimized V4 Extra Extra Large), I1V2 (Isolated V2 I1V2), I2V2 (Isolated V2 I2V2), I3V2 (Isolated V2 I3V2), I4V2 (Isolated V2 I4V2), I5V2 (Isolated V2 I5V2), I6V2 (Isolated V2 I6V2), I1MV2 (Isolated Memory Optimized V2 I1MV2), I2MV2 (Isolated Memory Optimized V2 I2MV2), I3MV2 (Isolated Memory Optimized V2 I3MV2), I4MV2 (Isolated Memory Optimized V2 I4MV2), I5MV2 (Isolated Memory Optimized V2 I5MV2), WS1 (Logic Apps Workflow Standard 1), WS2 (Logic Apps Workflow Standard 2), WS3 (Logic Apps Workflow Standard 3).',
    },
    numberOfWorkers: { kind: 'int', default: 1, help: 'Number of workers to be allocated.' },
    location,
    tags,
    zoneRedundant: {
      short: 'z',
      takes: 'flag',
      help: 'Enable zone redundancy for high availability. Minimum instance count is 2.',
    },
    noWait,
  },
  examples: [
    { says: 'Create a basic app service plan.', line: 'az appservice plan create -g MyResourceGroup -n MyPlan\n' },
    {
      says: 'Create a standard app service plan with four Linux workers.',
      line: 'az appservice plan create -g MyResourceGroup -n MyPlan --is-linux --number-of-workers 4 --sku S1\n',
    },
    {
      says: 'Create a Windows container app service plan.',
      line: 'az appservice plan create -g MyResourceGroup -n MyPlan --hyper-v --sku P1V3\n',
    },
    {
      says: 'Create an app service plan for App Service Environment.',
      line: 'az appservice plan create -g MyResourceGroup -n MyPlan --app-service-environment MyAppServiceEnvironment --sku I1v2\n',
    },
    {
      says: 'Create an app service plan for App Service Environment in different subscription.',
      line: "az appservice plan create -g MyResourceGroup -n MyPlan --app-service-environment '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test-rg/providers/Microsoft.Web/hostingEnvironments/test-ase' --sku I1V2\n",
    },
    {
      says: 'Create an app service plan for App Service Environment in different subscription and the resource group in different region than App Service Environment.',
      line: "az appservice plan create -g MyResourceGroup -n MyPlan --app-service-environment '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test-rg/providers/Microsoft.Web/hostingEnvironments/test-ase' --sku I1V2 --location ase-region\n",
    },
  ],
  run: async (
    {
      resourceGroup,
      name,
      isLinux,
      hyperV,
      perSiteScaling,
      sku,
      numberOfWorkers,
      location,
      tags,
      noWait,
      zoneRedundant,
    },
    az,
  ) => {
    const where =
      location ??
      text(await az.arm.get(`${await az.root()}/resourcegroups/${resourceGroup}?api-version=2024-11-01`), 'location');
    const capacity = zoneRedundant ? Math.max(3, numberOfWorkers) : numberOfWorkers;
    const properties = compact({
      perSiteScaling,
      reserved: isLinux || undefined,
      hyperV: hyperV || undefined,
      isXenon: false,
      zoneRedundant,
    });
    const body = compact({
      location: where,
      tags,
      sku: { name: skuName(sku), tier: skuTier(sku), capacity },
      properties,
    });
    const path = `${await az.group(resourceGroup)}/providers/Microsoft.Web/serverfarms/${name}?api-version=${WEB_VERSION}`;
    if (noWait) {
      await az.arm.put(path, body);
      return undefined;
    }
    return shape('AppServicePlan', await az.arm.finish('PUT', path, body));
  },
});
