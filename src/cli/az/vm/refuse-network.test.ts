import { expect, it } from 'vitest';
import { refuseNetwork } from './refuse-network.ts';

it.each([
  [{}, undefined],
  [{ publicIpAddress: '', nsg: '', nsgRule: 'NONE', publicIpSku: 'Standard' }, undefined],
  [{ publicIpAddress: 'ip1' }, "'az vm create --public-ip-address ip1' exists"],
  [{ nsgRule: 'SSH' }, "'az vm create --nsg-rule SSH' exists"],
  [{ loadBalancer: 'lb' }, "'az vm create --load-balancer lb' exists"],
])('a machine without a network: %o', (given, refusal) => {
  const create = () => refuseNetwork('vm create', given);
  if (refusal === undefined) expect(create).not.toThrow();
  else expect(create).toThrow(refusal);
});
