import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { containerKey, table, type AccountRow, type BlobRow, type ContainerRow, type PublicAccess } from '../models.ts';
import { removedContainer } from '../removal.ts';
import { document, element, textElement } from '../xml.ts';
import { dataOperation, etagOf, httpTime, isRefusal, metadataHeaders, metadataOf } from './data-operation.ts';
import { enumeration, includes, metadataElement, pageOf, xml } from './listing.ts';

export const containerAt = (ctx: Ctx, account: AccountRow, name: string): ContainerRow | undefined =>
  ctx.view.get<ContainerRow>(table.containers, containerKey(account.id, name));

export const blobsIn = (ctx: Ctx, account: AccountRow, name: string): BlobRow[] =>
  ctx.view.by<BlobRow>(table.blobs, 'container', containerKey(account.id, name));

const stamps = ({ etag, changedAt }: ContainerRow): Record<string, string> => ({
  etag,
  'last-modified': httpTime(changedAt),
});

/** An operation on a container that must be there. */
const onContainer = (
  title: string,
  method: string,
  path: string,
  handle: (ctx: Ctx, input: Input, held: ContainerRow, account: AccountRow) => Outcome,
): Operation =>
  dataOperation({
    service: 'blob',
    title,
    method,
    path,
    handle(ctx, input, account) {
      const held = containerAt(ctx, account, input.params['container'] ?? '');
      return held ? handle(ctx, input, held, account) : refuse(say.containerNotFound);
    },
  });

/** The level that `x-ms-blob-public-access` asks for; `undefined` is none, a refusal where the account allows none. */
function publicAccessOf(
  { headers }: Input,
  account: AccountRow,
): { level?: PublicAccess } | { refusal: ReturnType<typeof say.invalidHeader> } {
  const asked = headers['x-ms-blob-public-access'];
  if (asked === undefined || asked === '') return {};
  const level = asked.toLowerCase();
  if (level !== 'blob' && level !== 'container')
    return { refusal: say.invalidHeader('x-ms-blob-public-access', asked) };
  return account.properties.allowBlobPublicAccess ? { level } : { refusal: say.publicAccessNotPermitted };
}

const createContainer = dataOperation({
  service: 'blob',
  title: 'Create container',
  method: 'PUT',
  path: '/container/{container}',
  handle(ctx, input, account) {
    const name = input.params['container'] ?? '';
    const metadata = metadataOf(input.headers);
    if (isRefusal(metadata)) return refuse(metadata);
    const access = publicAccessOf(input, account);
    if ('refusal' in access) return refuse(access.refusal);
    if (containerAt(ctx, account, name)) return refuse(say.containerExists);
    const key = containerKey(account.id, name);
    const made: ContainerRow = {
      account: idKey(account.id),
      name,
      ...(access.level && { publicAccess: access.level }),
      metadata,
      etag: etagOf(ctx, key),
      changedAt: ctx.now,
    };
    return ok({ status: 201, headers: stamps(made), changes: [put(table.containers, key, made)] });
  },
});

const properties = (held: ContainerRow): Record<string, string> => ({
  ...stamps(held),
  ...metadataHeaders(held.metadata),
  'x-ms-lease-status': 'unlocked',
  'x-ms-lease-state': 'available',
  'x-ms-has-immutability-policy': 'false',
  'x-ms-has-legal-hold': 'false',
  'x-ms-default-encryption-scope': '$account-encryption-key',
  'x-ms-deny-encryption-scope-override': 'false',
  ...(held.publicAccess && { 'x-ms-blob-public-access': held.publicAccess }),
});

const readContainer = (method: string, path: string): Operation =>
  onContainer('Get container properties', method, path, (_ctx, _input, held) =>
    ok({ status: 200, headers: properties(held) }),
  );

const deleteContainer = onContainer(
  'Delete container',
  'DELETE',
  '/container/{container}',
  (ctx, _input, held, account) => {
    ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/authorization/scope',
      body: { scope: `${account.id}/blobServices/default/containers/${held.name}` },
    });
    return ok({ status: 202, changes: removedContainer(ctx.view, account.id, held.name) });
  },
);

const changed = (ctx: Ctx, account: AccountRow, held: ContainerRow, what: Partial<ContainerRow>): Outcome => {
  const key = containerKey(account.id, held.name);
  const row: ContainerRow = { ...held, ...what, etag: etagOf(ctx, key), changedAt: ctx.now };
  return ok({ status: 200, headers: stamps(row), changes: [put(table.containers, key, row)] });
};

const setMetadata = onContainer(
  'Set container metadata',
  'PUT',
  '/container-metadata/{container}',
  (ctx, input, held, account) => {
    const metadata = metadataOf(input.headers);
    return isRefusal(metadata) ? refuse(metadata) : changed(ctx, account, held, { metadata });
  },
);

const getAcl = onContainer('Get container ACL', 'GET', '/container-acl/{container}', (_ctx, _input, held) =>
  ok({
    status: 200,
    headers: { ...xml, ...stamps(held), ...(held.publicAccess && { 'x-ms-blob-public-access': held.publicAccess }) },
    body: document('<SignedIdentifiers />'),
  }),
);

const setAcl = onContainer('Set container ACL', 'PUT', '/container-acl/{container}', (ctx, input, held, account) => {
  if (/<SignedIdentifier>/.test(input.text)) return refuse(say.notSimulatedHere('A stored access policy'));
  const access = publicAccessOf(input, account);
  if ('refusal' in access) return refuse(access.refusal);
  const { publicAccess: _before, ...rest } = held;
  return changed(ctx, account, rest, access.level ? { publicAccess: access.level } : {});
});

const listed = (input: Input, { name, etag, changedAt, publicAccess, metadata }: ContainerRow): string =>
  element(
    'Container',
    textElement('Name', name) +
      element(
        'Properties',
        textElement('Last-Modified', httpTime(changedAt)) +
          textElement('Etag', etag) +
          '<LeaseStatus>unlocked</LeaseStatus><LeaseState>available</LeaseState>' +
          textElement('PublicAccess', publicAccess) +
          '<DefaultEncryptionScope>$account-encryption-key</DefaultEncryptionScope><DenyEncryptionScopeOverride>false</DenyEncryptionScopeOverride>' +
          '<HasImmutabilityPolicy>false</HasImmutabilityPolicy><HasLegalHold>false</HasLegalHold>',
      ) +
      (includes(input, 'metadata') ? metadataElement(metadata) : ''),
  );

const listContainers = dataOperation({
  service: 'blob',
  title: 'List containers',
  method: 'GET',
  path: '/containers',
  handle(ctx, input, account) {
    const all = ctx.view.by<ContainerRow>(table.containers, 'account', idKey(account.id));
    const page = pageOf(input, all, ({ name }) => name);
    if ('status' in page) return refuse(page);
    const items = page.items.map((one) => listed(input, one));
    const endpoint = { ServiceEndpoint: `https://${account.name}.blob.core.windows.net/` };
    return ok({ status: 200, headers: xml, body: enumeration(input, endpoint, 'Containers', { ...page, items }) });
  },
});

export const containerOperations: Operation[] = [
  listContainers,
  createContainer,
  readContainer('GET', '/container/{container}'),
  readContainer('HEAD', '/container/{container}'),
  readContainer('GET', '/container-metadata/{container}'),
  readContainer('HEAD', '/container-metadata/{container}'),
  deleteContainer,
  setMetadata,
  getAcl,
  setAcl,
];
