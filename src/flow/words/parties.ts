/** The parties of a request, as lanes of the drawing. */
export type PartyKind = 'person' | 'app' | 'identity-endpoint' | 'entra' | 'target' | 'platform' | 'decision';

/** What stands under a party's name. */
export const partyCaption: Record<PartyKind, string> = {
  person: 'who asks',
  app: 'the program',
  'identity-endpoint': 'on the host',
  entra: 'issues tokens',
  target: 'the target',
  platform: 'Azure itself',
  decision: 'may they?',
};

/** How a party is drawn from left to right: who asks first, who decides last. */
export const partyOrder: PartyKind[] = [
  'person',
  'app',
  'identity-endpoint',
  'entra',
  'target',
  'platform',
  'decision',
];

/** Names for the parties that no log line names. */
export const partyNames = {
  endpoint: 'identity endpoint',
  metadata: 'metadata service',
  arc: 'Arc agent',
  entra: 'Entra ID',
  arm: 'Azure Resource Manager',
  graph: 'Microsoft Graph',
  identities: 'Managed identities',
  platform: 'Azure platform',
  decision: 'Azure RBAC',
} as const;
