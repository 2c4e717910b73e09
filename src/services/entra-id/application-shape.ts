import { isoSeconds } from '#kernel/clock.ts';
import type { Shape } from './graph-filter.ts';
import type { ApplicationRow, CertificateRow, PasswordRow } from './models.ts';

/** A secret as Graph lists it: without its text, which `addPassword` alone returns. */
export const passwordShape = (password: PasswordRow): Shape => ({
  customKeyIdentifier: null,
  displayName: password.displayName,
  endDateTime: isoSeconds(password.endsAt),
  hint: password.hint,
  keyId: password.keyId,
  secretText: null,
  startDateTime: isoSeconds(password.startsAt),
});

/** A certificate as Graph lists it: by its thumbprint, without the key itself. */
const certificateShape = (certificate: CertificateRow): Shape => ({
  customKeyIdentifier: certificate.thumbprint,
  displayName: certificate.displayName,
  endDateTime: isoSeconds(certificate.endsAt),
  key: null,
  keyId: certificate.keyId,
  startDateTime: isoSeconds(certificate.startsAt),
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
});

/** Source: Microsoft Graph REST API v1.0 "application resource type". */
export const applicationShape = (application: ApplicationRow, domain: string): Shape => ({
  id: application.id,
  deletedDateTime: null,
  appId: application.appId,
  applicationTemplateId: null,
  disabledByMicrosoftStatus: null,
  createdDateTime: isoSeconds(application.createdAt),
  displayName: application.displayName,
  description: null,
  groupMembershipClaims: null,
  identifierUris: application.identifierUris,
  isDeviceOnlyAuthSupported: null,
  isFallbackPublicClient: null,
  nativeAuthenticationApisEnabled: null,
  notes: null,
  publisherDomain: domain,
  serviceManagementReference: null,
  signInAudience: application.signInAudience,
  tags: [],
  tokenEncryptionKeyId: null,
  uniqueName: null,
  samlMetadataUrl: null,
  defaultRedirectUri: null,
  certification: null,
  optionalClaims: null,
  servicePrincipalLockConfiguration: null,
  requestSignatureVerification: null,
  addIns: [],
  api: {
    acceptMappedClaims: null,
    knownClientApplications: [],
    requestedAccessTokenVersion: null,
    oauth2PermissionScopes: [],
    preAuthorizedApplications: [],
  },
  appRoles: [],
  info: {
    logoUrl: null,
    marketingUrl: null,
    privacyStatementUrl: null,
    supportUrl: null,
    termsOfServiceUrl: null,
  },
  keyCredentials: (application.certificates ?? []).map(certificateShape),
  parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
  passwordCredentials: application.passwords.map(passwordShape),
  publicClient: { redirectUris: [] },
  requiredResourceAccess: [],
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
  web: {
    homePageUrl: null,
    logoutUrl: null,
    redirectUris: [],
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    redirectUriSettings: [],
  },
  spa: { redirectUris: [] },
});
