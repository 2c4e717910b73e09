/** What `az --version` prints; the version that the commands of this lab were compared with. */
export const VERSION_PAGE = `azure-cli                         2.74.0

core                              2.74.0
telemetry                          1.1.0

Dependencies:
msal                              1.32.3
azure-mgmt-resource               23.3.0

Python location '/opt/az/bin/python3'
Config directory '/home/user/.azure'
Extensions directory '/home/user/.azure/cliextensions'

Python (Linux) 3.12.8 (a simulation of the Azure CLI; see 'az -h' for the commands that it has)

Legal docs and information: aka.ms/AzureCliLegal


Your CLI is up-to-date.
`;
