import type { ReactNode } from 'react';
import type { Look } from '../shell/use-look.ts';
import { ProblemView } from './problem-view.tsx';
import { Waiting } from './waiting.tsx';

/** What a look has brought: its value, Azure's refusal, or the place where it will be. */
export function Looked<T>({ look, what, children }: { look: Look<T>; what: string; children(value: T): ReactNode }) {
  if (look.problem) return <ProblemView problem={look.problem} retry={look.refresh} />;
  if (look.value === undefined) return <Waiting what={what} />;
  return <>{children(look.value)}</>;
}
