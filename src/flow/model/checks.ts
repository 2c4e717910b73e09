import type { FlowRecord } from '#lab/session-client.ts';
import { checkWords, isCheck, type CheckName } from '../words/checks.ts';

export interface Check {
  name: CheckName;
  passed: boolean;
  sentence: string;
}

/** The chart of the use of a token, which the front door runs for every request that finds an operation. */
export const tokenUse = 'token-use';

const pathOf = (record: FlowRecord): string[] =>
  record.trace.runs.find(({ machine }) => machine === tokenUse)?.path ?? [];

/**
 * The checks that the target made, in order. The last one failed unless the run ended well. Where nobody had to prove
 * anything (a visit, a token endpoint) and all went well there was no check worth the name.
 */
export function checksOf(record: FlowRecord): Check[] {
  const path = pathOf(record);
  const names = path.filter(isCheck);
  const good = path.at(-1) === 'answered';
  if (good && names.length === 1) return [];
  return names.map((name, at) => {
    const passed = good || at < names.length - 1;
    return { name, passed, sentence: passed ? checkWords[name].passed(record) : checkWords[name].failed(record) };
  });
}

/** The state in which the use of the token ended: `answered`, `forbidden`, `wrongAudience`; undefined where none was run. */
export const endOf = (record: FlowRecord): string | undefined => pathOf(record).at(-1);

/** How a caller is called: a person by name, an application by the name in the log. */
export const callerName = ({ trace, item }: FlowRecord): string =>
  trace.caller?.principalType === 'User' ? trace.caller.name : item.from;
