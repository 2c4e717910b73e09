import type { Body } from '../implement.ts';
import { queueBodies, subscriptionBodies, topicBodies } from './entities.ts';
import { servicebusNamespaceIdentityAssign, servicebusNamespaceIdentityRemove } from './namespace/identity.ts';
import {
  servicebusNamespaceCreate,
  servicebusNamespaceDelete,
  servicebusNamespaceExists,
  servicebusNamespaceList,
  servicebusNamespaceShow,
  servicebusNamespaceUpdate,
} from './namespace/namespaces.ts';
import {
  servicebusIpRuleAdd,
  servicebusIpRuleRemove,
  servicebusNetworkRuleSetList,
  servicebusNetworkRuleSetShow,
  servicebusNetworkRuleSetUpdate,
} from './namespace/network-rules.ts';
import { ruleBodies } from './rules.ts';

/** What `az servicebus …` does: namespaces with their identities and network rules, what is in them, and access rules. */
export const servicebusBodies: readonly Body[] = [
  servicebusNamespaceCreate,
  servicebusNamespaceDelete,
  servicebusNamespaceExists,
  servicebusNamespaceIdentityAssign,
  servicebusNamespaceIdentityRemove,
  servicebusNamespaceList,
  servicebusNamespaceShow,
  servicebusNamespaceUpdate,
  servicebusIpRuleAdd,
  servicebusIpRuleRemove,
  servicebusNetworkRuleSetList,
  servicebusNetworkRuleSetShow,
  servicebusNetworkRuleSetUpdate,
  ...queueBodies,
  ...topicBodies,
  ...subscriptionBodies,
  ...ruleBodies,
];
