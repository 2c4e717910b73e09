import type { Page } from 'playwright';
import { portalOf, tab } from './lesson.ts';

const exact = true;

/** Opens a resource of the portal, and a part of it, by pointer. */
export const openBlade = async (page: Page, resource: string, part?: string): Promise<void> => {
  const portal = portalOf(page);
  await tab(page, 'Portal').click();
  await portal.getByRole('group', { name: 'Portal' }).getByRole('button', { name: 'Home' }).click();
  await portal.getByRole('button', { name: resource, exact }).click();
  await portal.getByRole('heading', { name: resource, exact }).waitFor();
  if (part === undefined) return;
  await portal.getByRole('button', { name: part, exact }).click();
  await portal.getByRole('heading', { name: `${resource} | ${part}` }).waitFor();
};

/** Gives app-web its system-assigned identity. */
export const switchIdentityOn = async (page: Page): Promise<void> => {
  const portal = portalOf(page);
  await openBlade(page, 'app-web', 'Identity');
  await portal.getByRole('radio', { name: 'On' }).check();
  await portal.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yes' }).click();
  await portal.getByText('Object (principal) ID').first().waitFor();
};

interface Assignment {
  resource: string;
  role: string;
  /** The tab of the roles that it is on. */
  kind?: 'Job function roles' | 'Privileged administrator roles';
}

/** Gives the identity of app-web a role, as far as the review; assigning it is left to the caller. */
export const draftAssignment = async (page: Page, { resource, role, kind }: Assignment): Promise<void> => {
  const portal = portalOf(page);
  await openBlade(page, resource, 'Access control (IAM)');
  await portal.getByRole('button', { name: 'Add role assignment' }).click();
  if (kind) await portal.getByRole('tab', { name: kind }).click();
  await portal.getByRole('searchbox', { name: 'Search roles' }).fill(role);
  await portal.getByRole('radio', { name: role, exact }).check();
  await portal.getByRole('button', { name: 'Next' }).click();
  await portal.getByRole('radio', { name: 'Managed identity' }).check();
  await portal.getByRole('button', { name: 'Select members' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /^app-web/ }).check();
  await dialog.getByRole('button', { name: 'Select' }).click();
  await portal.getByRole('tab', { name: 'Review + assign' }).click();
};

export const assign = async (page: Page, assignment: Assignment): Promise<void> => {
  const portal = portalOf(page);
  await draftAssignment(page, assignment);
  await portal.getByRole('button', { name: 'Review + assign' }).click();
  await portal.getByRole('heading', { name: `${assignment.resource} | Access control (IAM)` }).waitFor();
};

/** Visits the app from its blade, and waits for what it says. */
export const browse = async (page: Page, says: string): Promise<void> => {
  const portal = portalOf(page);
  await openBlade(page, 'app-web');
  await portal.getByRole('button', { name: 'Browse' }).click();
  await portal.getByRole('region', { name: 'Answer of the app' }).getByText(says).waitFor();
};
