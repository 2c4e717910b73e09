import type { Ctx } from './define.ts';
import type { Refusal } from './result.ts';

/** A scope as ARM spells it, or ARM's refusal when it is not there. Authorization knows which scopes there are. */
export function knownScope(ctx: Ctx, asked: string | undefined): { scope: string } | { refusal: Refusal } {
  const url = `https://platform.internal/authorization/scope?scope=${encodeURIComponent(asked || '/')}`;
  const { status, body } = ctx.send('platform', { method: 'GET', url });
  if (status === 200) return body as { scope: string };
  const { code, message } = (body as { error: { code: string; message: string } }).error;
  return { refusal: { status, code, message } };
}
