import { passwordShape } from './application-shape.ts';
import { day, isoSeconds } from '#kernel/clock.ts';
import { guidFrom } from '#kernel/ids.ts';
import type { GroupRow, ServicePrincipalRow } from '#kernel/rows.ts';
import { rolesOf, type AppRole } from './app-roles.ts';
import type { Shape } from './graph-filter.ts';
import type { AppPrincipalRow, DirectoryObject, User } from './models.ts';

const graph = 'https://graph.microsoft.com/v1.0';
export const contextOf = (entity: string): string => `${graph}/$metadata#${entity}`;

/** What Graph returns of a user when nothing is selected. */
export const userDefaults = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

export const userShape = (user: User): Shape => ({
  businessPhones: [],
  displayName: user.displayName,
  givenName: user.givenName ?? null,
  jobTitle: user.jobTitle ?? null,
  mail: user.mail ?? null,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: user.surname ?? null,
  userPrincipalName: user.userPrincipalName,
  id: user.id,
  accountEnabled: user.accountEnabled,
  createdDateTime: isoSeconds(user.createdAt),
  deletedDateTime: null,
  mailNickname: user.mailNickname ?? user.userPrincipalName.split('@')[0] ?? null,
  userType: 'Member',
});

/** `S-1-12-1-…`: the object id as four little-endian numbers. */
function securityIdentifier(id: string): string {
  const [a = '', b = '', c = '', d = '', e = ''] = id.split('-');
  const swap = (hex: string): string => hex.replace(/^(..)(..)(..)(..)$/, '$4$3$2$1');
  const words = [a, c + b, swap(d + e.slice(0, 4)), swap(e.slice(4))];
  return `S-1-12-1-${words.map((hex) => parseInt(hex, 16)).join('-')}`;
}

export const groupShape = (group: GroupRow): Shape => ({
  id: group.id,
  deletedDateTime: null,
  classification: null,
  createdDateTime: isoSeconds(group.createdAt),
  creationOptions: [],
  description: group.description ?? null,
  displayName: group.displayName,
  expirationDateTime: null,
  groupTypes: [],
  isAssignableToRole: null,
  mail: null,
  mailEnabled: false,
  mailNickname: group.mailNickname,
  membershipRule: null,
  membershipRuleProcessingState: null,
  onPremisesDomainName: null,
  onPremisesLastSyncDateTime: null,
  onPremisesNetBiosName: null,
  onPremisesSamAccountName: null,
  onPremisesSecurityIdentifier: null,
  onPremisesSyncEnabled: null,
  preferredDataLocation: null,
  preferredLanguage: null,
  proxyAddresses: [],
  renewedDateTime: isoSeconds(group.createdAt),
  resourceBehaviorOptions: [],
  resourceProvisioningOptions: [],
  securityEnabled: group.securityEnabled,
  securityIdentifier: securityIdentifier(group.id),
  theme: null,
  visibility: null,
  onPremisesProvisioningErrors: [],
  serviceProvisioningErrors: [],
});

/** The certificate by which a managed identity proves itself: valid for 90 days, rolled after 45. Nobody sees its key. */
function certificateOf(principal: ServicePrincipalRow, now: number): Shape {
  const roll = Math.max(0, Math.floor((now - principal.createdAt) / (45 * day)));
  const start = principal.createdAt + roll * 45 * day;
  return {
    customKeyIdentifier: null,
    displayName: `CN=${principal.appId}`,
    endDateTime: isoSeconds(start + 90 * day),
    key: null,
    keyId: guidFrom(principal.id, 'keyCredential', String(roll)),
    startDateTime: isoSeconds(start),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  };
}

const roleShape = ({ id, value, displayName }: AppRole): Shape => ({
  allowedMemberTypes: ['Application'],
  description: displayName,
  displayName,
  id,
  isEnabled: true,
  origin: 'Application',
  value,
});

export const servicePrincipalShape = (principal: AppPrincipalRow, now: number): Shape => ({
  id: principal.id,
  deletedDateTime: null,
  accountEnabled: principal.accountEnabled,
  alternativeNames: principal.alternativeNames,
  appDisplayName: principal.servicePrincipalType === 'Application' ? principal.displayName : null,
  appDescription: null,
  appId: principal.appId,
  applicationTemplateId: null,
  appOwnerOrganizationId: principal.appOwnerOrganizationId ?? null,
  appRoleAssignmentRequired: principal.appRoleAssignmentRequired,
  createdDateTime: isoSeconds(principal.createdAt),
  description: null,
  disabledByMicrosoftStatus: null,
  displayName: principal.displayName,
  homepage: null,
  loginUrl: null,
  logoutUrl: null,
  notes: null,
  notificationEmailAddresses: [],
  preferredSingleSignOnMode: null,
  preferredTokenSigningKeyThumbprint: null,
  replyUrls: [],
  servicePrincipalNames: principal.servicePrincipalNames,
  servicePrincipalType: principal.servicePrincipalType,
  signInAudience: principal.servicePrincipalType === 'Application' ? 'AzureADMyOrg' : null,
  tags: [],
  tokenEncryptionKeyId: null,
  samlSingleSignOnSettings: null,
  addIns: [],
  appRoles: rolesOf(principal.appId).map(roleShape),
  info: {
    logoUrl: null,
    marketingUrl: null,
    privacyStatementUrl: null,
    supportUrl: null,
    termsOfServiceUrl: null,
  },
  keyCredentials: principal.servicePrincipalType === 'ManagedIdentity' ? [certificateOf(principal, now)] : [],
  oauth2PermissionScopes: [],
  passwordCredentials: (principal.passwords ?? []).map(passwordShape),
  resourceSpecificApplicationPermissions: [],
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
});

/** Any directory object in full, without the type annotation. */
export function shapeOf(object: DirectoryObject, now: number): Shape {
  if (object.kind === 'user') return userShape(object.row);
  return object.kind === 'group' ? groupShape(object.row) : servicePrincipalShape(object.row, now);
}

/** The object as a list of mixed types shows it: its type first, a user with the default properties only. */
export function typedShape(object: DirectoryObject, now: number): Shape {
  const shape = shapeOf(object, now);
  const shown = object.kind === 'user' ? Object.fromEntries(userDefaults.map((name) => [name, shape[name]])) : shape;
  return { '@odata.type': `#microsoft.graph.${object.kind}`, ...shown };
}
