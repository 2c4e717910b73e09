import type { ShellState } from '../running/shell-state.ts';

/** Names of variables and arrays for a word that ends in `$NA` or `${NA`, with what stands in front of it. */
export function completeVariables(
  word: string,
  quote: '' | "'" | '"',
  { variables, arrays }: Pick<ShellState, 'variables' | 'arrays'>,
): string[] | undefined {
  const found = quote === "'" ? undefined : /^(.*)\$(\{?)([A-Za-z_]\w*|)$/s.exec(word);
  if (!found) return undefined;
  const [, front = '', brace = '', start = ''] = found;
  const names = [...variables, ...arrays.map(({ name }): [string, string] => [name, ''])]
    .map(([name]) => name)
    .filter((name) => name.startsWith(start) && !name.startsWith('BASH_ALIAS_'));
  const end = brace === '{' ? '}' : quote === '' ? ' ' : '';
  return [...new Set(names)].sort().map((name) => `${quote}${front}$${brace}${name}${end}`);
}
