/** Small choices kept in localStorage. A browser that forbids it, or is full, simply forgets them. */
export const recall = (name: string): string | undefined => {
  try {
    return localStorage.getItem(`tenantlab:${name}`) ?? undefined;
  } catch {
    return undefined;
  }
};

/** Keeps a choice; undefined forgets it. */
export const keep = (name: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(`tenantlab:${name}`);
    else localStorage.setItem(`tenantlab:${name}`, value);
  } catch {
    // Nothing depends on it.
  }
};

/** How far a learner has come in a lab, as the page says it before anything is loaded. */
export interface Progress {
  done: number;
  total: number;
  passed: boolean;
}

const progressName = (labId: string) => `progress:${labId}`;

export const keepProgress = (labId: string, progress: Progress): void =>
  keep(progressName(labId), JSON.stringify(progress));

export const forgetProgress = (labId: string): void => keep(progressName(labId), undefined);

/** The progress that was kept; undefined where there is none or where it cannot be read. */
export const recallProgress = (labId: string): Progress | undefined => {
  try {
    const found: unknown = JSON.parse(recall(progressName(labId)) ?? 'null');
    if (typeof found !== 'object' || found === null) return undefined;
    const { done, total, passed } = found as Partial<Progress>;
    return typeof done === 'number' && typeof total === 'number' ? { done, total, passed: passed === true } : undefined;
  } catch {
    return undefined;
  }
};
