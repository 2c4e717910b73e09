import type { Ctx } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { idKey } from '#kernel/scope.ts';
import type { Site } from './models.ts';

/** The site's own name and password for deployments: a secret that proves nobody in particular. */
export const credentialsOf = (ctx: Ctx, { id, name }: Site): { user: string; password: string; short: string } => {
  const short = name.replace('/', '__');
  return {
    short,
    user: `$${short}`,
    password: sha256Hex(`${ctx.seed} publishing password of ${idKey(id)}`).slice(0, 60),
  };
};
