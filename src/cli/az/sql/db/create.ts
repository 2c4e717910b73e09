import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';
import { locationOfServer } from '../server/server.ts';
import { bytesOf, databasePath, databaseResult, databaseRow } from './database.ts';
import { sizeOf } from './size.ts';

const SERVERLESS_NEEDS =
  'When creating a severless database, please pass in edition, family, and capacity parameters through -e -f -c';

export const sqlDbCreate = implement('sql db create', {
  takes: {
    resourceGroup: 'text',
    server: 'text',
    name: 'text',
    tags: 'tags?',
    collation: 'text?',
    maxSize: 'text?',
    serviceObjective: 'text?',
    tier: 'text?',
    family: 'text?',
    capacity: 'text?',
    computeModel: 'text?',
    noWait: 'flag',
    yes: 'flag',
  },
  run: async (args, az) => {
    const { resourceGroup, server, name, tier, family, capacity, computeModel, serviceObjective } = args;
    // The real az looks twice: for a warning about the place of backups, and for the database's own place.
    await locationOfServer(az, resourceGroup, server);
    if (computeModel === 'Serverless' && !(tier && family && capacity)) throw new CliError(SERVERLESS_NEEDS);
    const location = await locationOfServer(az, resourceGroup, server);
    const sku = await sizeOf(az, location, { serviceObjective, tier, family, capacity, computeModel });
    const properties = compact({ collation: args.collation, maxSizeBytes: args.maxSize && bytesOf(args.maxSize) });
    const body = compact({
      location,
      tags: args.tags,
      sku,
      properties: Object.keys(properties).length > 0 ? properties : undefined,
    });
    const path = await databasePath(az, resourceGroup, server, name);
    if (args.noWait) {
      await az.arm.call('PUT', path, body);
      return undefined;
    }
    return databaseResult(await az.arm.finish('PUT', path, body));
  },
  table: databaseRow,
});
