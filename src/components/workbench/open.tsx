import { createRoot } from 'react-dom/client';
import { lackingInBrowser, openDesk } from '#components/session/open-desk.ts';
import '../../styles/workbench.css';
import { Bench, type Tab } from './bench.ts';
import { keepAddress } from './place.ts';
import { Workbench } from './workbench.tsx';

export type { Tab } from './bench.ts';

export interface OpenWorkbench {
  showTab(tab: Tab): void;
}

interface Options {
  labId: string;
  /** Where the workbench is drawn. */
  target: HTMLElement;
  /** The section that lists the tasks before the lab is open. */
  tasks: HTMLElement;
  onTab(tab: Tab): void;
}

/**
 * Opens the lab and draws the workbench. Rejects only where this browser cannot run it at all: the error is then called
 * `BrowserLacks`, and its message is for the learner.
 */
export const openWorkbench = async ({ labId, target, tasks, onTab }: Options): Promise<OpenWorkbench> => {
  const lacking = lackingInBrowser();
  if (lacking) throw Object.assign(new Error(lacking), { name: 'BrowserLacks' });
  const place = tasks.querySelector('[data-tasks-live]');
  const tools = tasks.querySelector('[data-tasks-tools]');
  if (!place || !tools) throw new Error('the list of tasks has no place for the live one');
  const desk = await openDesk(labId);
  const bench = new Bench(onTab);
  keepAddress(bench);
  // A page that may come back from the back-forward cache keeps its tenant.
  window.addEventListener('pagehide', (event) => event.persisted || desk.close());
  window.addEventListener('beforeunload', (event) => {
    const { unsaved, storeless } = desk.snapshot();
    if (unsaved !== undefined || storeless) event.preventDefault();
  });
  createRoot(target).render(<Workbench labId={labId} desk={desk} bench={bench} taskPlace={place} toolPlace={tools} />);
  tasks.querySelector('[data-tasks-static]')?.remove();
  void desk.open();
  return { showTab: bench.showTab };
};
