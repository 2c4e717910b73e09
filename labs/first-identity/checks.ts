import { defineCheck } from '#lab/define.ts';
import type { Evidence, Exchange } from '#lab/evidence.ts';

const group = (evidence: Evidence): string => `${evidence.subscription}/resourceGroups/rg-shop`;
const site = (evidence: Evidence): string => `${group(evidence)}/providers/Microsoft.Web/sites/app-web`;
const vault = (evidence: Evidence): string => `${group(evidence)}/providers/Microsoft.KeyVault/vaults/kv-shop-7c41`;
const shopVault = 'https://kv-shop-7c41.vault.azure.net';
const payrollVault = 'https://kv-payroll-7c41.vault.azure.net';

const isTokenRequest = ({ request }: Exchange): boolean => request.url.includes('/msi/token');

/** What the identity endpoint said to the app's own request for a token, when it said no. */
function tokenRefusal(evidence: Evidence): string | undefined {
  const token = evidence.visit(site(evidence)).exchanges.find(isTokenRequest);
  if (!token || token.response.status === 0)
    return 'No identity is switched on for app-web, so there is no identity endpoint that it could ask.';
  if (token.response.status === 200) return undefined;
  return evidence.principalsOf(site(evidence)).length
    ? 'app-web has an identity, but its request for a token is refused: it names none, and without a name the endpoint takes only the system-assigned one.'
    : 'app-web asks for a token and is refused: no identity stands behind it.';
}

/** The settings that the app finds in its environment. */
function settings(evidence: Evidence): Record<string, string> {
  const url = `https://management.azure.com${site(evidence)}/config/appsettings/list?api-version=2023-12-01`;
  return (
    (evidence.look({ method: 'POST', url }) as { properties?: Record<string, string> } | undefined)?.properties ?? {}
  );
}

export const checks = [
  defineCheck({
    id: 'app-has-identity',
    says: 'app-web has an identity and gets a token with it',
    points: 2,
    hints: [
      'The app cannot say who it is: nothing in Entra ID stands for it yet.',
      'Look at the web app itself, under Identity. Then look at what its identity endpoint answers when the app asks.',
      'A system-assigned identity belongs to one resource and is taken when the request names none. A user-assigned one must be attached, and the app must name it by its client ID.',
    ],
    lacks: (evidence) => tokenRefusal(evidence),
    shownBy: ({ url }) => url.includes('/msi/token'),
  }),
  defineCheck({
    id: 'app-reads-secret',
    says: 'app-web reads db-password from kv-shop-7c41',
    points: 3,
    hints: [
      'Being known is not being allowed: the vault decides for itself what a caller may do.',
      'Open the token flow of the refused request and read the decision: which assignments were considered, and at which scopes?',
      'Reading a secret is a data action at the vault. The role that holds it is assigned at the vault, to the principal (object) ID of the identity; control-plane roles such as Contributor or Owner hold no data actions.',
    ],
    shownBy: ({ url }) => url.startsWith(`${shopVault}/secrets/db-password`),
    lacks(evidence) {
      if (!evidence.resource(site(evidence))) return 'The web app app-web is gone.';
      const { response, exchanges } = evidence.visit(site(evidence));
      if (response.status === 200) return undefined;
      const last = exchanges.at(-1);
      if (!last || isTokenRequest(last)) return 'app-web does not get as far as the vault: it has no token.';
      if (last.response.status === 0)
        return 'app-web asks a vault that does not exist. Look at its setting KEY_VAULT_URI.';
      const missing = last.trace.authorization?.lacking?.missing?.kind;
      if (missing === 'not-yet') return 'The role is assigned but not effective yet. Let time pass.';
      if (missing === 'wrong-plane')
        return 'The identity holds a role here, but that role has no data action that reads a secret.';
      if (missing === 'wrong-scope')
        return 'The identity holds a role that could read secrets, but at another scope than this vault.';
      if (last.response.status === 403)
        return 'The vault knows who is asking and says no: no role assignment gives this identity the data action at this vault.';
      return `The vault answered with status ${last.response.status}. Open the token flow of that request.`;
    },
  }),
  defineCheck({
    id: 'only-what-it-needs',
    says: 'app-web can do nothing else: not write, not read elsewhere, not manage',
    points: 3,
    hints: [
      'The app works, or could, but its identity reaches further than one vault or does more than read.',
      'List the role assignments of the identity: which role, and at which scope?',
      'Least privilege: the one role with the needed data action, at the narrowest scope that does the work. A scope reaches everything below it.',
    ],
    lacks(evidence) {
      const principals = evidence.principalsOf(site(evidence));
      if (!principals.length) return 'There is nothing to judge yet: app-web has no identity.';
      const named = settings(evidence)['AZURE_CLIENT_ID'];
      const selector = named ? { client_id: named } : undefined;
      const app = evidence.asApp(site(evidence), 'https://vault.azure.net', selector);
      const write = {
        method: 'PUT',
        url: `${shopVault}/secrets/db-password?api-version=7.6`,
        body: JSON.stringify({ value: 'changed' }),
      };
      if (app.send(write).response.status === 200) return 'app-web can overwrite the secret that it should only read.';
      const elsewhere = app.send({ method: 'GET', url: `${payrollVault}/secrets/bank-login?api-version=7.6` });
      if (elsewhere.response.status === 200)
        return "app-web can read payroll's bank-login in kv-payroll-7c41, which is none of its business.";
      for (const { id } of principals) {
        for (const scope of [vault(evidence), group(evidence), `${evidence.subscription}/resourceGroups/rg-payroll`]) {
          for (const action of [
            'Microsoft.Resources/subscriptions/resourceGroups/write',
            'Microsoft.KeyVault/vaults/write',
            'Microsoft.Authorization/roleAssignments/write',
          ]) {
            if (evidence.can(id, { action, scope, plane: 'control' }).allowed)
              return `The identity of app-web may ${action} at ${scope}: it can manage things, where it should only read one secret.`;
          }
        }
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'no-secret-in-settings',
    says: 'No password is left in the settings of app-web',
    points: 2,
    hints: [
      'The old way is still there beside the new one: whoever may read the settings reads the password.',
      'Look at the environment variables of app-web and compare their values with what the vault holds.',
      'A secret that the app fetches with its identity must not also lie in its configuration: it would leak, age and be forgotten there.',
    ],
    lacks(evidence) {
      if (!evidence.resource(site(evidence))) return 'The web app app-web is gone.';
      const url = `${shopVault}/secrets/db-password?api-version=7.6`;
      const secret = (evidence.look({ method: 'GET', url }) as { value?: string } | undefined)?.value;
      const leaking = Object.entries(settings(evidence)).find(
        ([name, value]) => name === 'DB_PASSWORD' || (secret !== undefined && value.includes(secret)),
      );
      return leaking && `The setting ${leaking[0]} still holds the password in plain text.`;
    },
  }),
];
