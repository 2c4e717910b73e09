import * as z from 'zod/mini';
import type { Caller } from '#kernel/define.ts';

/** A management lock; table `locks`, key idKey of its id. */
export interface LockRow {
  /** As ARM shows it: `{scope}/providers/Microsoft.Authorization/locks/{name}`. */
  id: string;
  name: string;
  scope: string;
  level: 'CanNotDelete' | 'ReadOnly';
  notes?: string;
  owners?: { applicationId?: string }[];
  createdAt: number;
  createdBy: Pick<Caller, 'name' | 'principalType'>;
  changedAt: number;
  changedBy: Pick<Caller, 'name' | 'principalType'>;
}

export const LockBody = z.object({
  properties: z.object({
    level: z.enum(['CanNotDelete', 'ReadOnly']),
    notes: z.nullish(z.string().check(z.maxLength(512))),
    owners: z.nullish(z.array(z.object({ applicationId: z.optional(z.string()) }))),
  }),
});
export type LockBody = z.infer<typeof LockBody>;
