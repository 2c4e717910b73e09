import type { Ctx } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import type { FederatedCredentialRow } from '#kernel/rows.ts';
import { needsAssignment } from './app-roles.ts';
import type { ClientFacts } from './client-acquisition.machine.ts';
import * as certificates from './client-certificate.ts';
import { credentialState } from './credential-life.machine.ts';
import { credentialsOf, readAssertion } from './federation.ts';
import * as errors from './login-errors.ts';
import type { ApplicationRow, AppPrincipalRow, AssertionRow, CertificateRow, PasswordRow } from './models.ts';
import type { KnownResource } from './resources.ts';
import { secretHash } from './secret.ts';
import { asked, targetOf, tenantName, type Form } from './token-request.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A managed identity may stand as the credential of an application; nothing here plays that part. */
const identityAsCredential = (): Refusal => {
  const { message, ...rest } = notSimulated({
    method: 'POST',
    url: 'https://login.microsoftonline.com/oauth2/v2.0/token',
  });
  return { ...rest, message: message.replace(' is not', ' with a token of Entra ID as assertion is not') };
};

/**
 * One request of a client for a token of its own: what the chart asks, each question answered once. The question that
 * ends it leaves Entra's words in `refusal`.
 */
export class ClientRequest implements ClientFacts {
  refusal: Refusal | undefined;
  readonly #ctx: Ctx;
  readonly #form: Form;
  readonly #version: 1 | 2;
  readonly #appId: string;
  #application: ApplicationRow | undefined;
  #principal: AppPrincipalRow | undefined;
  #password: PasswordRow | undefined;
  #signed: certificates.Signed | undefined;
  #certificate: CertificateRow | undefined;
  #claims: AssertionRow['claims'] | undefined;
  #federated: readonly FederatedCredentialRow[] = [];
  resource = '';
  known: KnownResource | undefined;

  constructor(ctx: Ctx, form: Form, version: 1 | 2) {
    this.#ctx = ctx;
    this.#form = form;
    this.#version = version;
    this.#appId = (form['client_id'] ?? '').toLowerCase();
  }

  #orElse(holds: boolean, words: () => Refusal): boolean {
    if (!holds) this.refusal = words();
    return holds;
  }

  /** The principal that a token is for, once the chart has found it. */
  get principal(): AppPrincipalRow {
    if (!this.#principal) throw new Error('a token was asked for nobody');
    return this.#principal;
  }

  /** By what the client means to prove itself: what no issuer here has made is taken for its own signature. */
  get proof(): 'secret' | 'certificate' | 'federation' {
    const text = this.#form['client_assertion'];
    if (text === undefined) return 'secret';
    const read = readAssertion(this.#ctx.view, text, this.#appId);
    return typeof read === 'object' || read === 'entra' ? 'federation' : 'certificate';
  }

  clientNamed(): boolean {
    return this.#orElse(this.#appId !== '', () => errors.parameterMissing('client_id'));
  }

  clientKnown(): boolean {
    const { view } = this.#ctx;
    [this.#application] = view.by<ApplicationRow>('applications', 'appId', this.#appId);
    [this.#principal] = view.by<AppPrincipalRow>('servicePrincipals', 'appId', this.#appId);
    const known = this.#application !== undefined || this.#principal !== undefined;
    return this.#orElse(known, () => errors.applicationNotFound(this.#form['client_id'] ?? '', tenantName(view)));
  }

  secretGiven(): boolean {
    return this.#orElse(Boolean(this.#form['client_secret']), errors.credentialMissing);
  }

  secretMatches(): boolean {
    const wanted = secretHash(this.#form['client_secret'] ?? '');
    const own = this.#principal?.passwords ?? [];
    const found = [...(this.#application?.passwords ?? []), ...own].find(({ hash }) => hash === wanted);
    // A secret before its time is answered as a wrong one.
    this.#password = found && credentialState(found, this.#ctx.now) !== 'early' ? found : undefined;
    return this.#orElse(this.#password !== undefined, () => errors.wrongSecret(this.#appId));
  }

  secretCurrent(): boolean {
    const current = this.#password !== undefined && credentialState(this.#password, this.#ctx.now) === 'valid';
    return this.#orElse(current, () => errors.secretExpired(this.#appId));
  }

  assertionTypeRight(): boolean {
    const type = this.#form['client_assertion_type'];
    return this.#orElse(type === jwtBearer, () =>
      type ? errors.assertionTypeUnsupported() : errors.parameterMissing('client_assertion_type'),
    );
  }

  assertionRead(): boolean {
    const text = this.#form['client_assertion'] ?? '';
    const read = readAssertion(this.#ctx.view, text, this.#appId);
    if (read === 'entra') return this.#orElse(false, identityAsCredential);
    if (typeof read === 'object') this.#claims = read.claims;
    else if (read === 'elsewhere') this.#signed = certificates.takeApart(text);
    return this.#orElse(this.#claims !== undefined || this.#signed !== undefined, errors.assertionUnreadable);
  }

  get #jwt(): certificates.Signed {
    if (!this.#signed) throw new Error('no assertion was read');
    return this.#signed;
  }

  certificateHeld(): boolean {
    const thumbprint = certificates.namedBy(this.#jwt);
    this.#certificate = this.#application?.certificates?.find((one) =>
      [one.thumbprint, one.thumbprintSha256].includes(thumbprint),
    );
    return this.#orElse(this.#certificate !== undefined, () => errors.certificateUnknown(this.#appId, thumbprint));
  }

  signatureHolds(): boolean {
    const holds = this.#certificate !== undefined && certificates.signatureHolds(this.#jwt, this.#certificate);
    return this.#orElse(holds, () => errors.certificateSignature(this.#appId, certificates.namedBy(this.#jwt)));
  }

  certificateCurrent(): boolean {
    const held = this.#certificate;
    if (!held) return false;
    const valid = credentialState(held, this.#ctx.now) === 'valid';
    return this.#orElse(valid, () => errors.certificateExpired(this.#appId, held));
  }

  issuerIsClient(): boolean {
    const { iss, sub } = this.#jwt.claims;
    const own = [iss, sub].every((one) => String(one).toLowerCase() === this.#appId);
    return this.#orElse(own, errors.assertionIssuer);
  }

  audienceIsEndpoint(): boolean {
    const audience = String(this.#jwt.claims['aud']);
    const right = certificates.audiencesOf(this.#ctx.view).includes(audience.toLowerCase());
    return this.#orElse(right, () => errors.assertionAudience(audience));
  }

  assertionInTime(): boolean {
    const { now } = this.#ctx;
    const { from, to, skew } = this.#claims
      ? { from: this.#claims.nbf * 1000, to: this.#claims.exp * 1000, skew: 0 }
      : certificates.lifetimeOf(this.#jwt);
    return this.#orElse(from - skew <= now && to + skew > now, () => errors.assertionOutOfTime(now, from, to));
  }

  get #presented(): AssertionRow['claims'] {
    if (!this.#claims) throw new Error('no assertion was presented');
    return this.#claims;
  }

  federationHeld(): boolean {
    const { id, displayName } = this.#application ?? this.principal;
    this.#federated = credentialsOf(this.#ctx.view, id);
    return this.#orElse(this.#federated.length > 0, () => errors.noFederation(this.#appId, displayName));
  }

  /** Leaves those credentials that match. Issuer, subject and audience are compared letter by letter. */
  #narrow(matches: (one: FederatedCredentialRow) => boolean, words: () => Refusal): boolean {
    const left = this.#federated.filter(matches);
    if (!this.#orElse(left.length > 0, words)) return false;
    this.#federated = left;
    return true;
  }

  issuerMatches(): boolean {
    const { iss } = this.#presented;
    return this.#narrow(
      ({ issuer }) => issuer === iss,
      () => errors.noFederatedMatch('issuer', iss),
    );
  }

  subjectMatches(): boolean {
    const { sub } = this.#presented;
    const nearly = this.#federated.some(({ subject }) => subject.toLowerCase() === sub.toLowerCase());
    return this.#narrow(
      ({ subject }) => subject === sub,
      () => (nearly ? errors.subjectDiffersByCase(sub) : errors.noFederatedMatch('subject', sub)),
    );
  }

  audienceMatches(): boolean {
    const { aud } = this.#presented;
    return this.#narrow(
      ({ audiences }) => audiences.includes(aud),
      () => errors.noFederatedMatch('audience', aud),
    );
  }

  federationEffective(): boolean {
    return this.#narrow(
      ({ effectiveAt }) => effectiveAt <= this.#ctx.now,
      () => errors.federationNotYet(this.#presented),
    );
  }

  principalExists(): boolean {
    const tenant = tenantIdOf(this.#ctx.view);
    return this.#orElse(this.#principal !== undefined, () => errors.principalMissing(this.#appId, tenant));
  }

  principalEnabled(): boolean {
    const { accountEnabled, displayName } = this.principal;
    return this.#orElse(accountEnabled, () => errors.applicationDisabled(this.#appId, displayName));
  }

  resourceClear(): boolean {
    const target = asked(this.#form, this.#version);
    if ('refusal' in target) return this.#orElse(false, () => target.refusal);
    this.resource = target.resource;
    const scope = this.#form['scope'] ?? '';
    const whole = this.#version === 1 || /\/\.default$/.test(scope);
    return this.#orElse(whole, () => errors.notDefaultScope(scope));
  }

  resourceKnown(): boolean {
    const found = targetOf(this.#ctx.view, this.resource);
    if ('refusal' in found) return this.#orElse(false, () => found.refusal);
    this.known = found.known;
    return true;
  }

  assignmentHeld(): boolean {
    const { known } = this;
    if (!known) return false;
    const lacking = needsAssignment(this.#ctx.view, known, this.principal.id);
    return this.#orElse(!lacking, () => errors.assignmentMissing(this.principal, known));
  }

  /** What the trace keeps of it, without secrets. */
  facts(): Record<string, unknown> {
    const { displayName, id } = this.#application ?? this.#principal ?? {};
    return {
      client: { appId: this.#appId, ...(id && { displayName }) },
      proof: this.proof,
      ...(this.resource && { resource: this.resource }),
      ...(this.#claims && { issuer: this.#claims.iss, subject: this.#claims.sub, audience: this.#claims.aud }),
      ...(this.refusal && { fault: this.refusal.message }),
    };
  }
}
