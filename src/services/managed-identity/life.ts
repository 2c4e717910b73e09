import type { Ctx } from '#kernel/define.ts';
import { nextState } from '#kernel/machine.ts';
import { put } from '#kernel/result.ts';
import { idKey, parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { identityLifeMachine } from './identity-life.machine.ts';
import { lifeOf, type IdentityLifeRow } from './models.ts';

const graph = 'https://graph.microsoft.com/v1.0/servicePrincipals';

type Event = 'enable' | 'disable' | 'hostDeleted' | 'create' | 'delete';

interface Subject {
  id: string;
  kind: IdentityLifeRow['kind'];
  location: string;
}

/** `app`, and `app/slots/staging` for a slot of it. Source: "How to use managed identities for App Service". */
const displayNameOf = (id: string): string => parseResourceId(id)?.segments.slice(1).join('/') ?? id;

/** Makes the service principal of an identity in the directory. */
function bear(ctx: Ctx, { id, kind }: Subject): { principalId: string; clientId: string } {
  const spelt = id.replace(/\/resourcegroups\//i, '/resourcegroups/');
  const { status, body } = ctx.send('platform', {
    method: 'POST',
    url: graph,
    body: {
      displayName: displayNameOf(id),
      servicePrincipalType: 'ManagedIdentity',
      alternativeNames: [`isExplicit=${kind === 'user' ? 'True' : 'False'}`, spelt],
    },
  });
  if (status !== 201) throw new Error(`the directory made no service principal for ${id}: ${status}`);
  const { id: principalId, appId: clientId } = body as { id: string; appId: string };
  return { principalId, clientId };
}

/**
 * Takes an identity one step on in its life: makes or deletes its service principal and keeps the step in the trace.
 * Undefined when the chart does not allow the step (an identity that is on cannot be switched on).
 */
export function live(ctx: Ctx, event: Event, subject: Subject): { life: IdentityLifeRow; change: Change } | undefined {
  const before = lifeOf(ctx.view, subject.id);
  const from = before?.state ?? 'absent';
  const to = nextState(identityLifeMachine, from, { type: event });
  if (!to) return undefined;
  let ids: { principalId?: string; clientId?: string } = {};
  if (to === 'active') ids = bear(ctx, subject);
  else if (before?.principalId) ctx.send('platform', { method: 'DELETE', url: `${graph}/${before.principalId}` });
  const life: IdentityLifeRow = { ...subject, state: to, ...ids };
  const told = to === 'active' ? ids : { principalId: before?.principalId, clientId: before?.clientId };
  ctx.keep(
    { machine: identityLifeMachine.id, path: [from, to] },
    { event, kind: subject.kind, id: subject.id, ...told },
  );
  return { life, change: put('identityLives', idKey(subject.id), life) };
}
