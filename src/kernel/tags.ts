import * as z from 'zod/mini';

export const Tags = z.record(z.string(), z.string());
export type Tags = z.infer<typeof Tags>;

/** The body of a request about tags; a PUT says no operation and replaces them all. */
export const TagsPatch = z.object({
  operation: z.nullish(z.enum(['Replace', 'Merge', 'Delete'])),
  properties: z.object({ tags: z.nullish(Tags) }),
});
export type TagsPatch = z.infer<typeof TagsPatch>;

/**
 * The tags that remain. Names are compared without case; `Delete` takes off a tag whose name and value are given.
 * Source: "Tags - Update At Scope" (Azure REST API reference).
 */
export function changedTags(before: Tags | undefined, { operation, properties }: TagsPatch): Tags {
  const wanted = properties.tags ?? {};
  if (!operation || operation === 'Replace') return wanted;
  const given = new Map(Object.entries(wanted).map(([name, value]) => [name.toLowerCase(), value]));
  const stays = ([name, value]: [string, string]): boolean => {
    const other = given.get(name.toLowerCase());
    return operation === 'Merge' ? other === undefined : other !== value;
  };
  const kept = Object.fromEntries(Object.entries(before ?? {}).filter(stays));
  return operation === 'Merge' ? { ...kept, ...wanted } : kept;
}
