import { type Json, type JsonObject } from '../json.ts';
import { parseSecrets, parseVariables } from './flags.ts';
import type { Registry } from './registry/new-registry.ts';

export interface NewApp {
  name: string;
  image: string;
  containerName: string | undefined;
  cpu: number | undefined;
  memory: string | undefined;
  envVars: string[] | undefined;
  command: string[] | undefined;
  args: string[] | undefined;
  minReplicas: number | undefined;
  maxReplicas: number | undefined;
  revisionSuffix: string | undefined;
  secrets: string[] | undefined;
  revisionsMode: string | undefined;
  ingress: string | undefined;
  targetPort: number | undefined;
  transport: string | undefined;
  allowInsecure: boolean;
}

/** az's model of an app has all its members; what is not given is null. */
const orNull = (value: Json | undefined): Json => value ?? null;

function ingressOf({ ingress, targetPort, transport, allowInsecure }: NewApp): JsonObject | null {
  if (ingress === undefined) return null;
  return {
    fqdn: null,
    external: ingress.toLowerCase() === 'external',
    targetPort: orNull(targetPort),
    transport: transport ?? 'auto',
    exposedPort: null,
    allowInsecure,
    traffic: null,
    customDomains: null,
    ipSecurityRestrictions: null,
    stickySessions: null,
  };
}

/** What is configured beside the containers. A registry's password goes into a secret. */
export function configurationOf(app: NewApp, registry: Registry | undefined): JsonObject {
  const own = app.secrets === undefined ? [] : parseSecrets(app.secrets);
  const secrets = [...own, ...(registry?.secret ? [registry.secret] : [])];
  return {
    secrets: app.secrets === undefined && !registry?.secret ? null : secrets,
    activeRevisionsMode: app.revisionsMode ?? 'single',
    ingress: ingressOf(app),
    dapr: null,
    registries: registry ? [registry.entry] : null,
  };
}

export function resourcesOf(cpu: number | undefined, memory: string | undefined): JsonObject | null {
  if (cpu === undefined && memory === undefined) return null;
  return { cpu: orNull(cpu), memory: orNull(memory) };
}

export function templateOf(app: NewApp): JsonObject {
  const { minReplicas, maxReplicas } = app;
  const scaled = minReplicas !== undefined || maxReplicas !== undefined;
  const container = {
    image: app.image,
    name: app.containerName ?? app.name,
    command: orNull(app.command),
    args: orNull(app.args),
    env: app.envVars === undefined ? null : parseVariables(app.envVars),
    resources: resourcesOf(app.cpu, app.memory),
    volumeMounts: null,
  };
  return {
    revisionSuffix: orNull(app.revisionSuffix),
    containers: [container],
    initContainers: null,
    scale: scaled ? { minReplicas: orNull(minReplicas), maxReplicas: orNull(maxReplicas), rules: [] } : null,
    volumes: null,
    serviceBinds: null,
  };
}
