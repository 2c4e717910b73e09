import type { Deviation } from '#kernel/deviation.ts';

/** Where App Service differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'app-service-identity-header-rotation',
    title: 'When IDENTITY_HEADER changes',
    azure: 'The platform rotates it; when is not said.',
    ours: 'With every restart, and with every change of the site or its settings, which restarts it.',
    why: 'A value copied from an old process must not work for ever.',
  },
  {
    id: 'app-service-programs',
    title: 'Programs of web apps',
    azure: 'Code is built and deployed as a package, a container or from a repository; it runs all the time.',
    ours: 'A declared list of requests, put on the site by the start of a lab, runs when the app is visited, and its page says where it stopped. Deployment by az, SCM (Kudu) and publishing profiles are NotSimulated.',
    why: 'The requests that the program sends are what the lesson is about. Code of one’s own comes later.',
  },
  {
    id: 'app-service-visits',
    title: 'Visits to a web app',
    azure: 'Any method and path reach the app.',
    ours: 'GET on any path runs the program, and a function app takes GET and POST; other methods are NotSimulated. The pages of a stopped and of an empty app carry Azure’s headline without its design.',
    why: 'A declared program has one page.',
  },
  {
    id: 'app-service-error-envelope',
    title: 'Errors of the resource provider',
    azure: 'App Service writes some errors in an older envelope with Code, Message, Details and ErrorEntity.',
    ours: 'Resource Manager’s envelope throughout.',
    why: 'Clients read code and message from either.',
  },
  {
    id: 'app-service-refusals',
    title: 'Words of some refusals',
    azure:
      'Invalid names, a missing plan and an unknown SKU are refused in words that are not known to us. A plan in another region is reported as not found.',
    ours: 'One sentence each; "Cannot find ServerFarm with name …", "Website with given name … already exists." and the sentence for a plan in use are Azure’s.',
    why: 'Clients branch on status and code.',
  },
  {
    id: 'app-service-put-omissions',
    title: 'What a PUT of a site leaves out',
    azure: 'Not documented in full. az sends the whole site.',
    ours: 'Identity, app settings and configuration that are not named stay; tags that are not named go. A PATCH merges user-assigned identities.',
    why: 'It is what users of templates report.',
  },
  {
    id: 'app-service-shapes',
    title: 'Properties of sites and plans',
    azure: 'Some hundred, among them addresses, stamps and certificates.',
    ours: 'Those that the portal, az and the SDKs read, with true values; others are left out rather than made up.',
    why: 'A made-up address teaches nothing.',
  },
  {
    id: 'app-service-stacks',
    title: 'Languages that apps can run',
    azure: 'Lists of some dozens of languages and versions, with Java and its containers, that change by the month.',
    ours: 'Current versions of .NET, Node.js, Python and PHP for web apps, and of .NET, Node.js and Python for function apps, with the dates on which they end. Every region offers each plan.',
    why: 'An app here runs a declared program in whatever language it says.',
  },
  {
    id: 'app-service-not-here',
    title: 'Containers, networks, authentication, certificates, web jobs',
    azure: 'Parts of App Service.',
    ours: 'NotSimulated.',
    why: 'They teach nothing about identities.',
  },
  {
    id: 'app-service-references-read',
    title: 'When Key Vault references are read again',
    azure:
      'Within 24 hours, at once when the configuration changes and when it is asked for. What a restart does is not said; a result that failed is kept as long.',
    ours: 'With every change of the site, its settings or its identities, on the order to refresh, and when the app is visited a day after the last time. A restart reads nothing. A version that was named and read stays.',
    why: 'Nothing happens in the tenant without a request.',
  },
  {
    id: 'app-service-references-told',
    title: 'Status and details of a Key Vault reference',
    azure:
      'Eleven states; the sentences for a resolved reference, a denied one and a missing identity are known, the others are not. Permission of the order to refresh and the form of identityType are not documented.',
    ours: 'Those three sentences, and our own for the rest. A disabled secret and a firewall are AccessToKeyVaultDenied like a missing role; an identity that gets no token is UnauthorizedClient. FetchTimedOut and Initialized do not occur. Microsoft.Web/sites/config/refresh/action is asked for.',
    why: 'The state is what the learner must find.',
  },
  {
    id: 'app-service-references-network',
    title: 'Where the request for a reference comes from',
    azure:
      'Not from the app’s documented outbound addresses for certain; a vault with a firewall should let in the app’s network.',
    ours: 'From the app’s outbound address.',
    why: 'Virtual networks are not simulated.',
  },
  {
    id: 'app-service-outbound-addresses',
    title: 'Outbound addresses',
    azure: 'A handful, and more that may come into use.',
    ours: 'One, the same for every app and in both lists.',
    why: 'It is the address that firewalls here see.',
  },
  {
    id: 'app-service-swap',
    title: 'Swapping slots',
    azure:
      'Starts the source with the target’s settings, warms it up, then exchanges the two; it takes about a minute. With preview, with traffic rules, and with settings that carry override flags.',
    ours: 'Exchanged in the moment of the request; the operation that clients poll is over at once. Content, settings, connection strings and configuration change sides; sticky settings, always on, addresses, access rules and identities stay. Previews, differences and traffic rules are NotSimulated.',
    why: 'What moves and what does not is the lesson.',
  },
  {
    id: 'app-service-slot-refusals',
    title: 'Words of some refusals about slots',
    azure:
      'The sentence for a plan that allows no more slots is Azure’s; for an invalid name and a swap with itself the words are not known to us.',
    ours: 'A sentence of our own, 400 and 409.',
    why: 'Clients branch on status and code.',
  },
  {
    id: 'app-service-publishing',
    title: 'Publishing profiles and credentials',
    azure: 'Deployment with them works unless basic authentication is off; they can be renewed.',
    ours: 'They are handed out, and open sessions on the app (az webapp ssh), nothing else. Basic authentication is always on.',
    why: 'That a reader of secrets gets one is the lesson.',
  },
  {
    id: 'app-service-ssh',
    title: 'A session on a web app',
    azure:
      'SCM (Kudu) lets a terminal through its tunnel to the container, to whoever brings the publishing credentials or a token of somebody who may publish.',
    ours: 'The tunnel takes the publishing credentials. Its answer opens a session, from which requests can be sent; no bytes pass through it. Linux apps only, as in Azure.',
    why: 'The terminal of the lesson takes its place.',
  },
  {
    id: 'functions-plans',
    title: 'Plans of function apps',
    azure: 'Consumption, Flex Consumption and Premium scale by the work there is; a plan may be made with the app.',
    ours: 'Any plan of the list runs one; Flex Consumption is not on it. An app that names no plan gets the region’s Consumption plan in its group.',
    why: 'Identities are the same on all.',
  },
  {
    id: 'functions-host-start',
    title: 'Start of a function host',
    azure:
      'By itself within seconds of a change, and again and again while it fails. It creates containers, takes a lease, writes its secrets and indexes the functions; later failures of its storage make it unhealthy.',
    ours: 'With the first request after a change, and with each further one while it fails: two containers and one blob are written as the identity of AzureWebJobsStorage. Once it runs it runs until the next change or restart. Until it is asked for, its state is Default.',
    why: 'Nothing happens in the tenant without a request.',
  },
  {
    id: 'functions-host-role',
    title: 'Which role the host’s storage needs',
    azure: 'Storage Blob Data Owner is the documented role; some triggers need more.',
    ours: 'What the host asks decides: Storage Blob Data Contributor passes as well.',
    why: 'Requests decide here, not lists of roles.',
  },
  {
    id: 'functions-connection-strings',
    title: 'Connections by key',
    azure:
      'A connection may be a connection string of Storage or of Service Bus, with a key, a signed address or an address of its own.',
    ours: 'Strings with the name and the key of a storage account are used; others are told to be incomplete.',
    why: 'The chapter is about connections without keys.',
  },
  {
    id: 'functions-triggers',
    title: 'Functions and their triggers',
    azure:
      'Any number of functions, many kinds of triggers; a queue is polled all the time, and a message that failed five times is put aside.',
    ours: 'One function in the declared program, set going by HTTP, by a storage queue or by a Service Bus queue. POST /admin/functions/{name} without input has the host look into the queue once, as the identity of the connection, and shows how the function ended; Azure answers 202 with no body. A message that failed comes back after ten minutes, for ever.',
    why: 'The requests that the host and the function send are what the lesson is about.',
  },
  {
    id: 'functions-host-words',
    title: 'What a function host says',
    azure:
      'The 503 and its sentence are Azure’s; errors in the status are exceptions of the runtime with their traces.',
    ours: 'The storage service’s sentence, status and code, in one line. Keys cannot be changed, only read.',
    why: 'The reason must be found, not the trace.',
  },
  {
    id: 'app-service-asynchrony',
    title: 'Changes take effect at once',
    azure: 'Creating a plan or a site takes seconds to minutes, and settings restart the app in the background.',
    ours: 'In the moment of the request.',
    why: 'Waiting teaches nothing here; the waits of role assignments and tokens are simulated.',
  },
];
