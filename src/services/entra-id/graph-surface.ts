import { isoSeconds } from '#kernel/clock.ts';
import { defineSurface } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { insufficientPrivileges, tokenFaults, unreadableBody } from './graph-errors.ts';

export const graphAudiences = [
  'https://graph.microsoft.com',
  'https://graph.microsoft.com/',
  '00000003-0000-0000-c000-000000000000',
];

/** Microsoft Graph: the directory's own address. Permissions here are directory permissions, not Azure roles. */
export const graphSurface = defineSurface({
  name: 'graph',
  title: 'Microsoft Graph',
  match: ({ host }, view) => (host === 'graph.microsoft.com' ? { params: {}, tenantId: tenantIdOf(view) } : undefined),
  bearer: {
    audiences: () => graphAudiences,
    refuse: (fault) => tokenFaults[fault],
    forbid: insufficientPrivileges,
  },
  badBody: unreadableBody,
  render: ({ status, code, message }, { requestId, now }) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      error: {
        code,
        message,
        innerError: {
          date: isoSeconds(now).replace('Z', ''),
          'request-id': requestId,
          'client-request-id': requestId,
        },
      },
    }),
  }),
  headers: ({ requestId, now }) => ({
    'cache-control': 'no-cache',
    date: new Date(now).toUTCString(),
    'request-id': requestId,
    'client-request-id': requestId,
    'strict-transport-security': 'max-age=31536000',
  }),
});
