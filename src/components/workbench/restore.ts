import type { Desk } from '#components/session/desk.ts';
import { longestLabFile, readLabFile } from '#components/session/lab-file.ts';

/** Restores a lab from a chosen file. Gives undefined, or a sentence that says why nothing was changed. */
export const restoreFrom = async (file: File, desk: Desk, labId: string): Promise<string | undefined> => {
  if (file.size > longestLabFile)
    return `The file has ${Math.round(file.size / 1e6)} MB; a lab file has at most ${longestLabFile / 1e6} MB.`;
  try {
    const read = await readLabFile(await file.text(), labId);
    if ('refused' in read) return read.refused;
    const failed = await desk.restore(read);
    return failed === undefined ? undefined : `The file is whole, but the lab could not be opened from it: ${failed}`;
  } catch (error) {
    return `The file could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
};
