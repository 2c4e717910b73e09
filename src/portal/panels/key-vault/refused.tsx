import { codeOf, type Problem } from '../../api/problem.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useShared } from '../../kit/styles.ts';

const headlines: Record<string, string> = {
  ForbiddenByRbac:
    'The operation is not allowed by RBAC. If role assignments were recently changed, please wait several minutes for role assignments to become effective.',
  AccessDenied: "The operation is not enabled in this key vault's access policy.",
  ForbiddenByFirewall: 'Firewall is turned on and your client IP address is not authorized to access this key vault.',
  ForbiddenByConnection: 'Public network access is disabled.',
};

/** What the portal shows where the vault refuses: its own headline, the vault's words, and nothing of the contents. */
export function Refused({ problem, retry }: { problem: Problem; retry(): void }) {
  const shared = useShared();
  const headline = headlines[codeOf(problem)];
  return (
    <>
      <ProblemView problem={problem} retry={retry} {...(headline && { title: headline })} />
      {problem.status === 403 && <p className={shared.text}>You are unauthorized to view these contents.</p>}
    </>
  );
}
