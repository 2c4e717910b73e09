/** The largest file that goes in or out of the shell, bytes. */
export const mostFileBytes = 4 * 1024 * 1024;

/** All that is kept of a shell for the next visit, bytes. */
export const mostKeptBytes = 5 * 1024 * 1024;

/** `812 bytes`, `3.4 KB`, `12 MB`. */
export function inSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte${bytes === 1 ? '' : 's'}`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}
