import type { Refusal } from '#kernel/result.ts';
import { filterInvalid } from './errors.ts';

type Matches = (text: string) => boolean;

/**
 * The filter of keys and labels: `abc`, `abc*`, `abc,xyz` (five at most), `\` before what is meant itself. `\0` and a
 * label that is none are the same. Refuses what it cannot read with 400. Source: "Key-values - REST API reference".
 */
export function filterOf(name: string, text: string | undefined): Matches | { refusal: Refusal } {
  if (text === undefined || text === '' || text === '*') return () => true;
  const wanted: { start: string; open: boolean }[] = [{ start: '', open: false }];
  for (let at = 0; at < text.length; at += 1) {
    const last = wanted.at(-1);
    const letter = text.charAt(at);
    if (!last) break;
    if (letter === ',') wanted.push({ start: '', open: false });
    else if (last.open || wanted.length > 5 || (letter === '*' && wanted.length > 1))
      return { refusal: filterInvalid(name, at + 1) };
    else if (letter === '*') last.open = true;
    else last.start += letter === '\\' ? text.charAt((at += 1)) : letter === '\0' ? '' : letter;
  }
  if (wanted.length > 1 && wanted[0]?.open) return { refusal: filterInvalid(name, text.indexOf(',')) };
  return (one) => wanted.some(({ start, open }) => (open ? one.startsWith(start) : one === start));
}
