import { setup } from 'xstate';

/** What the chart asks, each at most once and only when it gets there. */
export interface TokenUseFacts {
  needsNoToken(): boolean;
  insideWork(): boolean;
  bringsOtherProof(): boolean;
  otherProofHolds(): boolean;
  hasToken(): boolean;
  signatureValid(): boolean;
  issuerTrusted(): boolean;
  audienceAccepted(): boolean;
  withinLifetime(): boolean;
  networkAllows(): boolean;
  permissionGranted(): boolean;
  nothingForbids(): boolean;
  served(): boolean;
}

const ask =
  (question: keyof TokenUseFacts) =>
  ({ context }: { context: TokenUseFacts }) =>
    context[question]();

/**
 * The use of a token at a target, in the order in which the questions are asked: is there one (or another proof: a key,
 * a signed address), is it intact, who
 * issued it, for whom, is it still valid, may this network ask, may this principal do this, does a lock or policy
 * forbid it, and only then the object itself.
 */
export const tokenUseMachine = setup({
  types: { context: {} as TokenUseFacts, input: {} as TokenUseFacts },
  guards: {
    needsNoToken: ask('needsNoToken'),
    insideWork: ask('insideWork'),
    bringsOtherProof: ask('bringsOtherProof'),
    otherProofHolds: ask('otherProofHolds'),
    hasToken: ask('hasToken'),
    signatureValid: ask('signatureValid'),
    issuerTrusted: ask('issuerTrusted'),
    audienceAccepted: ask('audienceAccepted'),
    withinLifetime: ask('withinLifetime'),
    networkAllows: ask('networkAllows'),
    permissionGranted: ask('permissionGranted'),
    nothingForbids: ask('nothingForbids'),
    served: ask('served'),
  },
}).createMachine({
  id: 'token-use',
  context: ({ input }) => input,
  initial: 'received',
  states: {
    received: {
      always: [
        { guard: 'insideWork', target: 'permission' },
        { guard: 'needsNoToken', target: 'object' },
        { guard: 'bringsOtherProof', target: 'otherProof' },
        { guard: 'hasToken', target: 'signature' },
        { target: 'challenged' },
      ],
    },
    otherProof: { always: [{ guard: 'otherProofHolds', target: 'network' }, { target: 'otherProofRefused' }] },
    signature: { always: [{ guard: 'signatureValid', target: 'issuer' }, { target: 'invalidSignature' }] },
    issuer: { always: [{ guard: 'issuerTrusted', target: 'audience' }, { target: 'wrongIssuer' }] },
    audience: { always: [{ guard: 'audienceAccepted', target: 'lifetime' }, { target: 'wrongAudience' }] },
    lifetime: { always: [{ guard: 'withinLifetime', target: 'network' }, { target: 'expired' }] },
    network: { always: [{ guard: 'networkAllows', target: 'permission' }, { target: 'blockedByNetwork' }] },
    permission: { always: [{ guard: 'permissionGranted', target: 'restrictions' }, { target: 'forbidden' }] },
    restrictions: { always: [{ guard: 'nothingForbids', target: 'object' }, { target: 'restricted' }] },
    object: { always: [{ guard: 'served', target: 'answered' }, { target: 'refused' }] },
    challenged: { type: 'final' },
    otherProofRefused: { type: 'final' },
    invalidSignature: { type: 'final' },
    wrongIssuer: { type: 'final' },
    wrongAudience: { type: 'final' },
    expired: { type: 'final' },
    blockedByNetwork: { type: 'final' },
    forbidden: { type: 'final' },
    restricted: { type: 'final' },
    refused: { type: 'final' },
    answered: { type: 'final' },
  },
});
