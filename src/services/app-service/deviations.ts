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
    ours: 'GET on any path runs the program; other methods are NotSimulated. The pages of a stopped and of an empty app carry Azure’s headline without its design.',
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
    id: 'app-service-not-here',
    title: 'Slots, functions, containers, connection strings, Key Vault references, authentication',
    azure: 'Parts of App Service.',
    ours: 'NotSimulated. A setting that holds a Key Vault reference is shown to the program as it is written.',
    why: 'They come with later chapters.',
  },
  {
    id: 'app-service-asynchrony',
    title: 'Changes take effect at once',
    azure: 'Creating a plan or a site takes seconds to minutes, and settings restart the app in the background.',
    ours: 'In the moment of the request.',
    why: 'Waiting teaches nothing here; the waits of role assignments and tokens are simulated.',
  },
];
