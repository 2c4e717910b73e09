import { expect, it } from 'vitest';
import { targetInWords } from './log-words.ts';

it.each([
  ['https://management.azure.com/subscriptions', 'Azure Resource Manager'],
  ['http://localhost:40342/metadata/identity/oauth2/token', 'Arc agent'],
  ['http://files.localhost/var/run/secrets/azure/tokens/azure-identity-token', 'a file on the host'],
  ['https://api.github.com/repos/Contoso/shop/pulls', 'GitHub'],
  ['https://run-actions.actions.githubusercontent.com/Contoso/shop/1/idtoken', 'GitHub'],
  ['https://aks1-0a1b2c3d.hcp.westeurope.azmk8s.io/api/v1/namespaces/shop/pods', 'aks1'],
  ['https://westeurope.oic.prod-aks.azure.com/t/c/openid/v1/jwks', 'issuer of the cluster'],
  ['https://prod-00.westeurope.logic.azure.com/workflows/x/triggers/manual/paths/invoke', 'Logic Apps'],
  ['https://laptop.example/sessions', 'laptop'],
  ['https://elsewhere.example/', 'elsewhere.example'],
])('says who is asked by %s: %s', (url, words) => {
  expect(targetInWords(url)).toBe(words);
});
