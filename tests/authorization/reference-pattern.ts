/**
 * Action patterns, the slow way: character by character, trying everything. `*` stands for any run of characters, `/`
 * included; a `*` that is a whole segment between two others may also be left out together with its slash.
 * Rule: "Understand Azure role definitions", and the patterns of the built-in roles (Managed Identity Operator).
 */
function fits(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return fits(pattern.slice(1), text) || (text !== '' && fits(pattern, text.slice(1)));
  return text !== '' && pattern.charAt(0) === text.charAt(0) && fits(pattern.slice(1), text.slice(1));
}

/** A pattern and all that it becomes when middle segments that are a star are left out. */
function variants(pattern: string): string[] {
  const segments = pattern.split('/');
  let found: string[][] = [[]];
  segments.forEach((segment, at) => {
    const may = segment === '*' && at > 0 && at < segments.length - 1;
    found = found.flatMap((start) => (may ? [[...start, segment], start] : [[...start, segment]]));
  });
  return found.map((parts) => parts.join('/'));
}

export type PatternFit = 'no' | 'star' | 'exact' | 'wildcard' | 'middle left out';

/** Whether a pattern covers an action, and how. */
export function patternFits(pattern: string, action: string): PatternFit {
  const [p, a] = [pattern.toLowerCase(), action.toLowerCase()];
  if (p === '*') return 'star';
  if (p === a) return 'exact';
  if (!p.includes('*')) return 'no';
  if (fits(p, a)) return 'wildcard';
  return variants(p).some((variant) => fits(variant, a)) ? 'middle left out' : 'no';
}
