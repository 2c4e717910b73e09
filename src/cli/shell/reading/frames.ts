/**
 * What is still open at a place in a bash text. The kind is what closes it: a quote, a bracket or a reserved word;
 * `$'` and `${` stand for themselves and `(a` for a bracket of arithmetic or of an array.
 */
export interface Frame {
  kind: '' | ')' | 'fi' | 'done' | 'esac' | '}' | '[[' | '(a' | "'" | "$'" | '"' | '`' | '${';
  /** Whether the next word is in the place of a command, where reserved words count. */
  start: boolean;
  /** Whether a command must follow, as after `&&` or `|`. */
  need: boolean;
  /** Inside a word that has begun: `#` is no comment there. */
  inWord: boolean;
  /** Where a `case` is: before `in`, in a pattern or in the commands behind one. */
  phase?: 'subject' | 'pattern' | 'body';
}

export const frame = (kind: Frame['kind'], phase?: Frame['phase']): Frame => ({
  kind,
  start: true,
  need: false,
  inWord: false,
  ...(phase && { phase }),
});

/** Frames whose content is commands, in contrast to quotes and arithmetic. */
export const holdsCommands = ({ kind }: Frame): boolean => ['', ')', 'fi', 'done', 'esac', '}'].includes(kind);

/** A reserved word in the place of a command: the frame that it opens, or `more` when a command still follows it. */
export const reserved: ReadonlyMap<string, Frame['kind'] | 'more' | 'close'> = new Map([
  ['if', 'fi'],
  ['while', 'done'],
  ['until', 'done'],
  ['for', 'done'],
  ['select', 'done'],
  ['case', 'esac'],
  ['{', '}'],
  ['[[', '[['],
  ['then', 'more'],
  ['else', 'more'],
  ['elif', 'more'],
  ['do', 'more'],
  ['!', 'more'],
  ['time', 'more'],
  ['fi', 'close'],
  ['done', 'close'],
  ['esac', 'close'],
  ['}', 'close'],
]);
