import type { FlowRecord } from '#lab/session-client.ts';
import { checkWords, sqlEndOf } from './checks.ts';
import type { ThreeSteps } from './missing.ts';

type Hints = Pick<ThreeSteps, 'where' | 'idea'>;

/** By the end of the sign-in to a database. */
const sql: Record<string, Hints> = {
  noSuchDatabase: {
    where: 'Compare the name of the database in the request with those of the server.',
    idea: 'The server was reached and let the request in; only then the database is looked for.',
  },
  passwordsOff: {
    where: 'Look at the setting "Microsoft Entra authentication only" of the server.',
    idea: 'Where only Entra ID is trusted, no name with a password is let in, the server admin included.',
  },
  wrongPassword: {
    where: 'Look at the connection string: which name, which password, and where did they come from?',
    idea: 'SQL keeps names and passwords of its own. They go stale like any other; a token does not have to be kept.',
  },
  unknownPrincipal: {
    where:
      'Look at the users of the database: is there one FROM EXTERNAL PROVIDER with the name of the identity, or of a group of it?',
    idea: 'A token says who somebody is. Who may enter a database is said in the database: no Azure role lets anybody in.',
  },
  denied: {
    where: 'Look at the roles of this user in the database, such as db_datareader, and at what was granted to it.',
    idea: 'A user of a database may do what the database grants. Azure roles on the server say nothing about its rows.',
  },
};

/** By the number of the sentence with which Entra ID issues no token. */
const entra: Record<string, Hints> = {
  AADSTS7000215: {
    where: 'Look at the client secrets of the app registration, and at which text the client was given: value or ID?',
    idea: 'A secret is shown once. Whoever holds its value is the application; its ID is only a label.',
  },
  AADSTS7000222: {
    where: 'Look at when the client secrets of the app registration end.',
    idea: 'Secrets end, and somebody must renew them in time. A managed identity has none that you must keep.',
  },
  AADSTS700213: {
    where: 'Compare issuer, subject and audience of the assertion with the federated credential, letter by letter.',
    idea: 'A federated credential trusts exactly one subject of one issuer.',
  },
  AADSTS70021: {
    where: 'Compare issuer, subject and audience of the assertion with the federated credential, letter by letter.',
    idea: 'A federated credential trusts exactly one subject of one issuer.',
  },
  AADSTS500011: {
    where: 'Compare the resource or scope of the request with the audience that the target documents.',
    idea: 'A token is made for an application that the tenant knows. A name that nobody has registered is no target.',
  },
  AADSTS700016: {
    where: 'Compare the client ID with that of the app registration, and the tenant with the one that it is in.',
    idea: 'An application is known in a tenant by its client ID. Elsewhere nobody has heard of it.',
  },
};

const anyOfEntra: Hints = {
  where: 'Read the AADSTS number of the answer, then look at the application and at what the request brought as proof.',
  idea: 'Entra ID says no before any target is asked. No role could change that.',
};

/** The three steps for what a target of its own kind refused; undefined where it is a matter of every target. */
export function targetSteps(record: FlowRecord): ThreeSteps | undefined {
  const { surface, refusal } = record.trace;
  const what = checkWords.object.failed(record);
  const database = sql[sqlEndOf(record) ?? ''];
  if (database) return { what, ...database };
  if (surface !== 'login' || !refusal) return undefined;
  const number = /AADSTS\d+/.exec(refusal.message)?.[0] ?? '';
  return { what, ...(entra[number] ?? anyOfEntra) };
}
