import type { Service } from '#kernel/define.ts';
import { findJob, runner } from './models.ts';
import { githubOperations } from './operations.ts';
import { githubSurface } from './surface.ts';

/** GitHub Actions: jobs outside Azure, whose ID tokens an application or an identity may trust. */
export const githubActions: Service = {
  namespace: 'github',
  surfaces: [githubSurface],
  operations: githubOperations,
  environment(view, host) {
    const job = findJob(view, host);
    if (!job) return undefined;
    const { repository, ref, id, requestToken } = job;
    const base = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: repository, GITHUB_REF: ref };
    if (!requestToken) return base;
    const url = `${runner}/${repository}/${id.slice(id.lastIndexOf('/') + 1)}/idtoken?api-version=2.0`;
    return { ...base, ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken };
  },
};
