import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated Service Bus differs from Azure's, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'service-bus-scope',
    title: 'What there is of Service Bus',
    azure:
      'Sessions, transactions, duplicate detection, forwarding, filters and actions of subscriptions, deletion when idle, partitions, geo-recovery, migration, private endpoints, encryption with own keys, and entities managed at the address of the namespace (Atom XML).',
    ours: 'Namespaces, queues, topics, subscriptions that take every message, authorization rules, network rules for addresses; messages are sent, locked, completed, abandoned, deferred, scheduled and dead-lettered. The rest answers NotSimulated (501); a partitioned entity behaves as one that is not.',
    why: 'The course is about who may send and receive.',
  },
  {
    id: 'service-bus-bridge-addresses',
    title: 'Addresses that only this tenant has',
    azure:
      'What REST has no address for is done over AMQP: a token is shown once before a link opens, messages are peeked at, deferred, dead-lettered with a reason, received by number, cancelled.',
    ours: 'The bridge of AMQP at the edge sends each of these as a request of its own: /{entity}/$claims, and below /{entity}/messages: batch, receive, peek, deferred, scheduled/{number}, {message}/{lock}/deadletter, /defer and /abandon. No client of Azure uses them.',
    why: 'Everything that happens in this tenant is a request through one front door.',
  },
  {
    id: 'service-bus-at-once',
    title: 'Namespaces are there and gone at once',
    azure: 'A namespace takes about a minute to be active; its deletion answers 202 and goes on by itself.',
    ours: 'Made and active with the answer 200; gone with the answer 200, its name free at once.',
    why: 'Waiting for a namespace teaches nothing about identities.',
  },
  {
    id: 'service-bus-unknown-host',
    title: 'A namespace that does not exist',
    azure: 'Its name has no DNS record.',
    ours: 'The request fails with "Could not resolve host".',
    why: 'A missing namespace must not look like a missing queue.',
  },
  {
    id: 'service-bus-check-order',
    title: 'Order of the checks',
    azure:
      'The permission is asked before the entity is looked for (said by the maintainers). Where the firewall stands among proof and permission, and in which order a shared access signature is read, is not documented.',
    ours: 'Proof (form, local authentication switched off, resource, signature, expiry), then network, then permission, then the entity.',
    why: 'Whoever may nothing learns nothing about what is there.',
  },
  {
    id: 'service-bus-denial-text',
    title: 'The sentence for a missing role over REST',
    azure:
      'The refusal is 401. The sentence "Unauthorized access. \'Send\' claim(s) are required to perform this operation." is known from AMQP; what REST says to a principal of Entra without a role was not found.',
    ours: 'The same sentence over both.',
    why: 'It says what is lacking, and the status is known.',
  },
  {
    id: 'service-bus-refusal-texts',
    title: 'Texts of the other refusals',
    azure:
      'InvalidAudience (both of them), InvalidSignature, ExpiredToken, MalformedToken, LocalAuthDisabled, the firewall and the lost lock are known from what users met. InvalidIssuer, MissingToken, a disabled entity, a message that is too large, bad properties of a message and most refusals of Resource Manager were not found word for word.',
    ours: 'Sentences of the same form. Every one ends with TrackingId, "SystemTracker:NoSystemTracker" and Timestamp; those of Resource Manager leave out the CorrelationId that Azure appends.',
    why: 'Clients read the status and the first word.',
  },
  {
    id: 'service-bus-signature',
    title: 'A token whose signature does not hold',
    azure: 'For a shared access signature: InvalidSignature. For a token of Entra no answer was found.',
    ours: 'InvalidSignature for both.',
    why: 'The same fault has the same name.',
  },
  {
    id: 'service-bus-audience',
    title: 'Audiences',
    azure:
      'https://servicebus.azure.net is documented; clients ask with and without the slash. Whether the address of the namespace itself is taken was not found for Service Bus.',
    ours: 'Both spellings and nothing else.',
    why: 'A token for another audience must be refused here as there.',
  },
  {
    id: 'service-bus-missing-entity',
    title: 'A queue or topic that does not exist',
    azure:
      'The REST reference says 410; live answers said 404 with "40400: Endpoint not found." over REST and "The messaging entity … could not be found." over AMQP.',
    ours: '404 with the sentence of AMQP. A name that nothing has is asked as a queue’s when permission is decided.',
    why: 'One sentence for both protocols, and a status that was seen.',
  },
  {
    id: 'service-bus-lost-lock',
    title: 'Settling with a lock that is lost',
    azure: 'The REST reference says 404; one user met 409. The sentence is known from AMQP.',
    ours: '404 with that sentence.',
    why: 'The reference decides.',
  },
  {
    id: 'service-bus-lock-life',
    title: 'When a lock and a life time end',
    azure:
      'A broker notices the end of a lock, of a life time and of a schedule soon after. A message that is locked does not expire. An expired one may stay visible for a while.',
    ours: 'To the millisecond of the virtual clock; whoever looks finds what is due. A receiver never waits: an empty queue answers 204 at once, whatever the timeout.',
    why: 'Time moves only by what is done in the tenant.',
  },
  {
    id: 'service-bus-delivery-count',
    title: 'Delivery count and the dead-letter queue',
    azure:
      'A message is dead-lettered when it has been delivered as often as the entity allows and is free again. Whether a dead-lettered message keeps its sequence number and count is not documented in one place.',
    ours: 'It keeps both; a lock on a dead-lettered message goes on counting. DeliveryCount counts the delivery that shows it.',
    why: 'One can follow a message into the dead-letter queue.',
  },
  {
    id: 'service-bus-schedule-topic',
    title: 'Messages scheduled for a topic',
    azure: 'They wait in the topic and go to the subscriptions that are there when they are due.',
    ours: 'They go to the subscriptions at once and wait there.',
    why: 'A copy for each subscription is what counts in the end.',
  },
  {
    id: 'service-bus-text',
    title: 'Bodies and properties',
    azure:
      'A body is any sequence of bytes. Over REST, properties are header fields whose names keep their case. Sizes count body and properties; a batch is limited as a whole.',
    ours: 'A body is text; what the bridge sends in another form is kept as the bridge wrote it. Names of header fields come back in lower case; a property whose name or value cannot stand in one is left out there. Sizes count the bodies of a request.',
    why: 'Requests of this tenant have text as their body.',
  },
  {
    id: 'service-bus-names',
    title: 'Names',
    azure:
      'The names of queues and topics may hold slashes (written as ~ by Resource Manager). Reserved namespace names are not listed in full.',
    ours: 'No slashes. Namespaces that end in -sb or -mgmt are refused.',
    why: 'No lab needs a path of queues.',
  },
  {
    id: 'service-bus-put-entity',
    title: 'A PUT of an entity that is there',
    azure: 'Clients send the whole entity. What happens to what is left out is not documented.',
    ours: 'It takes its default. Messages and the status of what is locked stay.',
    why: 'A PUT says all of it.',
  },
  {
    id: 'service-bus-tier',
    title: 'Tiers',
    azure:
      'Basic has no topics, Premium has messages of up to 100 MB, partitions and virtual networks; Standard cannot become Premium in place.',
    ours: 'Basic has no topics and keeps messages for 14 days; Premium takes messages of 1 MB and writes runtime audit logs; a change to or from Premium is refused. Nothing costs anything, no quota of entities is counted.',
    why: 'Tiers matter here only where they change who can be seen in a log.',
  },
  {
    id: 'service-bus-trusted-services',
    title: 'Trusted services and the firewall',
    azure: 'trustedServiceAccessEnabled lets some services of Azure through the firewall.',
    ours: 'It is kept and shown and lets nobody through; rules for virtual networks answer NotSimulated (501). Whether the firewall with no address lets everybody in is not asked: Deny denies.',
    why: 'No simulated host is one of those services.',
  },
  {
    id: 'service-bus-logs',
    title: 'Logs of a namespace',
    azure:
      'AZMSRunTimeAuditLogs (Premium only) sums up the operations of a minute; the table reference calls the column AuthKey, the samples call it AuthId. AZMSOperationalLogs holds management operations, AZMSDiagnosticErrorLogs and VNetAndIPFilteringLogs errors and filtered addresses.',
    ours: 'One row for each request of the data plane, for Premium only, with both columns: the application id or the policy. Refused ones too, where Azure does not say that it logs them. Operational logs call every write "Create …" unless it is a PATCH. No other table.',
    why: 'Who used the data, and how they proved themselves, is what one looks for.',
  },
];
