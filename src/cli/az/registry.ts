import { accountBodies } from './account/bodies.ts';
import { adBodies } from './ad/bodies.ts';
import { appconfigBodies } from './appconfig/bodies.ts';
import { appserviceBodies } from './appservice/bodies.ts';
import { automationBodies } from './automation/bodies.ts';
import { cloudBodies } from './cloud/bodies.ts';
import { configBodies } from './config/bodies.ts';
import { configure } from './configure.ts';
import { containerBodies } from './container/bodies.ts';
import { containerappBodies } from './containerapp/bodies.ts';
import { functionappBodies } from './functionapp/bodies.ts';
import { groupBodies } from './group/bodies.ts';
import { identityBodies } from './identity/bodies.ts';
import type { Body } from './implement.ts';
import { keyvaultBodies } from './keyvault/bodies.ts';
import { lockBodies } from './lock/bodies.ts';
import { logicappBodies } from './logicapp/bodies.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { monitorBodies } from './monitor/bodies.ts';
import { policyBodies } from './policy/bodies.ts';
import { providerBodies } from './provider/bodies.ts';
import { resourceBodies } from './resource/bodies.ts';
import { rest } from './rest.ts';
import { roleBodies } from './role/bodies.ts';
import { servicebusBodies } from './servicebus/bodies.ts';
import { sqlBodies } from './sql/bodies.ts';
import { storageBodies } from './storage/bodies.ts';
import { tagBodies } from './tag/bodies.ts';
import { version } from './version.ts';
import { vmBodies } from './vm/bodies.ts';
import { vmssBodies } from './vmss/bodies.ts';
import { webappBodies } from './webapp/bodies.ts';

/** Every az command that this lab simulates: a line for each first word. */
export const BODIES: readonly Body[] = [
  ...accountBodies,
  ...adBodies,
  ...appconfigBodies,
  ...appserviceBodies,
  ...automationBodies,
  ...cloudBodies,
  ...configBodies,
  configure,
  ...containerBodies,
  ...containerappBodies,
  ...functionappBodies,
  ...groupBodies,
  ...identityBodies,
  ...keyvaultBodies,
  ...lockBodies,
  ...logicappBodies,
  login,
  logout,
  ...monitorBodies,
  ...policyBodies,
  ...providerBodies,
  ...resourceBodies,
  rest,
  ...roleBodies,
  ...servicebusBodies,
  ...sqlBodies,
  ...storageBodies,
  ...tagBodies,
  version,
  ...vmBodies,
  ...vmssBodies,
  ...webappBodies,
];

const BY_WORDS = new Map(BODIES.map((body) => [body.words, body]));

/** What a known command does here, or undefined where the lab does not simulate it. */
export function bodyOf(words: string): Body | undefined {
  return BY_WORDS.get(words);
}
