import type { Service } from '#kernel/define.ts';
import { table, type KeyRow } from './models.ts';
import { thirdPartyOperations } from './operations.ts';
import { thirdPartySurface } from './surface.ts';

/** Larkpost, a service outside Azure that takes API keys and nothing else. Invented: see deviations.ts. */
export const thirdPartySaas: Service = {
  namespace: 'larkpost',
  surfaces: [thirdPartySurface],
  operations: thirdPartyOperations,
  upcoming: (view, now) =>
    view
      .all<KeyRow>(table.keys)
      .filter(({ expiresAt }) => expiresAt > now)
      .map(({ account, expiresAt }) => ({
        at: expiresAt,
        what: `An API key of the Larkpost account ${account} expires`,
      })),
};
