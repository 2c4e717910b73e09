import type { ClientProof } from '../host.ts';
import { cloudNamed } from './account/cloud-name.ts';
import { checkCertificate } from './client-proof.ts';
import type { Az } from './context.ts';
import { CLOUD_SHELL_NOTE } from './cloud-shell-note.ts';
import { CliError, connectionError } from './errors.ts';
import { parseJson, text, type Json } from './json.ts';
import { isGuid } from './resource-id.ts';
import { ARM_RESOURCE } from './session.ts';
import { scopeOf } from './token-cache.ts';

export interface ClientLogin {
  username: string;
  password: string | undefined;
  certificate: string | undefined;
  federatedToken: string | undefined;
  tenant: string | undefined;
  scope: readonly string[] | undefined;
  allowNoSubscriptions: boolean;
  useCertSnIssuer: boolean;
}

/** The id of a tenant that is given by a domain name, as az looks it up before it signs in. */
async function tenantId(az: Az, tenant: string): Promise<string> {
  if (isGuid(tenant)) return tenant;
  const url = `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`;
  const answer = await az.host.send({ method: 'GET', url });
  if (answer.status === 0) throw connectionError(url);
  if (answer.status !== 200)
    throw new CliError(`Failed to resolve tenant '${tenant}'.\n\nError detail: ${answer.body}`);
  return text(parseJson(answer.body), 'issuer').split('/')[3] ?? tenant;
}

/** What is given of the application, in the order in which az prefers it. */
async function proofOf({ password, certificate, federatedToken }: ClientLogin, az: Az): Promise<ClientProof> {
  if (password !== undefined) return { secret: password };
  if (certificate !== undefined) {
    const pem = await az.files.read(certificate);
    if (pem === undefined) throw new CliError(`[Errno 2] No such file or directory: '${certificate}'`);
    checkCertificate(pem);
    return { certificate: pem };
  }
  return federatedToken === undefined ? { secret: await az.password() } : { assertion: federatedToken };
}

/** `az login --service-principal`: as an application, by its secret, its certificate or a token of somebody it trusts. */
export async function loginAsClient(given: ClientLogin, az: Az): Promise<Json> {
  const { username, tenant, scope, allowNoSubscriptions } = given;
  if (given.useCertSnIssuer) throw new CliError('--use-cert-sn-issuer is not simulated by this lab.');
  if (tenant === undefined)
    throw new CliError('az login --service-principal without --tenant is not simulated by this lab; add --tenant.');
  const id = await tenantId(az, tenant);
  if (!az.host.env) az.warn(CLOUD_SHELL_NOTE);
  const client = await proofOf(given, az);
  const account = { tenantId: id, userPrincipalName: username, refreshToken: '', client };
  await az.session.signInAsClient(account, scope?.join(' ') ?? scopeOf(ARM_RESOURCE), allowNoSubscriptions);
  const found = await az.session.subscriptions();
  return Promise.all(found.map(async (item) => cloudNamed(await az.session.describe(item))));
}
