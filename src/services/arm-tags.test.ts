import { describe, expect, it } from 'vitest';
import { group, refusal, subscription, TestTenant } from './test-tenant.ts';

const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const tagsOf = (scope: string): string => `${scope}/providers/Microsoft.Resources/tags/default`;
const body = (tags: Record<string, string>, operation?: string) => ({
  ...(operation && { operation }),
  properties: { tags },
});

function tenant(): TestTenant {
  const t = new TestTenant();
  t.arm('PUT', identity, { location: 'westeurope', tags: { a: '1' } });
  return t;
}

describe('tags at a scope', () => {
  it.each([
    ['a resource', identity, (t: TestTenant) => t.arm('GET', identity).json['tags']],
    ['a group', group, (t: TestTenant) => t.arm('GET', group).json['tags']],
    ['a subscription', subscription, (t: TestTenant) => t.arm('GET', subscription).json['tags']],
  ])('%s: replaced, merged, taken off and all removed', (_, scope, shown) => {
    const t = tenant();
    const put = t.arm('PUT', tagsOf(scope), body({ a: '1', b: '2' }));
    expect([put.status, put.json]).toEqual([
      200,
      {
        id: tagsOf(
          scope.replace('/resourceGroups/rg1/', scope === identity ? '/resourcegroups/rg1/' : '/resourceGroups/rg1/'),
        ),
        name: 'default',
        type: 'Microsoft.Resources/tags',
        properties: { tags: { a: '1', b: '2' } },
      },
    ]);
    expect(shown(t)).toEqual({ a: '1', b: '2' });
    const tags = (change: object) => t.arm('PATCH', tagsOf(scope), change).json['properties']?.['tags'];
    expect(tags(body({ B: '3', c: '4' }, 'Merge'))).toEqual({ a: '1', B: '3', c: '4' });
    expect(tags(body({ a: 'other', c: '4' }, 'Delete'))).toEqual({ a: '1', B: '3' });
    expect(tags(body({ z: '9' }, 'Replace'))).toEqual({ z: '9' });
    expect(t.arm('GET', tagsOf(scope)).json['properties']).toEqual({ tags: { z: '9' } });
    expect(t.arm('DELETE', tagsOf(scope)).status).toBe(200);
    expect(t.arm('GET', tagsOf(scope)).json['properties']).toEqual({ tags: {} });
  });

  it.each([
    ['an operation that is none', 'PATCH', tagsOf(group), body({}, 'Append'), 400, 'InvalidRequestContent'],
    ['a resource that is not there', 'PUT', tagsOf(`${identity}x`), body({}), 404, 'ResourceNotFound'],
    ['a scope without tags', 'GET', tagsOf(''), undefined, 501, 'NotSimulated'],
  ])('are refused for %s', (_, method, path, content, status, code) => {
    expect(refusal(tenant().arm(method, path, content)).slice(0, 2)).toEqual([status, code]);
  });

  it('need a permission of their own and no other', () => {
    const t = tenant();
    const token = t.token('33333333-3333-4333-8333-333333333333', 'https://management.azure.com/');
    expect(refusal(t.arm('PUT', tagsOf(identity), body({}), token))[1]).toBe('AuthorizationFailed');
    t.grant('33333333-3333-4333-8333-333333333333', 'Microsoft.Resources/tags/write');
    expect(t.arm('PUT', tagsOf(identity), body({}), token).status).toBe(200);
  });

  it('are counted by name and value', () => {
    const t = tenant();
    t.arm('PUT', tagsOf(group), body({ a: '1', b: '2' }));
    t.arm('PUT', tagsOf(subscription), body({ A: '3' }));
    const value = t.arm('GET', `${subscription}/tagNames`).json['value'] as unknown as {
      tagName: string;
      count: { value: number };
      values: { tagValue: string; count: { value: number } }[];
    }[];
    expect(
      value.map(({ tagName, count, values }) => [
        tagName,
        count.value,
        values.map((one) => [one.tagValue, one.count.value]),
      ]),
    ).toEqual([
      [
        'a',
        3,
        [
          ['1', 2],
          ['3', 1],
        ],
      ],
      ['b', 1, [['2', 1]]],
    ]);
  });
});
