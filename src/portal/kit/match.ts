/** Whether every word of the filter is found somewhere in the texts, case apart. An empty filter lets everything by. */
export function matches(filter: string, ...texts: (string | undefined)[]): boolean {
  const all = texts.join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
