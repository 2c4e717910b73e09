import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact, type JsonObject } from '../../json.ts';
import { shape } from '../../shape.ts';
import { parseTags } from '../../values.ts';
import { accountPath, givenGroup } from '../account/account.ts';
import { boolRow } from '../data/answer.ts';

/** A container as a resource: what Resource Manager, and not the data plane, says of it. */
const ACCOUNT = { storageAccount: 'text', resourceGroup: 'text?' } as const;
const WHICH = { ...ACCOUNT, name: 'text' } as const;

interface Which {
  storageAccount: string;
  resourceGroup?: string | undefined;
  name?: string;
}

/** `--storage-account` takes a name or a whole id. */
async function containerPath(az: Az, { storageAccount, resourceGroup, name }: Which): Promise<string> {
  const id = /\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(storageAccount);
  const account = id?.[2] ?? storageAccount;
  const group = id?.[1] ?? (await givenGroup(az, resourceGroup, account));
  return accountPath(az, group, account, `/blobServices/default/containers${name === undefined ? '' : `/${name}`}`);
}

const result = (raw: Parameters<typeof shape>[1]): JsonObject => shape('StorageBlobContainer', raw);

export const storageContainerRmCreate = implement('storage container-rm create', {
  takes: { ...WHICH, metadata: 'texts?', publicAccess: 'text?', failOnExist: 'flag' },
  run: async ({ metadata, publicAccess, failOnExist, ...which }, az) => {
    const path = await containerPath(az, which);
    if (failOnExist && (await az.arm.find(path)) !== undefined)
      throw new CliError('The specified container already exists.');
    const level = publicAccess === 'off' ? 'None' : publicAccess?.replace(/^./, (letter) => letter.toUpperCase());
    const properties = compact({ publicAccess: level, metadata: metadata && parseTags(metadata) });
    return result(await az.arm.put(path, Object.keys(properties).length > 0 ? { properties } : {}));
  },
});

export const storageContainerRmShow = implement('storage container-rm show', {
  takes: WHICH,
  run: async (args, az) => result(await az.arm.get(await containerPath(az, args))),
});

export const storageContainerRmList = implement('storage container-rm list', {
  takes: ACCOUNT,
  run: async (args, az) => (await az.arm.list(await containerPath(az, args))).map(result),
});

export const storageContainerRmExists = implement('storage container-rm exists', {
  takes: WHICH,
  run: async (args, az) => ({ exists: (await az.arm.find(await containerPath(az, args))) !== undefined }),
  table: boolRow,
});

export const storageContainerRmDelete = implement('storage container-rm delete', {
  takes: WHICH,
  run: async (args, az) => {
    await az.arm.call('DELETE', await containerPath(az, args));
    return undefined;
  },
});
