import { codeOf, type Problem } from '../../api/problem.ts';
import { ProblemView } from '../../kit/problem-view.tsx';

const headlines: Record<string, string> = {
  ForbiddenByRbac:
    'The operation is not allowed by RBAC. If role assignments were recently changed, please wait several minutes for role assignments to become effective.',
  AccessDenied: "The operation is not enabled in this key vault's access policy.",
  ForbiddenByFirewall: 'Firewall is turned on and your client IP address is not authorized to access this key vault.',
  ForbiddenByConnection: 'Public network access is disabled.',
};

/** What the portal shows where the vault refuses: its own headline, the vault's words, and nothing of the contents. */
export function Refused({ problem, retry }: { problem: Problem; retry(): void }) {
  const title = headlines[codeOf(problem)];
  const lead = title && 'You are unauthorized to view these contents.';
  return <ProblemView problem={problem} retry={retry} {...(title && { title })} {...(lead && { lead })} />;
}
