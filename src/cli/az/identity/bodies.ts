import type { Body } from '../implement.ts';
import { identityCreate } from './create.ts';
import { identityDelete } from './delete.ts';
import {
  identityFederatedCredentialCreate,
  identityFederatedCredentialDelete,
  identityFederatedCredentialList,
  identityFederatedCredentialShow,
  identityFederatedCredentialUpdate,
} from './federated-credential/commands.ts';
import { identityListResources } from './list-resources.ts';
import { identityList } from './list.ts';
import { identityShow } from './show.ts';

/** What this lab does of `az identity`. */
export const identityBodies: readonly Body[] = [
  identityCreate,
  identityDelete,
  identityFederatedCredentialCreate,
  identityFederatedCredentialDelete,
  identityFederatedCredentialList,
  identityFederatedCredentialShow,
  identityFederatedCredentialUpdate,
  identityList,
  identityListResources,
  identityShow,
];
