import { implement } from '../implement.ts';
import type { Json, JsonObject } from '../json.ts';
import { WEB_VERSION } from '../webapp/site.ts';
import { text } from '../json.ts';
import { functionRuntimes, type FunctionRuntime } from './runtime.ts';

function row({ name, version, functions, isLinux, config }: FunctionRuntime): Json {
  const linux: JsonObject = isLinux ? { linux_fx_version: config['linuxFxVersion'] ?? null } : {};
  return { runtime: name, version, supported_functions_versions: functions, ...linux };
}

export const functionappListRuntimes = implement('functionapp list-runtimes', {
  takes: { os: 'text?' },
  run: async ({ os }, az) => {
    const known = await functionRuntimes(az);
    const on = (isLinux: boolean): Json[] => known.filter((one) => one.isLinux === isLinux).map(row);
    return os === undefined ? { windows: on(false), linux: on(true) } : on(os === 'linux');
  },
});

export const functionappListConsumptionLocations = implement('functionapp list-consumption-locations', {
  takes: {},
  run: async (_, az) => {
    const path = `${await az.root()}/providers/Microsoft.Web/geoRegions?sku=Dynamic&api-version=${WEB_VERSION}`;
    const regions = await az.arm.list(path);
    return regions.map((region) => ({ name: text(region, 'name').toLowerCase().replaceAll(' ', '') }));
  },
});
