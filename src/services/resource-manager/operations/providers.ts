import { defineOperation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { locations } from '../data/locations.ts';
import { providers, type Provider } from '../data/providers.ts';
import { namespaceInvalid } from '../errors.ts';

const regionNames = locations.map(({ displayName }) => displayName);

const shape = ({ namespace, resourceTypes }: Provider, subscriptionId: string) => ({
  id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
  namespace,
  resourceTypes: resourceTypes.map((one) => ({ ...one, locations: regionNames, capabilities: 'None' })),
  registrationState: 'Registered',
  registrationPolicy: 'RegistrationRequired',
});

const find = (namespace: string | undefined): Provider | undefined =>
  providers.find((one) => one.namespace.toLowerCase() === namespace?.toLowerCase());

const read = 'Microsoft.Resources/subscriptions/providers/read';
const subscriptionOf = ({ subscriptionId = '' }: Record<string, string>): string => `/subscriptions/${subscriptionId}`;

const listProviders = defineOperation({
  action: read,
  title: 'Get resource providers',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers',
  requires: ({ params }) => ({ action: read, scope: subscriptionOf(params), plane: 'control' }),
  handle: (_ctx, { params }) =>
    ok({ status: 200, body: { value: providers.map((one) => shape(one, params.subscriptionId ?? '')) } }),
});

const getProvider = defineOperation({
  action: read,
  title: 'Get resource provider',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/{namespace}',
  requires: ({ params }) => ({ action: read, scope: subscriptionOf(params), plane: 'control' }),
  handle(_ctx, { params }) {
    const found = find(params.namespace);
    return found
      ? ok({ status: 200, body: shape(found, params.subscriptionId ?? '') })
      : refuse(namespaceInvalid(params.namespace ?? ''));
  },
});

/** Everything is registered from the start, so registering changes nothing. */
const registerProvider = defineOperation({
  action: 'Microsoft.Resources/subscriptions/providers/register/action',
  title: 'Register resource provider',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/providers/{namespace}/register',
  requires: ({ params }) => ({
    action: `${find(params.namespace)?.namespace ?? params.namespace ?? ''}/register/action`,
    scope: subscriptionOf(params),
    plane: 'control',
  }),
  handle(_ctx, { params }) {
    const found = find(params.namespace);
    return found
      ? ok({ status: 200, body: shape(found, params.subscriptionId ?? '') })
      : refuse(namespaceInvalid(params.namespace ?? ''));
  },
});

export const providerOperations = [listProviders, getProvider, registerProvider];
