// The script of a lesson page: small, without a framework. The workbench is loaded when the learner opens the tenant.
import type { OpenWorkbench, Tab } from '#components/workbench/open.tsx';
import { columns } from './columns.ts';
import { workOffline } from './offline.ts';
import { sheets, type Sheet } from './sheets.ts';
import { recallProgress } from './stored.ts';
import { themeSwitch } from './theme.ts';

const frame = document.querySelector<HTMLElement>('#frame');
if (!frame) throw new Error('a lesson page has a frame');
const labId = frame.dataset.lab ?? '';
const closed = document.querySelector<HTMLElement>('#tenant-closed');
const openButton = document.querySelector<HTMLButtonElement>('#open-lab');
const trouble = document.querySelector<HTMLElement>('#open-trouble');

let workbench: Promise<OpenWorkbench> | undefined;

const load = async (): Promise<OpenWorkbench> => {
  const { openWorkbench } = await import('#components/workbench/open.tsx');
  const target = document.querySelector<HTMLElement>('#workbench');
  const tasks = document.querySelector<HTMLElement>('#tasks');
  if (!target || !tasks) throw new Error('a lesson page has a place for the workbench and its tasks');
  const opened = await openWorkbench({ labId, target, tasks, onTab });
  const hadFocus = closed?.contains(document.activeElement);
  closed?.remove();
  // The button that was pressed is gone.
  if (hadFocus) document.querySelector<HTMLElement>('#tenant')?.focus();
  return opened;
};

const openLab = async (tab?: Tab): Promise<void> => {
  openButton?.setAttribute('aria-busy', 'true');
  if (trouble) trouble.hidden = true;
  try {
    workbench ??= load();
    const opened = await workbench;
    if (tab) opened.showTab(tab);
  } catch (error) {
    workbench = undefined;
    console.error(error);
    if (trouble) trouble.hidden = false;
    if (trouble && error instanceof Error && error.name === 'BrowserLacks') trouble.textContent = error.message;
  } finally {
    openButton?.removeAttribute('aria-busy');
  }
};

const { showLab } = columns(frame);
const onTab = (tab: Tab) => {
  showLab();
  bar.follow(tab);
};
const bar = sheets(frame, (sheet: Sheet) => {
  if (sheet === 'flow') void openLab('flow');
  else if (sheet === 'tenant') void openLab();
});

const progress = recallProgress(labId);
const count = document.querySelector<HTMLElement>('[data-progress]');
if (progress && count) {
  count.hidden = false;
  count.textContent = `${progress.done} of ${progress.total} tasks`;
}
if (openButton) {
  if (progress) openButton.textContent = `Continue (${progress.done} of ${progress.total} tasks done)`;
  openButton.disabled = false;
  openButton.addEventListener('click', () => void openLab());
}
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-open-tab]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const tab = button.dataset.openTab as Tab;
    onTab(tab);
    void openLab(tab);
  });
}
// An address that leads into the tenant, as the portal gives it, opens it.
if (location.hash.startsWith('#tenant/')) {
  showLab();
  void openLab();
}
const switcher = document.querySelector<HTMLElement>('#theme');
if (switcher) themeSwitch(switcher);
workOffline();
