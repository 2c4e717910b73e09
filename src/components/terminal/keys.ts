/** Keys that a phone's keyboard lacks, as a terminal sends them. */
export const extraKeys = [
  { says: 'Tab', face: 'Tab', data: '\t' },
  { says: 'Left', face: '←', data: '\u001b[D' },
  { says: 'Up', face: '↑', data: '\u001b[A' },
  { says: 'Down', face: '↓', data: '\u001b[B' },
  { says: 'Right', face: '→', data: '\u001b[C' },
  { says: 'Pipe', face: '|', data: '|' },
  { says: 'Hyphen', face: '-', data: '-' },
  { says: 'Slash', face: '/', data: '/' },
] as const;

export const interrupt = '\u0003';

/** What a key sends while Ctrl is held: `c` becomes 0x03. Anything but one letter or one of `[\]^_@` stays as it is. */
export const withControl = (data: string): string =>
  /^[a-zA-Z@[\\\]^_]$/.test(data) ? String.fromCharCode(data.toUpperCase().charCodeAt(0) & 31) : data;
