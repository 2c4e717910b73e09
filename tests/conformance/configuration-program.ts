import { AppConfigurationClient, isSecretReference, parseSecretReference } from '@azure/app-configuration';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { SecretClient } from '@azure/keyvault-secrets';

/** A setting that a program reads, and whether it goes to the vault that the setting points to. */
export interface ConfigurationTask {
  endpoint: string;
  key: string;
  resolve?: boolean;
}

/**
 * Reads a setting as the configuration providers do: a Key Vault reference is only a text with an address, and the
 * program goes to the vault itself, as the same identity.
 */
export async function readSetting(
  { endpoint, key, resolve }: ConfigurationTask,
  credential: TokenCredential,
  httpClient: HttpClient,
): Promise<{ value: string | undefined }> {
  const options = { httpClient, retryOptions: { maxRetries: 0 } };
  const setting = await new AppConfigurationClient(endpoint, credential, options).getConfigurationSetting({ key });
  if (!isSecretReference(setting) || !resolve) return { value: setting.value };
  const { hostname, pathname } = new URL(parseSecretReference(setting).value.secretId);
  const [, , name = '', version] = pathname.split('/');
  const client = new SecretClient(`https://${hostname}`, credential, options);
  const { value } = await client.getSecret(name, version === undefined ? {} : { version });
  return { value };
}
