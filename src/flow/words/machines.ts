import { imdsAcquisition, imdsGuards, imdsStates } from './imds.ts';
import { loginGuards, loginStates, loginTitles } from './login.ts';

/** `notFound` as `not found`; a name that nobody has put into words still reads. */
export const humanise = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();

/** The machine of the identity endpoint of a web app. */
export const acquisition = 'app-service-token-acquisition';

const titles: Record<string, string> = {
  ...loginTitles,
  'token-use': 'Use of a token at a target',
  [acquisition]: 'Getting a token at the identity endpoint',
  [imdsAcquisition]: 'Getting a token at the metadata service',
  'arc-acquisition': 'Getting a token at the agent of Azure Arc',
  'identity-life': 'Life of a managed identity',
  'assignment-life': 'Life of a role assignment',
  'credential-life': 'Life of a secret or a certificate',
  'sql-login': 'Sign-in to a database, and its batch',
  'vault-soft-delete': 'Life of a vault or a secret',
};

const states: Record<string, Record<string, string>> = {
  ...Object.fromEntries(Object.keys(loginTitles).map((id) => [id, loginStates])),
  'token-use': {
    received: 'request received',
    challenged: 'challenged: no token',
    restrictions: 'locks, policy',
    otherProof: 'key, SAS or public access',
    otherProofRefused: 'key or SAS refused',
  },
  [acquisition]: {
    asked: 'token asked for',
    header: 'secret header',
    headerMissing: 'no secret header',
    headerWrong: 'wrong secret header',
    version: 'api-version',
    versionUnknown: 'unknown api-version',
    resource: 'resource',
    resourceMissing: 'no resource named',
    selector: 'which identity?',
    selectorAmbiguous: 'several selectors',
    userAssigned: 'user-assigned',
    systemAssigned: 'system-assigned',
    identityNotAttached: 'identity not attached',
    noSystemIdentity: 'no system-assigned identity',
    principal: 'its principal',
    principalGone: 'principal is gone',
    enabled: 'principal enabled?',
    principalDisabled: 'principal disabled',
    audience: 'audience',
    resourceUnknown: 'unknown resource',
    kept: 'token kept?',
    servedFromCache: 'the kept token',
    issued: 'a new token',
  },
  [imdsAcquisition]: imdsStates,
  'identity-life': { absent: 'not there', removed: 'switched off', deletedWithHost: 'gone with its host' },
};

const guards: Record<string, string> = {
  ...imdsGuards,
  ...loginGuards,
  insideWork: 'work of Azure itself',
  needsNoToken: 'needs no token',
  hasToken: 'has a token',
  bringsOtherProof: 'another proof',
  otherProofHolds: 'it holds',
  headerPresent: 'header sent',
  headerRight: 'header is right',
  versionKnown: 'version known',
  resourceGiven: 'resource named',
  severalSelectors: 'several given',
  selectorGiven: 'one given',
  userIdentityAttached: 'attached to the host',
  systemIdentityOn: 'is switched on',
  principalExists: 'exists in Entra ID',
  principalEnabled: 'enabled',
  resourceKnown: 'known to the tenant',
  tokenKept: 'one is kept',
};

/** What a machine shows: `Use of a token at a target`. */
export const machineTitle = (id: string): string => {
  const title = titles[id] ?? humanise(id);
  return title.charAt(0).toUpperCase() + title.slice(1);
};

export const stateTitle = (machine: string, state: string): string => states[machine]?.[state] ?? humanise(state);

/** When a transition is taken. The last one, without a condition, is taken when none of those before it was. */
export const guardTitle = (guard: string | undefined, alone: boolean): string =>
  guard === undefined ? (alone ? 'always' : 'otherwise') : (guards[guard] ?? humanise(guard));

/** The drawing in one sentence, for those who do not see it. */
export const chartSentence = (machine: string, path: readonly string[]): string =>
  path.length === 0
    ? `${machineTitle(machine)}: not run by this request.`
    : `${machineTitle(machine)}: this run went ${path.map((state) => stateTitle(machine, state)).join(', then ')}.`;
