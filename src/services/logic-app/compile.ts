import type { ProgramStep, WebProgram } from '#kernel/program.ts';
import { actionsOf, type Action, type Definition } from './definition.ts';
import * as errors from './errors.ts';

type Http = Extract<Action, { type: 'Http' }>;

/** Audience of a token where the action names none. Source: "Authenticate access to Azure resources with managed identities". */
const management = 'https://management.azure.com/';

/** The id of a user-assigned identity that an action names; undefined: the system-assigned one. */
export const namedIdentity = ({ inputs: { authentication } }: Http): string | undefined =>
  authentication?.identity?.startsWith('/') ? authentication.identity : undefined;

const text = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

function tokenStep(action: Http, index: number): ProgramStep {
  const named = namedIdentity(action);
  return {
    id: `token-${index}`,
    says: `gets a token for the action ${action.name}`,
    request: {
      method: 'GET',
      url: '${env.IDENTITY_ENDPOINT}',
      query: {
        resource: action.inputs.authentication?.audience ?? management,
        'api-version': '2019-08-01',
        ...(named && { mi_res_id: named }),
      },
      headers: { 'X-IDENTITY-HEADER': '${env.IDENTITY_HEADER}' },
    },
    take: { [`token${index}`]: 'access_token' },
  };
}

function callStep({ name, inputs }: Http, index: number): ProgramStep {
  const { method, uri, queries, headers, body, authentication } = inputs;
  const json = typeof body === 'object' && body !== null;
  return {
    id: `action-${index}`,
    says: `carries out the action ${name}`,
    request: {
      method: method.toUpperCase() as ProgramStep['request']['method'],
      url: uri,
      ...(queries && { query: queries }),
      headers: {
        ...(json && { 'Content-Type': 'application/json' }),
        ...headers,
        ...(authentication && { Authorization: `Bearer \${token${index}}` }),
      },
      ...(body !== undefined && body !== null && { body: text(body) }),
    },
  };
}

/** One request of a compiled workflow: for which action, and whether it is the one that gets its token. */
export interface Planned {
  action: string;
  token: boolean;
}

/** The requests of a run in their order. */
export const planOf = (definition: Definition): Planned[] =>
  actionsOf(definition).flatMap((action) =>
    action.type !== 'Http'
      ? []
      : [
          ...(action.inputs.authentication ? [{ action: action.name, token: true }] : []),
          { action: action.name, token: false },
        ],
  );

/** A workflow as a program of its host: for each authenticated action a token at the inside endpoint, then the call. */
export function compile(workflow: string, definition: Definition, run: string): WebProgram {
  const actions = actionsOf(definition);
  const response = actions.find(({ type }) => type === 'Response') as Extract<Action, { type: 'Response' }> | undefined;
  const { code, message } = errors.noResponse(run);
  const refused = { status: 502, body: JSON.stringify({ error: { code, message } }) };
  return {
    name: workflow.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    title: workflow,
    steps: actions.flatMap((action, index) =>
      action.type !== 'Http'
        ? []
        : [...(action.inputs.authentication ? [tokenStep(action, index)] : []), callStep(action, index)],
    ),
    answer: {
      ok: {
        status: Number(response?.inputs.statusCode ?? 202),
        body: response?.inputs.body === undefined ? '' : text(response.inputs.body ?? ''),
      },
      refused,
    },
  };
}
