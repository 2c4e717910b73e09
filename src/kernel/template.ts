const placeholder = /\$\{([^}]+)\}/g;

/** The names between `${` and `}` in a text. */
export const namesIn = (text: string): string[] => [...text.matchAll(placeholder)].map(([, name = '']) => name);

/** The text with each `${name}` replaced by its value, or the first name that has none. */
export function fill(text: string, values: ReadonlyMap<string, string>): { text: string } | { unset: string } {
  const unset = namesIn(text).find((name) => !values.has(name));
  if (unset !== undefined) return { unset };
  return { text: text.replaceAll(placeholder, (_, name: string) => values.get(name) ?? '') };
}
