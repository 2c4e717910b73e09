/**
 * Commands of the real Azure CLI 2.74 that this lab does not simulate, so that they can be told from misspellings.
 * Only groups that have a simulated command are listed word by word.
 */
const OTHER_GROUPS = new Set(
  'acr advisor afd aks ams apim appconfig aro backup batch batchai bicep billing bot cache capacity cdn cloud cognitiveservices compute-fleet compute-recommender config connection consumption container containerapp cosmosdb data-boundary databoxedge demo deployment deployment-scripts disk disk-access disk-encryption-set dls dms eventgrid eventhubs extension feature feedback find functionapp hdinsight image interactive iot lab lock logicapp managed-cassandra managedapp managedservices maps mysql netappfiles network policy ppg private-link provider redis relay resourcemanagement restore-point search security self-test servicebus sf sig signalr snapshot sql sshkey stack staticwebapp storage survey synapse tag term ts upgrade vm vmss'.split(
    ' ',
  ),
);

const OTHER_COMMANDS: Record<string, string> = {
  'account lock': 'create delete list show update',
  'account management-group': 'check-name-availability create delete list show update',
  'account management-group entities': 'list',
  'account management-group hierarchy-settings': 'create delete list update',
  'account management-group subscription': 'add remove show show-sub-under-mg',
  'account management-group tenant-backfill': 'get start',
  'ad app': 'create delete list show update',
  'ad app credential': 'delete list reset',
  'ad app federated-credential': 'create delete list show update',
  'ad app owner': 'add list remove',
  'ad app permission': 'add admin-consent delete grant list list-grants',
  'ad group': 'delete get-member-groups',
  'ad group owner': 'add list remove',
  'ad signed-in-user': 'list-owned-objects',
  'ad sp': 'create create-for-rbac delete update',
  'ad sp credential': 'delete list reset',
  'ad sp owner': 'list',
  'ad user': 'delete get-member-groups update',
  'appservice ase':
    'create create-inbound-services delete list list-addresses list-plans send-test-notification show update upgrade',
  'appservice domain': 'create show-terms',
  'appservice hybrid-connection': 'set-key',
  appservice: 'list-locations',
  'appservice plan': 'delete update',
  'appservice vnet-integration': 'list',
  'group deployment': 'cancel create delete export list show validate wait',
  'group deployment operation': 'list show',
  group: 'export wait',
  'group lock': 'create delete list show update',
  'identity federated-credential': 'create delete list show update',
  identity: 'list-operations',
  'keyvault backup': 'start',
  'keyvault certificate':
    'backup create delete download get-default-policy import list list-deleted list-versions purge recover restore set-attributes show show-deleted',
  'keyvault certificate contact': 'add delete list',
  'keyvault certificate issuer admin': 'add delete list',
  'keyvault certificate issuer': 'create delete list show update',
  'keyvault certificate pending': 'delete merge show',
  keyvault: 'check-name update-hsm wait wait-hsm',
  'keyvault key':
    'backup create decrypt delete download encrypt get-attestation get-policy-template import list list-deleted list-versions purge random recover restore rotate set-attributes show show-deleted sign verify',
  'keyvault key rotation-policy': 'show update',
  'keyvault network-rule': 'add list remove wait',
  'keyvault private-endpoint-connection': 'approve delete list reject show wait',
  'keyvault private-link-resource': 'list',
  'keyvault region': 'add list remove wait',
  'keyvault restore': 'start',
  'keyvault role assignment': 'create delete list',
  'keyvault role definition': 'create delete list show update',
  'keyvault secret': 'backup download restore',
  'keyvault security-domain': 'download init-recovery restore-blob upload wait',
  'keyvault setting': 'list show update',
  'monitor account': 'create delete list show update wait',
  'monitor action-group': 'create delete enable-receiver list show update wait',
  'monitor action-group identity': 'assign remove show',
  'monitor action-group test-notifications': 'create',
  'monitor activity-log alert action-group': 'add remove',
  'monitor activity-log alert': 'create delete list show update',
  'monitor activity-log alert scope': 'add remove',
  'monitor activity-log': 'list-categories',
  'monitor autoscale': 'create delete list show show-predictive-metric update',
  'monitor autoscale profile': 'create delete list list-timezones show',
  'monitor autoscale rule': 'copy create delete list',
  monitor: 'clone',
  'monitor diagnostic-settings categories': 'list show',
  'monitor diagnostic-settings': 'create delete list show update',
  'monitor diagnostic-settings subscription': 'create delete list show update',
  'monitor log-analytics cluster': 'create delete list show update wait',
  'monitor log-analytics cluster identity': 'assign remove show wait',
  'monitor log-analytics query-pack': 'create delete list show update',
  'monitor log-analytics query-pack query': 'create delete list search show update',
  'monitor log-analytics workspace':
    'create delete failback failover get-schema get-shared-keys list list-available-service-tier list-deleted-workspaces list-link-target list-management-groups list-usages recover show update wait',
  'monitor log-analytics workspace data-export': 'create delete list show update',
  'monitor log-analytics workspace identity': 'assign remove show wait',
  'monitor log-analytics workspace linked-service': 'create delete list show update wait',
  'monitor log-analytics workspace linked-storage': 'add create delete list remove show',
  'monitor log-analytics workspace pack': 'disable enable list',
  'monitor log-analytics workspace saved-search': 'create delete list show update',
  'monitor log-analytics workspace table': 'create delete list migrate show update wait',
  'monitor log-analytics workspace table restore': 'create',
  'monitor log-analytics workspace table search-job': 'cancel create',
  'monitor log-profiles': 'create delete list show update',
  'monitor metrics alert condition': 'create',
  'monitor metrics alert': 'create delete list show update',
  'monitor metrics alert dimension': 'create',
  'monitor metrics': 'list list-definitions list-namespaces list-sub list-sub-definitions',
  'monitor private-link-scope': 'create delete list show update wait',
  'monitor private-link-scope private-endpoint-connection': 'approve delete list reject show wait',
  'monitor private-link-scope private-link-resource': 'list show',
  'monitor private-link-scope scoped-resource': 'create delete list show wait',
  resource: 'create invoke-action move patch tag update wait',
  'resource link': 'create delete list show update',
  'resource lock': 'create delete list show update',
  'role assignment': 'list-changelogs update',
  'role definition': '',
  'webapp auth': 'show update',
  webapp: 'browse create-remote-connection deploy list-instances list-runtimes ssh up update',
  'webapp config access-restriction': 'add remove set show',
  'webapp config backup': 'create delete list restore show update',
  'webapp config connection-string': 'delete list set',
  'webapp config container': 'delete set show',
  'webapp config hostname': 'add delete get-external-ip list',
  'webapp config': 'set show',
  'webapp config snapshot': 'list restore',
  'webapp config ssl': 'bind create delete import list show unbind upload',
  'webapp config storage-account': 'add delete list update',
  'webapp connection create':
    'app-insights appconfig cognitiveservices confluent-cloud cosmos-cassandra cosmos-gremlin cosmos-mongo cosmos-sql cosmos-table eventhub fabric-sql keyvault mongodb-atlas mysql mysql-flexible neon-postgres postgres postgres-flexible redis redis-enterprise servicebus signalr sql storage-blob storage-file storage-queue storage-table webpubsub',
  'webapp connection': 'delete list list-configuration list-support-types show validate wait',
  'webapp connection update':
    'app-insights appconfig cognitiveservices confluent-cloud cosmos-cassandra cosmos-gremlin cosmos-mongo cosmos-sql cosmos-table eventhub fabric-sql keyvault mongodb-atlas mysql mysql-flexible neon-postgres postgres postgres-flexible redis redis-enterprise servicebus signalr sql storage-blob storage-file storage-queue storage-table webpubsub',
  'webapp cors': 'add remove show',
  'webapp deleted': 'list restore',
  'webapp deployment container': 'config show-cd-url',
  'webapp deployment github-actions': 'add remove',
  'webapp deployment': 'list-publishing-credentials list-publishing-profiles',
  'webapp deployment slot': 'auto-swap create delete list swap',
  'webapp deployment source': 'config config-local-git config-zip delete show sync update-token',
  'webapp deployment user': 'set show',
  'webapp hybrid-connection': 'add list remove',
  'webapp log': 'config download show tail',
  'webapp log deployment': 'list show',
  'webapp sitecontainers': 'create delete list log show status update',
  'webapp traffic-routing': 'clear set show',
  'webapp vnet-integration': 'add list remove',
  'webapp webjob continuous': 'list remove start stop',
  'webapp webjob triggered': 'list log remove run',
};

/** Every command under a group (by its words) that the real az has and this lab does not simulate. */
export function otherCommands(group: string): string[] {
  return Object.entries(OTHER_COMMANDS)
    .filter(([words]) => words === group || words.startsWith(`${group} `))
    .flatMap(([words, verbs]) => verbs.split(' ').map((verb) => `${words} ${verb}`.slice(group.length + 1)));
}

/** The sentence for a real command that is not simulated, or undefined when the real az has no such command either. */
export function notSimulated(known: readonly string[], rest: readonly string[]): string | undefined {
  const words: string[] = [];
  for (const arg of rest) {
    if (arg.startsWith('-')) break;
    words.push(arg.toLowerCase());
  }
  const group = known.join(' ').toLowerCase();
  const first = words[0] ?? '';
  if (known.length === 0) return OTHER_GROUPS.has(first) ? says(words.join(' ')) : undefined;
  const found = otherCommands(group).filter((path) => path === first || path.startsWith(`${first} `));
  if (found.length === 0) return undefined;
  const typed = words.join(' ');
  const exact = found.find((path) => typed === path || typed.startsWith(`${path} `));
  if (exact !== undefined) return says(`${group} ${exact}`);
  return found.some((path) => path.startsWith(typed)) ? says(`${group} ${typed}`) : undefined;
}

function says(words: string): string {
  return `'az ${words}' exists in the real Azure CLI, but this lab does not simulate it yet. Run 'az -h' for what it simulates.`;
}
