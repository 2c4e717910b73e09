import type { Trace } from '#kernel/trace.ts';
import type { Answer, TestTenant } from './test-tenant.ts';

/** For tests of whatever runs code on a machine: what that code asks at the metadata service. */
export interface ImdsQuestion {
  query?: Record<string, string>;
  headers?: Record<string, string>;
  path?: string;
}

/** A good question for a token without a selector. */
export const tokenQuery = { 'api-version': '2018-02-01', resource: 'https://vault.azure.net' };

/** Sends a request to the metadata service from a session on a host. */
export function askImds(tenant: TestTenant, host: string, how: ImdsQuestion = {}): Answer {
  const { query = tokenQuery, headers = { metadata: 'true' }, path = '/metadata/identity/oauth2/token' } = how;
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const url = `http://169.254.169.254${path}?${pairs.join('&')}`;
  return tenant.send('GET', url, undefined, { headers, origin: { type: 'run', entry: 1, host } });
}

/** The run of the service's chart in a trace. */
export const imdsRun = ({ trace }: { trace: Trace }): Trace['runs'][number] | undefined =>
  trace.runs.find(({ machine }) => machine === 'imds-acquisition');

export const imdsEnding = (answer: Answer): string | undefined => imdsRun(answer)?.path.at(-1);
