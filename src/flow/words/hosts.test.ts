import { expect, it } from 'vitest';
import { hostWords, targetWords } from './hosts.ts';

const provider = '/subscriptions/s/resourceGroups/g/providers';

it.each([
  [`${provider}/Microsoft.HybridCompute/machines/srv1`, 'Arc-enabled server'],
  [`${provider}/Microsoft.ContainerService/managedClusters/aks1/namespaces/shop/pods/web`, 'pod'],
  ['/github/Contoso/shop/actions/runs/1', 'GitHub runner'],
  ['/laptops/1', 'laptop'],
  ['/somewhere', 'host'],
])('calls %s a %s', (id, words) => {
  expect(hostWords({ id, title: '' } as Parameters<typeof hostWords>[0])).toBe(words);
});

it('calls a target by what it is', () => {
  expect(['kubernetes', 'github', 'logic-app', 'nowhere'].map(targetWords)).toEqual([
    'Kubernetes',
    'GitHub',
    'starts workflows',
    undefined,
  ]);
});
