import type { Requirement } from '#kernel/decision.ts';
import type { RequiresInput } from '#kernel/define.ts';
import {
  accountAt,
  blobKey,
  containerScope,
  queueScope,
  table,
  type AccountRow,
  type BlobRow,
  type PublicAccess,
} from './models.ts';

export type DataService = 'blob' | 'queue';

/** What an operation of the data plane asks of a token and of a signed address. */
export interface Access {
  /** Below `Microsoft.Storage/storageAccounts/`. Container and queue operations are `actions`: the control plane's. */
  needs: Need;
  /** Resource type of an account SAS: service, container (queue), object (blob, messages). */
  type: 's' | 'c' | 'o';
  /** Letters of `sp`, one of which suffices; none: no signed address may do it. */
  letters: string;
  /** A service SAS for the container or queue reaches it. */
  inContainer?: boolean;
  /** How public a container must be for everybody. */
  public?: PublicAccess;
  /** What conditions call it: `Blob.List`. */
  subOperation?: string;
  /** Not even an account key may do it. */
  tokenOnly?: boolean;
}

type Need = { action: string; plane: 'control' | 'data'; newOnly?: boolean } | { anyOf: Need[] } | { allOf: Need[] };

const control = (action: string): Need => ({ action, plane: 'control' });
const data = (action: string): Need => ({ action, plane: 'data' });
const container = 'blobServices/containers/';
const blob = 'blobServices/containers/blobs/';
const queue = 'queueServices/queues/';
const message = 'queueServices/queues/messages/';

const readContainer: Access = { needs: control(`${container}read`), type: 'c', letters: 'r', public: 'container' };
const readBlob: Access = { needs: data(`${blob}read`), type: 'o', letters: 'r', inContainer: true, public: 'blob' };
const writeBlob: Access = { needs: data(`${blob}write`), type: 'o', letters: 'w', inContainer: true };
const readQueue: Access = { needs: control(`${queue}read`), type: 'c', letters: 'r', inContainer: true };

/**
 * Every operation of the data plane by service, method and path. Source: "Authorize with Microsoft Entra ID" (permissions
 * for blob and queue service operations), "Create an account SAS", "Create a service SAS".
 */
export const access: Record<string, Access> = {
  'blob GET /containers': { needs: control(`${container}read`), type: 's', letters: 'l' },
  'blob POST /delegation-key': {
    needs: control('blobServices/generateUserDelegationKey/action'),
    type: 's',
    letters: '',
    tokenOnly: true,
  },
  'blob PUT /container/{container}': { needs: control(`${container}write`), type: 'c', letters: 'cw' },
  'blob GET /container/{container}': readContainer,
  'blob HEAD /container/{container}': readContainer,
  'blob DELETE /container/{container}': { needs: control(`${container}delete`), type: 'c', letters: 'd' },
  'blob GET /container-metadata/{container}': readContainer,
  'blob HEAD /container-metadata/{container}': readContainer,
  'blob PUT /container-metadata/{container}': { needs: control(`${container}write`), type: 'c', letters: 'w' },
  'blob GET /container-acl/{container}': { needs: control(`${container}getAcl/action`), type: 'c', letters: '' },
  'blob PUT /container-acl/{container}': { needs: control(`${container}setAcl/action`), type: 'c', letters: '' },
  'blob GET /blobs/{container}': {
    needs: data(`${blob}read`),
    type: 'c',
    letters: 'l',
    inContainer: true,
    public: 'container',
    subOperation: 'Blob.List',
  },
  'blob PUT /blob/{container}/{blob}': {
    needs: { anyOf: [data(`${blob}write`), { action: `${blob}add/action`, plane: 'data', newOnly: true }] },
    type: 'o',
    letters: 'cw',
    inContainer: true,
  },
  'blob GET /blob/{container}/{blob}': readBlob,
  'blob HEAD /blob/{container}/{blob}': readBlob,
  'blob DELETE /blob/{container}/{blob}': {
    needs: data(`${blob}delete`),
    type: 'o',
    letters: 'd',
    inContainer: true,
  },
  'blob GET /blob-metadata/{container}/{blob}': readBlob,
  'blob HEAD /blob-metadata/{container}/{blob}': readBlob,
  'blob PUT /blob-metadata/{container}/{blob}': writeBlob,
  'blob PUT /blob-properties/{container}/{blob}': writeBlob,
  'queue GET /queues': { needs: control(`${queue}read`), type: 's', letters: 'l' },
  'queue PUT /queue/{queue}': { needs: control(`${queue}write`), type: 'c', letters: 'cw' },
  'queue DELETE /queue/{queue}': { needs: control(`${queue}delete`), type: 'c', letters: 'd' },
  'queue GET /queue-metadata/{queue}': readQueue,
  'queue HEAD /queue-metadata/{queue}': readQueue,
  'queue PUT /queue-metadata/{queue}': { needs: control(`${queue}write`), type: 'c', letters: 'w' },
  'queue POST /messages/{queue}': {
    needs: { anyOf: [data(`${message}add/action`), data(`${message}write`)] },
    type: 'o',
    letters: 'a',
    inContainer: true,
  },
  'queue GET /messages/{queue}': {
    needs: {
      anyOf: [data(`${message}process/action`), { allOf: [data(`${message}delete`), data(`${message}read`)] }],
    },
    type: 'o',
    letters: 'p',
    inContainer: true,
  },
  'queue GET /peek/{queue}': { needs: data(`${message}read`), type: 'o', letters: 'r', inContainer: true },
  'queue DELETE /messages/{queue}': { needs: data(`${message}delete`), type: 'o', letters: 'd' },
  'queue PUT /message/{queue}/{message}': {
    needs: data(`${message}write`),
    type: 'o',
    letters: 'u',
    inContainer: true,
  },
  'queue DELETE /message/{queue}/{message}': {
    needs: { anyOf: [data(`${message}process/action`), data(`${message}delete`)] },
    type: 'o',
    letters: 'p',
    inContainer: true,
  },
};

export function accessOf(operation: { surface: string; method: string; path: string }): Access {
  const found = access[`${operation.surface} ${operation.method} ${operation.path}`];
  if (!found) throw new Error(`no access rule for ${operation.surface} ${operation.method} ${operation.path}`);
  return found;
}

/** The first action that a need names: an operation is called by it. */
export const actionOf = (need: Need): string =>
  'action' in need
    ? `Microsoft.Storage/storageAccounts/${need.action}`
    : actionOf(('anyOf' in need ? need.anyOf : need.allOf)[0] as Need);

/** Where roles are asked: at the container or queue, and at the account for what belongs to none. */
function scopeOf(account: AccountRow, service: DataService, params: Record<string, string>): string {
  if (params['container'] !== undefined) return containerScope(account.id, params['container']);
  if (params['queue'] !== undefined) return queueScope(account.id, params['queue']);
  return `${account.id}/${service}Services/default`;
}

const resource = '@Resource[Microsoft.Storage/storageAccounts';

/** What conditions may ask. Source: "Actions and attributes for Azure role assignment conditions for Azure Blob Storage". */
function attributesOf(
  account: AccountRow,
  { params, query }: RequiresInput,
  { subOperation }: Access,
): Record<string, string> {
  const prefix = query('prefix');
  const { container: containerName, blob: path, queue: queueName } = params;
  return {
    '@SubOperation': subOperation ?? '',
    [`${resource}:name]`]: account.name,
    ...(containerName !== undefined && { [`${resource}/blobServices/containers:name]`]: containerName }),
    ...(path !== undefined && { [`${resource}/blobServices/containers/blobs:path]`]: path }),
    ...(queueName !== undefined && { [`${resource}/queueServices/queues:name]`]: queueName }),
    ...(subOperation === 'Blob.List' &&
      prefix !== undefined && {
        '@Request[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:prefix]': prefix,
      }),
  };
}

/**
 * What a token must be allowed, and what the giver of a user delegation SAS must be. Account keys, other signed addresses
 * and public access are no principal: no role is asked.
 */
export function requirementOf(service: DataService, rule: Access, input: RequiresInput): Requirement | undefined {
  const { caller, view, params } = input;
  if (caller.kind === 'anonymous') return undefined;
  if (caller.kind === 'credential' && caller.credential?.kind !== 'user-delegation-sas') return undefined;
  const account = accountAt(view, params);
  const scope = scopeOf(account, service, params);
  const attributes = attributesOf(account, input, rule);
  const there = (): boolean =>
    view.get<BlobRow>(table.blobs, blobKey(account.id, params['container'] ?? '', params['blob'] ?? '')) !== undefined;
  const asRequirement = (need: Need): Requirement => {
    if ('anyOf' in need)
      return { anyOf: need.anyOf.filter((one) => !('newOnly' in one && one.newOnly && there())).map(asRequirement) };
    if ('allOf' in need) return { allOf: need.allOf.map(asRequirement) };
    return { action: actionOf(need), plane: need.plane, scope, attributes };
  };
  return asRequirement(rule.needs);
}
