import { keep, recall } from '#components/page/stored.ts';

const most = 200;
const nameOf = (labId: string) => `shell-history:${labId}`;

/** The commands of earlier visits, the latest last. */
export const historyOf = (labId: string): string[] => {
  try {
    const found: unknown = JSON.parse(recall(nameOf(labId)) ?? '[]');
    return Array.isArray(found) ? found.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
};

export const keepHistory = (labId: string, history: readonly string[]): void =>
  keep(nameOf(labId), JSON.stringify(history.slice(-most)));
