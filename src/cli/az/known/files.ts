type File = () => Promise<{ default: object }>;

/**
 * A file of the table for each first word of az. Each is fetched when that word is first typed: the shell must not carry
 * what nobody asks for.
 */
export const FILES: Readonly<Record<string, File>> = {
  account: () => import('./data/account.json', { with: { type: 'json' } }),
  ad: () => import('./data/ad.json', { with: { type: 'json' } }),
  appconfig: () => import('./data/appconfig.json', { with: { type: 'json' } }),
  appservice: () => import('./data/appservice.json', { with: { type: 'json' } }),
  automation: () => import('./data/automation.json', { with: { type: 'json' } }),
  cloud: () => import('./data/cloud.json', { with: { type: 'json' } }),
  config: () => import('./data/config.json', { with: { type: 'json' } }),
  configure: () => import('./data/configure.json', { with: { type: 'json' } }),
  container: () => import('./data/container.json', { with: { type: 'json' } }),
  containerapp: () => import('./data/containerapp.json', { with: { type: 'json' } }),
  deployment: () => import('./data/deployment.json', { with: { type: 'json' } }),
  functionapp: () => import('./data/functionapp.json', { with: { type: 'json' } }),
  group: () => import('./data/group.json', { with: { type: 'json' } }),
  identity: () => import('./data/identity.json', { with: { type: 'json' } }),
  keyvault: () => import('./data/keyvault.json', { with: { type: 'json' } }),
  lock: () => import('./data/lock.json', { with: { type: 'json' } }),
  logicapp: () => import('./data/logicapp.json', { with: { type: 'json' } }),
  login: () => import('./data/login.json', { with: { type: 'json' } }),
  logout: () => import('./data/logout.json', { with: { type: 'json' } }),
  monitor: () => import('./data/monitor.json', { with: { type: 'json' } }),
  policy: () => import('./data/policy.json', { with: { type: 'json' } }),
  provider: () => import('./data/provider.json', { with: { type: 'json' } }),
  resource: () => import('./data/resource.json', { with: { type: 'json' } }),
  rest: () => import('./data/rest.json', { with: { type: 'json' } }),
  role: () => import('./data/role.json', { with: { type: 'json' } }),
  servicebus: () => import('./data/servicebus.json', { with: { type: 'json' } }),
  sql: () => import('./data/sql.json', { with: { type: 'json' } }),
  storage: () => import('./data/storage.json', { with: { type: 'json' } }),
  tag: () => import('./data/tag.json', { with: { type: 'json' } }),
  version: () => import('./data/version.json', { with: { type: 'json' } }),
  vm: () => import('./data/vm.json', { with: { type: 'json' } }),
  vmss: () => import('./data/vmss.json', { with: { type: 'json' } }),
  webapp: () => import('./data/webapp.json', { with: { type: 'json' } }),
};
