import type { Step } from '../model/story.ts';
import { stepWord } from './outcome.ts';

const parties = ({ from, to }: Step): string => (from.id === to.id ? from.title : `${from.title} → ${to.title}`);

/** What sets a step apart from its counterpart: its label, else its outcome, else who took part. */
function telling(step: Step, other: Step): string {
  if (step.label !== other.label) return `"${step.label}"`;
  if (step.outcome !== other.outcome)
    return stepWord(step.kind, step.outcome) + (step.decision ? ` (${step.decision})` : '');
  if (step.decision !== other.decision) return step.decision ?? stepWord(step.kind, step.outcome);
  return parties(step) === parties(other) ? (step.detail ?? step.label) : parties(step);
}

/** How two runs parted, in one sentence; `a` and `b` are the numbers of the two requests. */
export function partedWords(left: Step | undefined, right: Step | undefined, a: number, b: number): string {
  if (left && right) {
    const what = left.label === right.label ? `At "${left.label}"` : 'Here';
    return `${what} they part: #${a} ${telling(left, right)}, #${b} ${telling(right, left)}.`;
  }
  return `Here they part: only #${left ? a : b} comes to "${(left ?? right)?.label ?? ''}".`;
}
