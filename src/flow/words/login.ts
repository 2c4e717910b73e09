import type { ThreeSteps } from './missing.ts';

/** The machines of the token endpoint of Entra ID: by who asks, and for a client by how it proves itself. */
export const loginTitles: Record<string, string> = {
  'user-acquisition': 'Getting a token for a person',
  'client-secret-acquisition': 'Getting a token with a secret',
  'client-certificate-acquisition': 'Getting a token with a certificate',
  'client-federation-acquisition': 'Getting a token by federation',
};

export const loginStates: Record<string, string> = {
  asked: 'token asked for',
  client: 'which application?',
  clientMissing: 'no application named',
  clientUnknown: 'application not here',
  parameterMissing: 'a field is missing',
  session: 'its sign-in',
  sessionUnknown: 'no such sign-in',
  user: 'who signed in',
  userGone: 'no longer here',
  userDisabled: 'account disabled',
  proof: 'its proof',
  noCredential: 'no proof sent',
  secret: 'the secret',
  secretWrong: 'not its secret',
  secretLife: 'secret in its time?',
  secretExpired: 'secret expired',
  assertionTypeWrong: 'assertion type wrong',
  assertion: 'the assertion',
  assertionNotRead: 'assertion not read',
  certificate: 'its certificate',
  certificateUnknown: 'certificate not here',
  signature: 'signature',
  signatureWrong: 'signature wrong',
  certificateLife: 'in its time?',
  certificateExpired: 'certificate expired',
  issuer: 'issuer',
  issuerWrong: 'not by the client',
  issuerUnmatched: 'issuer not trusted',
  subject: 'subject',
  subjectUnmatched: 'subject not trusted',
  audience: 'audience',
  audienceWrong: 'for somebody else',
  audienceUnmatched: 'audience not trusted',
  lifetime: 'lifetime',
  assertionOutOfTime: 'out of its time',
  federation: 'whom it trusts',
  noFederation: 'trusts nobody',
  federationLife: 'trust in effect?',
  federationNotYet: 'not in effect yet',
  principal: 'its principal',
  principalMissing: 'no principal here',
  enabled: 'enabled?',
  principalDisabled: 'principal disabled',
  resource: 'resource named?',
  resourceUnclear: 'resource unclear',
  target: 'known resource?',
  resourceUnknown: 'unknown resource',
  assignment: 'let in there?',
  assignmentMissing: 'not assigned there',
  issued: 'a new token',
};

export const loginGuards: Record<string, string> = {
  clientNamed: 'named',
  clientKnown: 'in this tenant',
  sessionKnown: 'known',
  userThere: 'still there',
  userEnabled: 'enabled',
  secretGiven: 'a secret',
  secretMatches: 'is its own',
  secretCurrent: 'has not ended',
  assertionTypeRight: 'a JWT',
  assertionRead: 'can be read',
  certificateHeld: 'is its own',
  signatureHolds: 'holds',
  certificateCurrent: 'has not ended',
  issuerIsClient: 'the client',
  audienceIsEndpoint: 'this endpoint',
  assertionInTime: 'holds now',
  federationHeld: 'somebody',
  issuerMatches: 'to the letter',
  subjectMatches: 'to the letter',
  audienceMatches: 'to the letter',
  federationEffective: 'yes',
  resourceClear: 'just one',
  assignmentHeld: 'or nobody must be',
};

const credential: Pick<ThreeSteps, 'idea'> = {
  idea: 'An application outside Azure must prove itself, and every proof that it keeps can leak or end. An identity that Azure manages has none to keep.',
};
const federation: Pick<ThreeSteps, 'where' | 'idea'> = {
  where: 'Put the claims of the assertion beside the federated credentials of the application, letter by letter.',
  idea: 'Federation trusts one issuer for one subject and one audience. All three are compared to the letter, capitals included.',
};

/** What a request that got no token at the token endpoint is told. */
export const loginEnds: Record<string, ThreeSteps> = {
  clientMissing: {
    what: 'The request does not say which application asks.',
    where: 'Look at the fields of the request: client_id is the one that names it.',
    idea: 'Entra ID gives tokens to clients that it knows. Before anything is proved, a client says who it claims to be.',
  },
  parameterMissing: {
    what: 'A field that every request of this kind needs is not there.',
    where: 'Look at the fields of the request, and at which one the answer names.',
    idea: 'A client trades the sign-in of a person for a token: it says which client it is and which sign-in it means.',
  },
  clientUnknown: {
    what: 'This tenant has no application with that client ID.',
    where: 'Compare the client ID with that of the application, and the tenant in the address with its own.',
    idea: 'An application has an application ID and object IDs. Only the first is its name when it asks for tokens.',
  },
  sessionUnknown: {
    what: 'The refresh token belongs to no sign-in that Entra ID knows.',
    where: 'Look at where the client keeps its refresh token, and when the person signed in last.',
    idea: 'A refresh token stands for one sign-in. When that is gone, only signing in again helps.',
  },
  userGone: {
    what: 'The person who signed in is no longer in the directory.',
    where: 'Look for the account among the users, and among the deleted ones.',
    idea: 'New tokens stop as soon as an account is deleted; those that were issued before stay good until they expire.',
  },
  userDisabled: {
    what: 'The account of the person is disabled.',
    where: 'Look at the account of the user in Entra ID.',
    idea: 'A disabled account gets no new tokens. Those that were issued before stay good until they expire.',
  },
  noCredential: {
    what: 'The request brings no proof of who the application is.',
    where: 'Look at the fields of the request: neither a secret nor an assertion is among them.',
    ...credential,
  },
  secretWrong: {
    what: 'The secret is none that the application has, or its time has not begun.',
    where: 'Look at the secrets of the application. The value is shown once; what is listed later is only its ID.',
    ...credential,
  },
  secretExpired: {
    what: 'The secret was right once, and has expired.',
    where: 'Look at the end of each secret of the application, and at who was to renew it.',
    ...credential,
  },
  assertionTypeWrong: {
    what: 'The request does not say, or says wrongly, of which kind its assertion is.',
    where: 'Look at the field client_assertion_type of the request.',
    idea: 'There is one kind: a signed JWT. The field says so, that nothing else is taken for one.',
  },
  assertionNotRead: {
    what: 'The assertion is no JWT that Entra ID can read.',
    where: 'Look at what the program sent as its assertion: is it whole, and was it made for this purpose?',
    idea: 'An assertion is a JWT by the client itself, or by an issuer that its application trusts.',
  },
  certificateUnknown: {
    what: 'The assertion was signed by a certificate that the application does not list.',
    where: 'Compare the thumbprint in the answer with the certificates of the application.',
    ...credential,
  },
  signatureWrong: {
    what: 'The assertion names a certificate of the application, but was not signed by its private key.',
    where: 'Look at which private key the program loads beside that certificate.',
    idea: 'The public half in the directory checks what only the holder of the private half can have signed.',
  },
  certificateExpired: {
    what: 'The certificate of the application has expired.',
    where: 'Look at the end of each certificate of the application.',
    ...credential,
  },
  issuerWrong: {
    what: 'The assertion was not made in the name of the application that asks.',
    where: 'Look at the claims iss and sub of the assertion beside the client ID of the request.',
    idea: 'A client that signs for itself is both the issuer and the subject of what it signs.',
  },
  audienceWrong: {
    what: 'The assertion is meant for somebody else than this token endpoint.',
    where: 'Look at the claim aud of the assertion.',
    idea: 'A proof that is meant for one receiver must not work at another: so every assertion names whom it is for.',
  },
  assertionOutOfTime: {
    what: 'The assertion does not hold now.',
    where: 'Look at its claims nbf and exp beside the time of the request.',
    idea: 'Assertions live for minutes. Whoever keeps one instead of making it anew finds it ended.',
  },
  noFederation: {
    what: 'The application trusts no issuer at all.',
    where: 'Look at the federated credentials of the application, or of the identity, whose client ID was sent.',
    idea: 'Without a federated credential an assertion of somebody else is nothing to Entra ID, however well it is signed.',
  },
  issuerUnmatched: { what: 'No federated credential trusts this issuer.', ...federation },
  subjectUnmatched: { what: 'The issuer is trusted, but not for this subject.', ...federation },
  audienceUnmatched: { what: 'Issuer and subject match, but the assertion is for another audience.', ...federation },
  federationNotYet: {
    what: 'The federated credential was made a moment ago and has not reached the token endpoint.',
    where: 'Look at when it was made, and try again a few minutes later.',
    idea: 'What is written in the directory takes a while to be known everywhere. Trust is no exception.',
  },
  principalMissing: {
    what: 'The application is registered here, but has no service principal in the tenant.',
    where: 'Look for it among the enterprise applications.',
    idea: 'The registration says what an application is; the service principal is who it is in a tenant. Tokens are made for the second.',
  },
  principalDisabled: {
    what: 'The service principal of the application is disabled.',
    where: 'Look at the enterprise application: may users and programs sign in to it?',
    idea: 'Whoever is disabled in the directory gets no new token; tokens that were issued earlier stay good until they expire.',
  },
  resourceUnclear: {
    what: 'The request does not name one resource as a whole.',
    where: 'Look at the scope of the request: for a program it is the resource, and "/.default" behind it.',
    idea: 'A token is made for one resource. A program asks for all that it was given there, not for single permissions.',
  },
  assignmentMissing: {
    what: 'The target lets in only those who are assigned to it, and this application is not.',
    where: 'Look at the enterprise application of the target: who is assigned, and to which app role?',
    idea: 'Most targets decide when the token is used. One that requires assignment refuses before there is a token.',
  },
};
