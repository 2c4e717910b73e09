/**
 * Action patterns of roles. `*` stands for any run of characters, `/` included. A `*` that is a whole segment between
 * two others also stands for no segment at all: only so does Managed Identity Operator, whose pattern has one before
 * `assign/action`, grant `Microsoft.ManagedIdentity/userAssignedIdentities/assign/action`. Case never counts.
 * Source: "Understand Azure role definitions" and the built-in roles themselves.
 */
export type PatternTest = (action: string) => boolean;

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');

/** Compiles a pattern to a test of lower-case actions. */
export function compilePattern(pattern: string): PatternTest {
  const text = pattern.trim().toLowerCase();
  if (text === '*') return () => true;
  const star = text.indexOf('*');
  if (star < 0) return (action) => action === text;
  if (star === text.length - 1) {
    const start = text.slice(0, -1);
    return (action) => action.startsWith(start);
  }
  const segments = text.split('/');
  const last = segments.length - 1;
  const source = segments
    .map((segment, at) => {
      if (at === last) return escape(segment);
      return segment === '*' && at > 0 ? '(?:.*/)?' : `${escape(segment)}/`;
    })
    .join('');
  const expression = new RegExp(`^${source}$`);
  return (action) => expression.test(action);
}

/** The patterns of one list of a role, with a short way for the exact ones. */
export class ActionPatterns {
  readonly #exact = new Map<string, string>();
  readonly #wild: { text: string; test: PatternTest }[] = [];

  constructor(patterns: readonly string[]) {
    for (const text of patterns) {
      if (text.includes('*')) this.#wild.push({ text, test: compilePattern(text) });
      else this.#exact.set(text.trim().toLowerCase(), text);
    }
  }

  /** The first pattern that matches a lower-case action, as the role spells it. */
  find(action: string): string | undefined {
    return this.#exact.get(action) ?? this.#wild.find(({ test }) => test(action))?.text;
  }
}
