import { durationInWords } from '#lab/log-words.ts';
import type { Grade } from '#lab/grade.ts';

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** A grade for a person, plain text, one line a check. */
export function humanReport(grade: Grade): string {
  const { title, learner, findings, points, maxPoints, passed, entries, virtualTime, hints, denials, undos, engine } =
    grade;
  const lines = [
    `${title}${learner ? ` — handed in by ${learner}` : ''}`,
    '',
    ...findings.flatMap(({ passed: done, says, points: worth, lacks }) => [
      `  ${done ? 'passed' : 'FAILED'}  ${done ? worth : 0}/${worth}  ${says}`,
      ...(lacks === undefined ? [] : [`                ${lacks}`]),
    ]),
    '',
    `${passed ? 'Passed' : 'Not passed'}: ${points} of ${maxPoints} points.`,
    `${counted(entries, 'entry', 'entries')} in ${durationInWords(virtualTime) || 'no time'} of the tenant's time; ` +
      `${counted(hints, 'hint')}, ${counted(denials, 'denial')}, ${counted(undos, 'time', 'times')} gone back. Folded again on ${engine}.`,
  ];
  return `${lines.join('\n')}\n`;
}
