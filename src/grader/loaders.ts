import type * as Engine from '#lab/engine.ts';
import type { LabModule } from '#lab/define.ts';

/** Engines and labs as built files: what a submission names is what folds it. */
export interface Loaders {
  /** The engine of that file name, or undefined when it is not kept here. */
  engine(file: string): Promise<typeof Engine | undefined>;
  /** The lab of that id whose built file has that hash, or undefined. */
  lab(id: string, hash: string): Promise<LabModule | undefined>;
  /** What is here, for the sentence that says what was expected. */
  present(): Promise<{ engines: string[]; labs: { id: string; hash: string }[] }>;
}
