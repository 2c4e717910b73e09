import { inSite } from '#components/site/address.ts';

/** Where the engine and the lab of this build lie. File names carry a hash of their content. */
export interface Addresses {
  engine: string;
  labFile: string;
  labHash: string;
}

const json = async (path: string): Promise<unknown> => {
  const response = await fetch(inSite(path), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return response.json();
};

/** Asks the site for the current engine and for the current module of a lab. Rejects when the site does not answer. */
export const currentAddresses = async (labId: string): Promise<Addresses> => {
  const [engine, labs] = await Promise.all([json('engine/engine.json'), json('labs/labs.json')]);
  const lab = (labs as Record<string, { file: string; sha256: string } | undefined>)[labId];
  if (!lab) throw new Error(`labs/labs.json does not name ${labId}`);
  return { engine: (engine as { file: string }).file, labFile: lab.file, labHash: lab.sha256 };
};

/** The absolute address of an engine by its file name, as the worker imports it. */
export const engineUrl = (file: string): string => new URL(inSite(`engine/${file}`), location.href).href;

/** The absolute address of a lab's module by its file name. */
export const labUrl = (file: string): string => new URL(inSite(`labs/${file}`), location.href).href;
