import { expect, it } from 'vitest';
import { appServiceAddress, clientAddress, learnerAddress } from './addresses.ts';
import { Tables } from './tables.ts';

it.each([
  ['/laptops/1', learnerAddress],
  ['/github/Contoso/shop/actions/runs/1', '192.0.2.45'],
  ['/subscriptions/s/resourceGroups/g/providers/Microsoft.HybridCompute/machines/srv1', '192.0.2.10'],
  ['/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/app', appServiceAddress],
])('a request from %s is seen to come from %s', (host, address) => {
  expect(clientAddress(new Tables({}), { type: 'run', entry: 1, host })).toBe(address);
  expect(clientAddress(new Tables({}), { type: 'internet' })).toBe(learnerAddress);
});
