import { implement } from '../implement.ts';
import { CliError, ServiceError } from '../errors.ts';
import { resourcePaths, targetTakes } from './target.ts';

export const resourceDelete = implement('resource delete', {
  takes: {
    ...targetTakes,
    noWait: 'flag',
  },
  run: async (args, az) => {
    const failed: string[] = [];
    for (const { path, version } of await resourcePaths(az, args)) {
      try {
        await az.arm.finish('DELETE', `${path}?api-version=${version}`);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        failed.push(path.replace('//', '/').replace('/resourcegroups/', '/resourceGroups/'));
      }
    }
    if (failed.length === 0) return undefined;
    const lead = 'Some resources failed to be deleted (run with `--verbose` for more information):';
    throw new CliError([lead, ...failed].join('\n'));
  },
});
