import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';
import { shape, shapes } from '../../shape.ts';
import { managementGroupPath, parentId, register, subscriptionId } from './group.ts';

export const managementGroupList = implement('account management-group list', {
  takes: { noRegister: 'flag' },
  run: async ({ noRegister }, az) => {
    await register(az, noRegister);
    return shapes('ManagementGroupInfo', await az.arm.list(managementGroupPath()));
  },
});

export const managementGroupShow = implement('account management-group show', {
  takes: { name: 'text', expand: 'flag', recurse: 'flag', noRegister: 'flag' },
  run: async ({ name, expand, recurse, noRegister }, az) => {
    await register(az, noRegister);
    const query = expand ? `&$expand=children&$recurse=${recurse}` : '';
    return shape('ManagementGroup', await az.arm.get(managementGroupPath(`/${name}`, query)));
  },
});

export const managementGroupCreate = implement('account management-group create', {
  takes: { name: 'text', displayName: 'text?', parent: 'text?', noRegister: 'flag' },
  run: async ({ name, displayName, parent, noRegister }, az) => {
    await register(az, noRegister);
    const details = { parent: compact({ id: parent && parentId(parent) }) };
    const body = { name, properties: compact({ displayName, details }) };
    return shape('ManagementGroup', await az.arm.finish('PUT', managementGroupPath(`/${name}`), body));
  },
});

export const managementGroupDelete = implement('account management-group delete', {
  takes: { name: 'text', noRegister: 'flag' },
  run: async ({ name, noRegister }, az) => {
    await register(az, noRegister);
    await az.arm.finish('DELETE', managementGroupPath(`/${name}`));
    return undefined;
  },
});

const held = { name: 'text', subscription: 'text' } as const;

export const managementGroupSubscriptionAdd = implement('account management-group subscription add', {
  takes: held,
  run: async ({ name, subscription }, az) => {
    const path = managementGroupPath(`/${name}/subscriptions/${await subscriptionId(az, subscription)}`);
    return shape('MgSubscription', await az.arm.call('PUT', path));
  },
});

export const managementGroupSubscriptionRemove = implement('account management-group subscription remove', {
  takes: held,
  run: async ({ name, subscription }, az) => {
    await az.arm.call(
      'DELETE',
      managementGroupPath(`/${name}/subscriptions/${await subscriptionId(az, subscription)}`),
    );
    return undefined;
  },
});
