import { defineSurface, type Place } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { agent, machines } from './models.ts';

/**
 * The agent of a connected server, and the files that it leaves there for programs on the same server.
 * Source: "Authenticate against Azure resources with Azure Arc-enabled servers"; the address of the files is ours.
 */
export const agentSurface = defineSurface({
  name: 'arc-agent',
  title: 'Azure Arc agent',
  match({ host }, view, origin): Place | undefined {
    const files = host === 'files.localhost';
    if (!files && host !== agent && host !== agent.replace('127.0.0.1', 'localhost')) return undefined;
    const here = origin.type === 'run' ? machines.find(view, origin.host) : undefined;
    const tenantId = tenantIdOf(view);
    if (here) return { params: { machine: here.id, at: files ? 'files' : 'agent' }, tenantId };
    const unreachable = `Failed to connect to ${host.replace(':', ' port ')}: Connection refused`;
    return files ? undefined : { params: {}, tenantId, unreachable };
  },
  badBody: (detail) => ({ status: 400, code: 'invalid_request', message: detail }),
  render: ({ status, code, message }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error: code, error_description: message }),
  }),
});
