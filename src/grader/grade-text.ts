import type { Grade } from '#lab/grade.ts';
import { readSubmission } from '#lab/submission.ts';
import type { LogFault } from '#tenant/action-log/chain.ts';
import type { Loaders } from './loaders.ts';

const refused = (message: string, seq = -1): { fault: LogFault } => ({ fault: { seq, message } });

/**
 * Grades a submission from untrusted text: reads it, loads the engine and the lab that it names, folds it and judges
 * what came of it. Refusals say what was expected, what was found and where.
 */
export async function gradeText(text: string, loaders: Loaders): Promise<Grade | { fault: LogFault }> {
  const submission = readSubmission(text);
  if ('fault' in submission) return submission;
  const { head } = submission;
  const engine = await loaders.engine(head.engine);
  if (!engine) {
    const { engines } = await loaders.present();
    return refused(
      `the submission was recorded on the engine '${head.engine}', which is not kept here; here are: ${engines.join(', ') || 'none'}`,
    );
  }
  const module = await loaders.lab(head.lab, head.labHash);
  if (!module) {
    const { labs } = await loaders.present();
    const other = labs.find(({ id }) => id === head.lab);
    return refused(
      other
        ? `the submission was recorded in another version of the lab '${head.lab}' (${head.labHash.slice(0, 16)}); here is ${other.hash.slice(0, 16)}`
        : `the submission is for a lab '${head.lab}', which is not here; here are: ${labs.map(({ id }) => id).join(', ')}`,
    );
  }
  // What the named engine reads is what counts, should its reader and ours ever differ.
  const read = engine.readSubmission(text);
  return 'fault' in read ? read : engine.gradeSubmission(read, module, head.labHash);
}
