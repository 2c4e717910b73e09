import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { implement, type Body } from '../implement.ts';
import { at, compact, type Json, type JsonObject } from '../json.ts';
import { shape, shapes } from '../shape.ts';
import { checkTarget, lockPath, meant, parseLockId, type LockTarget } from './lock.ts';

type One = LockTarget & { name?: string | undefined; ids?: string[] | undefined };
type Change = { lockType?: string | undefined; notes?: string | undefined };

const group = { resourceGroup: 'text' } as const;
const resource = {
  resourceGroup: 'text?',
  namespace: 'text?',
  parent: 'text?',
  resourceType: 'text?',
  resource: 'text?',
} as const;

/** Does one thing to each lock that is meant: by ids, or by name at a target. */
async function each(
  az: Az,
  verb: string,
  { ids, name, ...target }: One,
  act: (target: LockTarget, name: string) => Promise<Json | undefined>,
): Promise<Json | undefined> {
  const wanted = ids === undefined ? [{ ...meant(target), name: name ?? '' }] : ids.map(parseLockId);
  const results: (Json | undefined)[] = [];
  for (const [index, one] of wanted.entries()) {
    if (one === undefined)
      throw new CliError(`az lock ${verb}: error: argument --ids: invalid ResourceId value: '${ids?.[index] ?? ''}'`);
    await checkTarget(az, one.name, one);
    results.push(await act(one, one.name));
  }
  return results.length === 1 ? results[0] : results.filter((item) => item !== undefined);
}

async function put(az: Az, target: LockTarget, name: string, properties: JsonObject): Promise<Json> {
  return shape('ManagementLockObject', await az.arm.put(await lockPath(az, target, name), { properties }));
}

const show = (az: Az, one: One): Promise<Json | undefined> =>
  each(az, 'show', one, async (target, name) =>
    shape('ManagementLockObject', await az.arm.get(await lockPath(az, target, name))),
  );

const remove = (az: Az, one: One): Promise<Json | undefined> =>
  each(az, 'delete', one, async (target, name) => {
    await az.arm.call('DELETE', await lockPath(az, target, name));
    return undefined;
  });

const update = (az: Az, { lockType, notes, ...one }: One & Change): Promise<Json | undefined> =>
  each(az, 'update', one, async (target, name) => {
    const current = await az.arm.get(await lockPath(az, target, name));
    const properties = compact({
      level: lockType ?? at(current, 'properties', 'level'),
      notes: notes ?? at(current, 'properties', 'notes'),
    });
    return put(az, target, name, properties);
  });

/** The five commands of locks under one first word: at any target, or at the one that the word names. */
function commands(words: string, takes: typeof resource | typeof group | Record<string, never>): Body[] {
  const optional = 'resourceGroup' in takes ? { ...takes, resourceGroup: 'text?' as const } : takes;
  const one = { ...optional, name: 'text?', ids: 'texts?' } as const;
  const filter = { filterString: 'text?' } as const;
  return [
    implement(`${words} create`, {
      takes: { ...takes, name: 'text', lockType: 'text', notes: 'text?' },
      run: ({ name, lockType, notes, ...target }, az) =>
        put(az, meant(target), name, compact({ level: lockType, notes })),
    }),
    implement(`${words} list`, {
      takes: { ...takes, ...filter },
      run: async ({ filterString, ...target }, az) =>
        shapes('ManagementLockObject', await az.arm.list(await lockPath(az, meant(target), undefined, filterString))),
    }),
    implement(`${words} show`, { takes: one, run: (args, az) => show(az, args) }),
    implement(`${words} update`, {
      takes: { ...one, lockType: 'text?', notes: 'text?' },
      run: (args, az) => update(az, args),
    }),
    implement(`${words} delete`, { takes: one, run: (args, az) => remove(az, args) }),
  ];
}

/** Locks, by the four first words under which az has them. */
export const lockBodies: readonly Body[] = [
  ...commands('lock', resource),
  ...commands('group lock', group),
  ...commands('resource lock', resource),
  ...commands('account lock', {}),
];
