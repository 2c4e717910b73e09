import type { Naming } from './naming.ts';

/** Where the cloud's own addresses are: by names, or by paths of one host. */
export interface CloudAddresses {
  naming: Naming;
  tenantId: string;
  management: string;
  /** Ends in `/adfs`: clients take such an authority as it is, and ask nobody whether it is one. */
  authority: string;
  graph: string;
}

const audiences = ({ management }: CloudAddresses): string[] => [`${management}/`, management];

function suffixes({ naming }: CloudAddresses): Record<string, string> {
  return {
    storage: naming.own('core'),
    keyVaultDns: naming.own('vault'),
    mhsmDns: naming.own('managedhsm'),
    acrLoginServer: naming.own('azurecr'),
    sqlServerHostname: naming.own('database'),
  };
}

/** One cloud, as 2019-05-01 and later describe it. Source: "Azure Stack Hub endpoints", "az cloud register". */
function cloud(at: CloudAddresses): object {
  const { management, authority, graph, naming } = at;
  return {
    portal: `https://${naming.own('portal')}`,
    authentication: {
      loginEndpoint: authority,
      audiences: audiences(at),
      tenant: at.tenantId,
      identityProvider: 'ADFS',
    },
    media: `https://${naming.own('media')}`,
    graphAudience: `${graph}/`,
    graph: `${graph}/`,
    microsoftGraphResourceId: `${graph}/`,
    name: 'Tenantlab',
    suffixes: suffixes(at),
    batch: `https://${naming.own('batch')}/`,
    resourceManager: `${management}/`,
    vmImageAliasDoc: `${management}/metadata/images.json`,
    sqlManagement: `https://${naming.own('sqlmanagement')}/`,
    gallery: `https://${naming.own('gallery')}/`,
    activeDirectoryDataLake: `https://${naming.own('datalake')}/`,
  };
}

/** The description of the cloud in the shape that an api-version has, or undefined where there is none of that name. */
export function endpoints(at: CloudAddresses, version: string): object | undefined {
  if (version === '2015-01-01') {
    const [audience = ''] = audiences(at);
    return {
      galleryEndpoint: `https://${at.naming.own('gallery')}/`,
      graphEndpoint: `${at.graph}/`,
      portalEndpoint: `https://${at.naming.own('portal')}`,
      authentication: { loginEndpoint: at.authority, audiences: [audience] },
    };
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(version)) return undefined;
  // Versions before 2022 list all clouds.
  return version < '2022-01-01' ? [cloud(at)] : cloud(at);
}

/** What `az cloud register --cloud-config` takes: versions that know no Microsoft Graph in the description need it. */
export function cloudConfig(at: CloudAddresses): object {
  const { management, authority, graph, naming } = at;
  return {
    endpoints: {
      management: `${management}/`,
      resourceManager: `${management}/`,
      sqlManagement: `https://${naming.own('sqlmanagement')}/`,
      batchResourceId: `https://${naming.own('batch')}/`,
      gallery: `https://${naming.own('gallery')}/`,
      activeDirectory: authority,
      activeDirectoryResourceId: `${management}/`,
      activeDirectoryGraphResourceId: `${graph}/`,
      microsoftGraphResourceId: `${graph}/`,
      vmImageAliasDoc: `${management}/metadata/images.json`,
    },
    suffixes: {
      storageEndpoint: naming.own('core'),
      keyvaultDns: `.${naming.own('vault')}`,
      acrLoginServerEndpoint: `.${naming.own('azurecr')}`,
      sqlServerHostname: `.${naming.own('database')}`,
    },
  };
}

/** The OpenID document of the `/adfs` authority, which names its own addresses. */
export function openIdConfiguration(at: CloudAddresses): object {
  const { authority } = at;
  return {
    issuer: authority,
    authorization_endpoint: `${authority}/oauth2/authorize`,
    token_endpoint: `${authority}/oauth2/token`,
    device_authorization_endpoint: `${authority}/oauth2/devicecode`,
    jwks_uri: `${authority}/discovery/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}
