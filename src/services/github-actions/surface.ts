import { defineSurface } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { issuer, runner } from './models.ts';

/** Before the path of each host: three hosts with three sets of addresses. */
const prefixes: Record<string, string> = {
  'api.github.com': '',
  [issuer.slice('https://'.length)]: '/issuer',
  [runner.slice('https://'.length)]: '/runner',
};

/** What of GitHub is simulated: starting a job, the ID tokens of a job, and the documents of their issuer. */
export const githubSurface = defineSurface({
  name: 'github',
  title: 'GitHub',
  match: ({ host, protocol }, view) =>
    protocol === 'https' && Object.hasOwn(prefixes, host) ? { params: {}, tenantId: tenantIdOf(view) } : undefined,
  operationPath: ({ host, path }) => `${prefixes[host] ?? ''}${path}`,
  badBody: (message) => ({ status: 422, code: '422', message }),
  render: ({ status, message }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest', status: String(status) }),
  }),
});
