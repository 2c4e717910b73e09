import { setup } from 'xstate';

/** What the chart asks, each at most once and only when it gets there. */
export interface ClientFacts {
  clientNamed(): boolean;
  clientKnown(): boolean;
  secretGiven(): boolean;
  secretMatches(): boolean;
  secretCurrent(): boolean;
  assertionTypeRight(): boolean;
  assertionRead(): boolean;
  certificateHeld(): boolean;
  signatureHolds(): boolean;
  certificateCurrent(): boolean;
  issuerIsClient(): boolean;
  audienceIsEndpoint(): boolean;
  assertionInTime(): boolean;
  federationHeld(): boolean;
  issuerMatches(): boolean;
  subjectMatches(): boolean;
  audienceMatches(): boolean;
  federationEffective(): boolean;
  principalExists(): boolean;
  principalEnabled(): boolean;
  resourceClear(): boolean;
  resourceKnown(): boolean;
  assignmentHeld(): boolean;
}

const ask =
  (question: keyof ClientFacts) =>
  ({ context }: { context: ClientFacts }) =>
    context[question]();

const guards = {
  clientNamed: ask('clientNamed'),
  clientKnown: ask('clientKnown'),
  secretGiven: ask('secretGiven'),
  secretMatches: ask('secretMatches'),
  secretCurrent: ask('secretCurrent'),
  assertionTypeRight: ask('assertionTypeRight'),
  assertionRead: ask('assertionRead'),
  certificateHeld: ask('certificateHeld'),
  signatureHolds: ask('signatureHolds'),
  certificateCurrent: ask('certificateCurrent'),
  issuerIsClient: ask('issuerIsClient'),
  audienceIsEndpoint: ask('audienceIsEndpoint'),
  assertionInTime: ask('assertionInTime'),
  federationHeld: ask('federationHeld'),
  issuerMatches: ask('issuerMatches'),
  subjectMatches: ask('subjectMatches'),
  audienceMatches: ask('audienceMatches'),
  federationEffective: ask('federationEffective'),
  principalExists: ask('principalExists'),
  principalEnabled: ask('principalEnabled'),
  resourceClear: ask('resourceClear'),
  resourceKnown: ask('resourceKnown'),
  assignmentHeld: ask('assignmentHeld'),
};

type Guard = keyof typeof guards;

/** One question of the chart: what it asks, where to go on, and the ending when the answer is no. */
type Step = [state: string, guard: Guard, orElse: string];

const head: Step[] = [
  ['asked', 'clientNamed', 'clientMissing'],
  ['client', 'clientKnown', 'clientUnknown'],
];

const tail: Step[] = [
  ['principal', 'principalExists', 'principalMissing'],
  ['enabled', 'principalEnabled', 'principalDisabled'],
  ['resource', 'resourceClear', 'resourceUnclear'],
  ['target', 'resourceKnown', 'resourceUnknown'],
  ['assignment', 'assignmentHeld', 'assignmentMissing'],
];

/** A client's way to a token differs by its proof alone: questions one after another, each with its own ending. */
function acquisition(id: string, proof: Step[]) {
  const steps = [...head, ...proof, ...tail];
  const asked = steps.map(([state, guard, orElse], at) => {
    const target = steps[at + 1]?.[0] ?? 'issued';
    return [state, { always: [{ guard, target }, { target: orElse }] }] as const;
  });
  const endings = [...new Set(steps.map(([, , orElse]) => orElse)), 'issued'];
  const finals = endings.map((ending) => [ending, { type: 'final' as const }] as const);
  return setup({ types: { context: {} as ClientFacts, input: {} as ClientFacts }, guards }).createMachine({
    id,
    context: ({ input }) => input,
    initial: 'asked',
    states: Object.fromEntries([...asked, ...finals]),
  });
}

/** How an application comes to a token by a secret. Source: "OAuth 2.0 client credentials flow", first case. */
export const clientSecretMachine = acquisition('client-secret-acquisition', [
  ['proof', 'secretGiven', 'noCredential'],
  ['secret', 'secretMatches', 'secretWrong'],
  ['secretLife', 'secretCurrent', 'secretExpired'],
]);

/**
 * How an application comes to a token by an assertion that it signs itself.
 * Source: "Microsoft identity platform application authentication certificate credentials".
 */
export const clientCertificateMachine = acquisition('client-certificate-acquisition', [
  ['proof', 'assertionTypeRight', 'assertionTypeWrong'],
  ['assertion', 'assertionRead', 'assertionNotRead'],
  ['certificate', 'certificateHeld', 'certificateUnknown'],
  ['signature', 'signatureHolds', 'signatureWrong'],
  ['certificateLife', 'certificateCurrent', 'certificateExpired'],
  ['issuer', 'issuerIsClient', 'issuerWrong'],
  ['audience', 'audienceIsEndpoint', 'audienceWrong'],
  ['lifetime', 'assertionInTime', 'assertionOutOfTime'],
]);

/**
 * How an application, or a user-assigned identity outside Azure, comes to a token by an assertion of an issuer that it
 * trusts. Source: "Workload identity federation concepts".
 */
export const clientFederationMachine = acquisition('client-federation-acquisition', [
  ['proof', 'assertionTypeRight', 'assertionTypeWrong'],
  ['assertion', 'assertionRead', 'assertionNotRead'],
  ['lifetime', 'assertionInTime', 'assertionOutOfTime'],
  ['federation', 'federationHeld', 'noFederation'],
  ['issuer', 'issuerMatches', 'issuerUnmatched'],
  ['subject', 'subjectMatches', 'subjectUnmatched'],
  ['audience', 'audienceMatches', 'audienceUnmatched'],
  ['federationLife', 'federationEffective', 'federationNotYet'],
]);
