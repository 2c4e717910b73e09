import { armTime } from '#kernel/clock.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { regionTitle } from '#kernel/regions.ts';
import type { View } from '#kernel/tables.ts';
import {
  environments,
  findRow,
  latestRevision,
  readyRevision,
  type App,
  type AppRow,
  type Environment,
  type Revision,
} from './models.ts';

type Shape = Record<string, unknown>;

/** Where sessions and logs of an app are streamed from; nothing answers there. */
const streamOf = (location: string, id: string): string => `https://${location}.azurecontainerapps.dev${id}`;

/** A container app as ARM shows it. Secrets have names and no values. Source: REST API "Container Apps - Get". */
export function appShape(view: View, app: App, row: AppRow | undefined = findRow(view, app.id)): Shape {
  const { environmentId, workloadProfileName, configuration, template } = app.properties;
  const latest = row && latestRevision(row);
  const ready = row && readyRevision(row);
  const domain = environments.find(view, environmentId)?.properties.defaultDomain ?? '';
  const { ingress } = configuration;
  return {
    id: app.id,
    name: app.name,
    type: app.type,
    location: regionTitle(app.location),
    ...(app.tags && { tags: app.tags }),
    ...(app.identity && { identity: app.identity }),
    properties: {
      provisioningState: latest?.fault === undefined ? 'Succeeded' : 'Failed',
      runningStatus: row?.state ?? 'Running',
      managedEnvironmentId: environmentId,
      environmentId,
      workloadProfileName,
      latestRevisionName: latest?.name ?? '',
      latestReadyRevisionName: ready?.name ?? '',
      latestRevisionFqdn: row?.host && latest ? `${latest.name}.${domain}` : '',
      customDomainVerificationId: sha256Hex(`domain ${app.id.split('/')[2] ?? ''}`).toUpperCase(),
      configuration: {
        dapr: null,
        registries: null,
        maxInactiveRevisions: 100,
        service: null,
        identitySettings: [],
        activeRevisionsMode: 'Single',
        ...configuration,
        secrets: row?.secrets.length ? row.secrets.map(({ value: _, ...shown }) => shown) : null,
        ingress: ingress
          ? { external: false, transport: 'Auto', allowInsecure: false, ...ingress, fqdn: row?.host }
          : null,
      },
      template: { revisionSuffix: '', initContainers: null, scale: null, volumes: null, ...template },
      eventStreamEndpoint: `${streamOf(app.location, app.id)}/eventstream`,
    },
  };
}

export const revisionShape = (app: App, row: AppRow, revision: Revision): Shape => {
  const serves = revision.name === readyRevision(row)?.name && row.state === 'Running';
  return {
    id: `${app.id}/revisions/${revision.name}`,
    name: revision.name,
    type: `${app.type}/revisions`,
    properties: {
      createdTime: armTime(revision.createdAt),
      template: revision.template,
      active: revision.active,
      replicas: serves ? 1 : 0,
      trafficWeight: serves ? 100 : 0,
      ...(revision.fault !== undefined && { provisioningError: revision.fault }),
      healthState: revision.fault !== undefined ? 'Unhealthy' : serves ? 'Healthy' : 'None',
      provisioningState: revision.fault === undefined ? 'Provisioned' : 'Failed',
      runningState: revision.fault !== undefined ? 'Failed' : serves ? 'Running' : 'Stopped',
    },
  };
};

export const replicaOf = (revision: Revision): string =>
  `${revision.name}-${sha256Hex(revision.name).slice(0, 10)}-${sha256Hex(revision.name).slice(10, 15)}`;

/** The one replica of the revision that serves. */
export function replicaShape(app: App, revision: Revision): Shape {
  const name = replicaOf(revision);
  const id = `${app.id}/revisions/${revision.name}/replicas/${name}`;
  const address = streamOf(app.location, id);
  return {
    id,
    name,
    type: `${app.type}/revisions/replicas`,
    properties: {
      createdTime: armTime(revision.createdAt),
      runningState: 'Running',
      runningStateDetails: '',
      containers: revision.template.containers.map(({ name: container }) => ({
        name: container,
        containerId: `containerd://${sha256Hex(`${id} ${container}`)}`,
        ready: true,
        started: true,
        restartCount: 0,
        runningState: 'Running',
        logStreamEndpoint: `${address}/containers/${container}/logstream`,
        execEndpoint: `${address.replace('https:', 'wss:')}/containers/${container}/exec`,
      })),
    },
  };
}

/** A managed environment as ARM shows it. */
export const environmentShape = (_view: View, environment: Environment): Shape => ({
  id: environment.id,
  name: environment.name,
  type: environment.type,
  location: regionTitle(environment.location),
  ...(environment.tags && { tags: environment.tags }),
  ...(environment.identity && { identity: environment.identity }),
  properties: { ...environment.properties, provisioningState: 'Succeeded' },
});
