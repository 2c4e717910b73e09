import './zod-without-eval.ts';
import { longestSubmission, readSubmission, writeSubmission } from '#lab/submission.ts';
import type { Entry } from '#tenant/action-log/entry.ts';
import { currentAddresses, type Addresses } from './addresses.ts';
import type { SavedHead, SavedLab } from './store.ts';

/** In characters; longer files are not read at all. */
export const longestLabFile = longestSubmission;

/** A log that came from a file; it has no key, for keys do not leave the browser. */
export interface LabFile {
  head: Omit<SavedHead, 'key'>;
  lines: string[];
}

/** A saved lab is written as a submission without a name: one format, one reader, and a save can be handed in. */
export const writeLabFile = ({ head, lines }: SavedLab, learner = ''): string => {
  const { labId: lab, labHash, engine } = head;
  const entries = lines.map((line) => JSON.parse(line) as Entry);
  return writeSubmission({
    head: { format: 'tenantlab/submission', version: 1, lab, labHash, engine, learner },
    entries,
  });
};

/**
 * Reads a file that a learner chose. Gives the log, or a sentence that says why it cannot be restored here: cut off,
 * changed, no such file at all, another lab, or a version of the lab that the site does not have.
 */
export const readLabFile = async (
  text: string,
  labId: string,
  addresses: () => Promise<Addresses> = () => currentAddresses(labId),
): Promise<LabFile | { refused: string }> => {
  const read = readSubmission(text);
  if ('fault' in read) return { refused: `This is not a lab file that can be restored: ${read.fault.message}.` };
  const { lab, labHash, engine } = read.head;
  if (lab !== labId)
    return { refused: `This file is of the lab “${lab}”. Open that lesson to restore it; this one is “${labId}”.` };
  const current = await addresses();
  if (labHash !== current.labHash)
    return { refused: 'This file was recorded in another version of this lab, which the site does not have any more.' };
  if (engine !== current.engine)
    return { refused: `This file was recorded with another engine (${engine}); the site has ${current.engine}.` };
  // The chain was checked line by line, so the entries of the text are the lines.
  const lines = text.slice(text.indexOf('[\n') + 2, text.lastIndexOf('\n],\n')).split(',\n');
  return { head: { labId, engine, labFile: current.labFile, labHash }, lines };
};
