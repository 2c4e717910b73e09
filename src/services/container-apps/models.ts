import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

type Loose = Record<string, unknown>;

export interface Secret {
  name: string;
  value?: string;
  keyVaultUrl?: string;
  /** `system`, or the ARM id of an attached identity. */
  identity?: string;
}

export interface Registry {
  server: string;
  identity?: string | null;
  username?: string | null;
  passwordSecretRef?: string | null;
}

/** Which containers may use an identity. `None`: it pulls images and reads secrets, and no code gets its tokens. */
export interface IdentitySetting {
  identity: string;
  lifecycle?: 'All' | 'Main' | 'Init' | 'None';
}

export interface Container {
  name: string;
  image: string;
  env?: { name: string; value?: string | null; secretRef?: string | null }[] | null;
  [name: string]: unknown;
}

export type Environment = ArmResource & { properties: { defaultDomain: string; [name: string]: unknown } };

export type App = ArmResource & {
  properties: {
    environmentId: string;
    workloadProfileName: string | null;
    configuration: Loose & {
      ingress?: (Loose & { external?: boolean; targetPort?: number }) | null;
      registries?: Registry[] | null;
      identitySettings?: IdentitySetting[] | null;
    };
    template: Loose & { containers: Container[]; revisionSuffix?: string | null };
  };
};

export interface Revision {
  name: string;
  createdAt: number;
  template: App['properties']['template'];
  active: boolean;
  /** Why it could not be provisioned, in Azure's words. */
  fault?: string;
}

/** What runs behind a container app; table `containerApps`, key idKey of the app. Secrets are no part of the resource. */
export interface AppRow {
  id: string;
  /** Its address; absent without ingress. */
  host?: string;
  state: 'Running' | 'Stopped';
  identityHeader: string;
  secrets: Secret[];
  /** Oldest first. */
  revisions: Revision[];
}

/** A change that clients poll; table `containerAppOperations`, key its id. It is over when it is made. */
export interface OperationRow {
  id: string;
  resource: string;
  startedAt: number;
  fault?: { code: string; message: string };
}

export const environments = new ArmType<Environment>('Microsoft.App/managedEnvironments');
export const apps = new ArmType<App>('Microsoft.App/containerApps');

export const indexes = {
  containerApps: { host: ({ host }: AppRow) => (host ? [host] : []) },
};

export const findRow = (view: View, id: string): AppRow | undefined => view.get<AppRow>('containerApps', idKey(id));

/** The revision that serves visitors: the newest that could be provisioned. */
export const readyRevision = (row: AppRow): Revision | undefined =>
  row.revisions.findLast(({ fault, active }) => active && fault === undefined);

export const latestRevision = (row: AppRow): Revision | undefined => row.revisions.at(-1);

/** The address of an app in its environment. */
export const fqdnOf = (appId: string, { defaultDomain }: Environment['properties'], external: boolean): string =>
  `${nameOf(appId).toLowerCase()}.${external ? '' : 'internal.'}${defaultDomain}`;
