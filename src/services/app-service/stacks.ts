/** One version of a language: `windows` and `linux` are what a site's configuration names it there. */
interface Version {
  /** The version's name in the list of stacks, e.g. `22-lts`. */
  value: string;
  text: string;
  /** The last day on which the language's makers support it. */
  ends: string;
  windows?: string;
  linux?: string;
  /** Settings and configuration that a function app gets with it. */
  settings?: Record<string, string>;
  windowsSettings?: Record<string, string>;
  windowsConfig?: Record<string, string>;
}

interface Language {
  name: string;
  text: string;
  preferredOs: 'Linux' | 'Windows';
  versions: Version[];
}

const nodes: [number, string][] = [
  [24, '2028-04-30'],
  [22, '2027-04-30'],
  [20, '2026-04-30'],
];
const pythons: [string, string][] = [
  ['3.13', '2029-10-31'],
  ['3.12', '2028-10-31'],
  ['3.11', '2027-10-31'],
  ['3.10', '2026-10-31'],
];
const dotnets: [number, string, string][] = [
  [10, ' (LTS)', '2028-11-14'],
  [9, ' (STS)', '2026-11-10'],
  [8, ' (LTS)', '2026-11-10'],
];

/** What web apps run. Sources: REST API "Provider - Get Web App Stacks"; the support policies of Node.js, Python, .NET and PHP. */
export const webAppLanguages: readonly Language[] = [
  {
    name: 'dotnet',
    text: '.NET',
    preferredOs: 'Windows',
    versions: [
      ...dotnets.map(([major, term, ends]) => ({
        value: String(major),
        text: `.NET ${major}${term}`,
        ends,
        windows: `v${major}.0`,
        linux: `DOTNETCORE|${major}.0`,
      })),
      { value: 'v4.8', text: 'ASP.NET V4.8', ends: '', windows: 'v4.0' },
    ],
  },
  {
    name: 'node',
    text: 'Node',
    preferredOs: 'Linux',
    versions: nodes.map(([major, ends]) => ({
      value: `${major}-lts`,
      text: `Node ${major} LTS`,
      ends,
      windows: `~${major}`,
      linux: `NODE|${major}-lts`,
    })),
  },
  {
    name: 'python',
    text: 'Python',
    preferredOs: 'Linux',
    versions: pythons.map(([value, ends]) => ({ value, text: `Python ${value}`, ends, linux: `PYTHON|${value}` })),
  },
  {
    name: 'php',
    text: 'PHP',
    preferredOs: 'Linux',
    versions: [
      { value: '8.4', text: 'PHP 8.4', ends: '2028-12-31', linux: 'PHP|8.4' },
      { value: '8.3', text: 'PHP 8.3', ends: '2027-12-31', linux: 'PHP|8.3' },
    ],
  },
];

const worker = (runtime: string): Record<string, string> => ({ FUNCTIONS_WORKER_RUNTIME: runtime });

/** What function apps of version 4 run. Sources: REST API "Provider - Get Function App Stacks"; "Supported languages in Azure Functions". */
export const functionAppLanguages: readonly Language[] = [
  {
    name: 'dotnet',
    text: '.NET',
    preferredOs: 'Windows',
    versions: [
      ...dotnets.map(([major, term, ends]) => ({
        value: `${major}${term}, isolated worker model`,
        text: `.NET ${major}${term}, isolated worker model`,
        ends,
        windows: `v${major}.0`,
        linux: `DOTNET-ISOLATED|${major}.0`,
        settings: worker('dotnet-isolated'),
        windowsSettings: { WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED: '1' },
        windowsConfig: { netFrameworkVersion: `v${major}.0` },
      })),
      {
        value: '8 (LTS), in-process model',
        text: '.NET 8 (LTS), in-process model',
        ends: '2026-11-10',
        windows: 'v8.0',
        linux: 'DOTNET|8.0',
        settings: { ...worker('dotnet'), FUNCTIONS_INPROC_NET8_ENABLED: '1' },
        windowsConfig: { netFrameworkVersion: 'v8.0' },
      },
    ],
  },
  {
    name: 'node',
    text: 'Node.js',
    preferredOs: 'Windows',
    versions: nodes.map(([major, ends]) => ({
      value: `${major} LTS`,
      text: `Node.js ${major} LTS`,
      ends,
      windows: `~${major}`,
      linux: `Node|${major}`,
      settings: worker('node'),
      windowsSettings: { WEBSITE_NODE_DEFAULT_VERSION: `~${major}` },
    })),
  },
  {
    name: 'python',
    text: 'Python',
    preferredOs: 'Linux',
    versions: pythons.map(([value, ends]) => ({
      value,
      text: `Python ${value}`,
      ends,
      linux: `Python|${value}`,
      settings: worker('python'),
    })),
  },
];

type Os = 'windows' | 'linux';

const runtimeOf = (version: Version, os: Os, functions: boolean): object => ({
  runtimeVersion: version[os],
  remoteDebuggingSupported: false,
  appInsightsSettings: { isSupported: true },
  gitHubActionSettings: { isSupported: true, supportedVersion: /[\d.]+/.exec(version.value)?.[0] },
  ...(functions && {
    appSettingsDictionary: { ...version.settings, ...(os === 'windows' && version.windowsSettings) },
    siteConfigPropertiesDictionary:
      os === 'windows'
        ? { use32BitWorkerProcess: true, ...version.windowsConfig }
        : { use32BitWorkerProcess: false, linuxFxVersion: version.linux },
    supportedFunctionsExtensionVersions: ['~4'],
  }),
  ...(version.ends && { endOfLifeDate: `${version.ends}T00:00:00Z` }),
});

const majorOf = (name: string, version: Version, functions: boolean): object => {
  const major = /\d+/.exec(version.value)?.[0] ?? version.value;
  const stackSettings = {
    ...(version.windows && { windowsRuntimeSettings: runtimeOf(version, 'windows', functions) }),
    ...(version.linux && { linuxRuntimeSettings: runtimeOf(version, 'linux', functions) }),
  };
  const minorVersions = [{ displayText: version.text, value: version.value, stackSettings }];
  return { displayText: `${name} ${major}`, value: major, minorVersions };
};

/** The stacks as `webAppStacks` or `functionAppStacks` shows them: language by language, a major version for each. */
export function stackList(type: 'webAppStacks' | 'functionAppStacks'): object[] {
  const functions = type === 'functionAppStacks';
  const languages = functions ? functionAppLanguages : webAppLanguages;
  return languages.map(({ name, text, preferredOs, versions }) => ({
    id: `/providers/Microsoft.Web/${type}/${name}`,
    name,
    type: `Microsoft.Web/${type}`,
    properties: {
      displayText: text,
      value: name,
      preferredOs,
      majorVersions: versions.map((version) => majorOf(text, version, functions)),
    },
  }));
}
