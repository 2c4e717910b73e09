import { locationOfGroup } from '../../group/location.ts';
import { implement } from '../../implement.ts';
import { compact, type Json } from '../../json.ts';
import { busPath, flattened, NAMESPACE_VERSION, ordered, requireNamespace } from '../resource.ts';
import { putNamespace } from './put.ts';

const WHICH = { resourceGroup: 'text', name: 'text' } as const;

export const servicebusNamespaceExists = implement('servicebus namespace exists', {
  takes: { name: 'text' },
  run: async ({ name }, az) => {
    const path = `${await az.root()}/providers/Microsoft.ServiceBus/CheckNameAvailability?api-version=${NAMESPACE_VERSION}`;
    return flattened(await az.arm.call('POST', path, { name }));
  },
});

export const servicebusNamespaceCreate = implement('servicebus namespace create', {
  takes: {
    ...WHICH,
    location: 'text?',
    tags: 'tags?',
    sku: 'text',
    capacity: 'int?',
    miSystemAssigned: 'bool?',
    miUserAssigned: 'texts?',
    minimumTlsVersion: 'text?',
    disableLocalAuth: 'bool?',
    publicNetworkAccess: 'text?',
    zoneRedundant: 'bool?',
    premiumMessagingPartitions: 'int?',
  },
  run: async (
    { resourceGroup, name, sku, capacity, tags, miSystemAssigned: system, miUserAssigned: user, ...args },
    az,
  ) => {
    const location = args.location ?? (await locationOfGroup(az, resourceGroup));
    const ids = user && Object.fromEntries(user.map((id) => [id, {}]));
    const type = [...(system ? ['SystemAssigned'] : []), ...(user ? ['UserAssigned'] : [])].join(', ');
    const properties: Json = compact({
      disableLocalAuth: args.disableLocalAuth,
      minimumTlsVersion: args.minimumTlsVersion,
      premiumMessagingPartitions: args.premiumMessagingPartitions,
      publicNetworkAccess: args.publicNetworkAccess,
      zoneRedundant: args.zoneRedundant,
    });
    const body = ordered({
      location,
      tags,
      sku: compact({ name: sku, tier: sku, capacity }),
      identity: type ? compact({ type, userAssignedIdentities: ids }) : undefined,
      properties: Object.keys(properties).length > 0 ? properties : undefined,
    });
    return flattened(await az.arm.finish('PUT', await busPath(az, resourceGroup, name), body));
  },
});

export const servicebusNamespaceShow = implement('servicebus namespace show', {
  takes: WHICH,
  run: async ({ resourceGroup, name }, az) => {
    requireNamespace(name, '-n');
    return flattened(await az.arm.get(await busPath(az, resourceGroup, name)));
  },
});

export const servicebusNamespaceList = implement('servicebus namespace list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const path = `${scope}/providers/Microsoft.ServiceBus/namespaces?api-version=${NAMESPACE_VERSION}`;
    return (await az.arm.list(path)).map(flattened);
  },
});

export const servicebusNamespaceUpdate = implement('servicebus namespace update', {
  takes: {
    ...WHICH,
    tags: 'tags?',
    disableLocalAuth: 'bool?',
    minimumTlsVersion: 'text?',
    publicNetworkAccess: 'text?',
    sku: 'text?',
    tier: 'text?',
    capacity: 'int?',
  },
  run: async ({ resourceGroup, name, tags, sku, tier, capacity, ...changed }, az) => {
    requireNamespace(name, '-n');
    return putNamespace(az, resourceGroup, name, {
      properties: changed,
      sku: { name: sku, tier, capacity },
      ...(tags === undefined ? {} : { tags }),
    });
  },
});

export const servicebusNamespaceDelete = implement('servicebus namespace delete', {
  takes: WHICH,
  run: async ({ resourceGroup, name }, az) => {
    requireNamespace(name, '-n');
    await az.arm.finish('DELETE', await busPath(az, resourceGroup, name));
    return undefined;
  },
});
