import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** A workflow as its file declares it. */
export interface Workflow {
  on?: 'workflow_dispatch' | 'pull_request' | undefined;
  /** The environment that its job names. */
  environment?: string | undefined;
  /** Whether it has `permissions: id-token: write`. */
  idToken?: boolean | undefined;
}

/** A repository that the start of a lab declares; table `githubRepositories`, key its name in lower case. */
export interface RepositoryRow {
  /** `owner/name`. */
  repository: string;
  /** Where GitHub writes the ids into the subject: repositories of mid-2026 and later. */
  ids?: { owner: number; repository: number } | undefined;
  /** A personal access token that may start its workflows. */
  token: string;
  workflows: Record<string, Workflow>;
}

/** A job at work on a runner; table `githubJobs`, key idKey of the job. */
export interface JobRow {
  id: string;
  repository: string;
  ids?: RepositoryRow['ids'];
  /** What it runs for, as the subject says it: `ref:refs/heads/main`, `environment:production`, `pull_request`. */
  context: string;
  ref: string;
  /** What its requests for an ID token must bring; absent where the workflow may not ask for one. */
  requestToken?: string;
}

export const repositories = 'githubRepositories';
export const jobs = 'githubJobs';
export const issuer = 'https://token.actions.githubusercontent.com';
export const runner = 'https://run-actions.actions.githubusercontent.com';

export const findRepository = (view: View, owner = '', name = ''): RepositoryRow | undefined =>
  view.get<RepositoryRow>(repositories, `${owner}/${name}`.toLowerCase());
export const findJob = (view: View, id: string): JobRow | undefined => view.get<JobRow>(jobs, idKey(id));
