/** One row of the register: where the simulated tenant differs from Azure, or where no source settled what Azure does. */
export interface Deviation {
  /** Stable, kebab-case; used as an anchor on the register's page. */
  id: string;
  /** A short heading. */
  title: string;
  /** What Azure does, or what is not known about it. */
  azure: string;
  /** What happens here. */
  ours: string;
  /** Why we chose so. */
  why: string;
}
