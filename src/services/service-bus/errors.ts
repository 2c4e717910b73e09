import type { Refusal } from '#kernel/result.ts';
import type { NamespaceRow } from './models.ts';

/** Every sentence of Service Bus in one place; which of them no live answer confirmed is said in deviations.ts. */

const said = (status: number, code: string, message: string): Refusal => ({ status, code, message });
/** The data plane's code is its status. */
const at = (status: number, message: string): Refusal => said(status, String(status), message);
const unauthorized = (message: string): Refusal => at(401, message);

export const missingToken = unauthorized('MissingToken: The authorization header was not found.');
export const malformedToken = unauthorized(
  'MalformedToken: The credentials contained in the authorization header are not in the WRAP format.',
);
export const invalidSignature = unauthorized('InvalidSignature: The token has an invalid signature.');
export const invalidIssuer = unauthorized('InvalidIssuer: Invalid authorization token issuer.');
export const invalidAudience = unauthorized('InvalidAudience: Invalid authorization token audience.');
export const expiredToken = unauthorized('ExpiredToken: The token is expired.');
/** Of a shared access signature, not of a token of Entra. */
export const wrongSasAudience = unauthorized(
  'InvalidAudience: The authorization header contains a token with a wrong audience.',
);
export const localAuthDisabled = unauthorized(
  'LocalAuthDisabled: Authorization failed because SAS authentication has been disabled for the namespace.',
);
export const claimRequired = (claim: string, resource: string): Refusal =>
  unauthorized(
    `Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: '${resource}'.`,
  );
export const notByNetwork = unauthorized(
  'Ip has been prevented to connect to the endpoint. For more information see: Virtual Network service endpoints: Event Hubs: https://go.microsoft.com/fwlink/?linkid=2044192, Service Bus: https://go.microsoft.com/fwlink/?linkid=2044235. IP Filters: Event Hubs: https://go.microsoft.com/fwlink/?linkid=2044246, Service Bus: https://go.microsoft.com/fwlink/?linkid=2044183.',
);

export const entityNotFound = (resource: string): Refusal =>
  at(
    404,
    `The messaging entity '${resource}' could not be found. To know more visit https://aka.ms/sbResourceMgrExceptions.`,
  );
export const lockLost = at(
  404,
  'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue. For more information please see https://aka.ms/ServiceBusExceptions .',
);
export const messageNotFound = at(
  404,
  'Failed to find one or more messages with the sequence numbers that were given.',
);
export const entityDisabled = (resource: string): Refusal =>
  at(403, `Messaging entity '${resource}' is currently disabled.`);
export const messageTooLarge = (bytes: number, limit: number): Refusal =>
  at(403, `The message of ${bytes} bytes exceeds the limit of ${limit} bytes that is currently allowed.`);
export const badMessage = (what: string): Refusal => at(400, `${what} is not valid.`);
export const badBody = (detail: string): Refusal => at(400, detail);
/** Ours: a part of Service Bus that is not simulated. */
export const notSimulatedHere = (what: string): Refusal =>
  said(501, 'NotSimulated', `${what} is not simulated by this tenant.`);

export const childNotFound = (id: string): Refusal =>
  said(404, 'NotFound', `The requested resource ${id} does not exist.`);
export const nameTaken = said(
  400,
  'BadRequest',
  'The specified name is not available. For more information visit https://aka.ms/eventhubsarmexceptions.',
);
export const nameInvalid = said(400, 'BadRequest', 'The specified service namespace is invalid.');

const refused = (message: string): Refusal => said(400, 'MessagingGatewayBadRequest', `SubCode=40000. ${message}`);
export const lockTooLong = (duration: string): Refusal =>
  refused(
    `The supplied lock time exceeds the allowed maximum of '5' minutes. Parameter name: LockDuration Actual value was ${duration}.`,
  );
export const valueInvalid = (name: string, value: unknown): Refusal =>
  refused(`The value '${String(value)}' of ${name} is not valid.`);
export const entityNameInvalid = (name: string): Refusal =>
  refused(`'${name}' contains character(s) that are not allowed by Service Bus, or is too long.`);
export const nameOfOther = (name: string): Refusal =>
  said(409, 'MessagingGatewayConflict', `SubCode=40900. Conflict. '${name}' is already the name of another entity.`);
export const basicTier = (type: string, { name }: NamespaceRow): Refusal =>
  refused(`Cannot operate on type ${type} because the namespace '${name}' is using 'Basic' tier.`);
export const skuFixed = (from: string, to: string): Refusal =>
  said(400, 'BadRequest', `The tier of a namespace cannot be changed from '${from}' to '${to}'.`);
export const rightsInvalid = said(
  400,
  'BadRequest',
  "Manage permission should also include Send and Listen; at least one of 'Send', 'Listen' and 'Manage' must be given.",
);
export const keyTypeInvalid = (keyType: string): Refusal =>
  said(400, 'BadRequest', `The key type '${keyType}' is not valid: PrimaryKey and SecondaryKey are.`);
export const tooManyRules = said(400, 'BadRequest', 'The number of authorization rules cannot exceed 12.');
export const addressInvalid = (ipMask: string): Refusal =>
  said(400, 'BadRequest', `The IP mask '${ipMask}' is not a valid IPv4 address or CIDR range.`);
