import { implement } from '../implement.ts';
import { member } from '../json.ts';

/** Machines have no network interface here: what the tenant says to the question for interfaces is the answer. */
export const vmListIpAddresses = implement('vm list-ip-addresses', {
  takes: { resourceGroup: 'text?', name: 'text?' },
  run: async (_, az) => {
    const network = `${await az.root()}/providers/Microsoft.Network`;
    await az.arm.list(`${network}/publicIPAddresses?api-version=2022-01-01`);
    await az.arm.list(`${network}/networkInterfaces?api-version=2022-01-01`);
    return [];
  },
});

export const vmListSizes = implement('vm list-sizes', {
  takes: { location: 'text' },
  run: async ({ location }, az) => {
    const path = `${await az.root()}/providers/Microsoft.Compute/locations/${location}/vmSizes?api-version=2022-11-01`;
    return member(await az.arm.get(path), 'value') ?? [];
  },
});
