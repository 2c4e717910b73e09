import type { Az } from '../context.ts';
import { derivedGuid } from '../derived-guid.ts';
import { serviceError } from '../errors.ts';
import { locationOfGroup } from '../group/location.ts';
import { implement } from '../implement.ts';
import { compact, type Json } from '../json.ts';
import { shape } from '../shape.ts';
import { parseTags } from '../values.ts';
import { accountPath } from './account.ts';
import { jobPath } from './job.ts';

const account = { resourceGroup: 'text', automationAccountName: 'text' } as const;
const one = { ...account, name: 'text' } as const;

interface Runbook {
  resourceGroup: string;
  automationAccountName: string;
  name?: string;
}

/** The address of a runbook or of something below it; of an account's runbooks where no name is given. */
async function address(az: Az, { resourceGroup, automationAccountName, name }: Runbook, below = ''): Promise<string> {
  const runbooks = `${await accountPath(az, resourceGroup, automationAccountName)}/runbooks`;
  return `${name === undefined ? runbooks : `${runbooks}/${name}`}${below}?api-version=2018-06-30`;
}

const result = (raw: Json | undefined): Json => shape('AutomationRunbook', raw);

/** The commands on runbooks, after the public source of the extension `automation` 1.0. */
export const runbookCommands = [
  implement('automation runbook create', {
    takes: { ...one, type: 'text', location: 'text?', tags: 'tags?', description: 'text?' },
    run: async ({ type, location, tags, description, ...runbook }, az) => {
      const where = location ?? (await locationOfGroup(az, runbook.resourceGroup));
      const properties = compact({ runbookType: type, draft: {}, description });
      const body = compact({ name: runbook.name, location: where, tags, properties });
      return result(await az.arm.put(await address(az, runbook), body));
    },
  }),
  implement('automation runbook show', {
    takes: one,
    run: async (runbook, az) => result(await az.arm.get(await address(az, runbook))),
  }),
  implement('automation runbook list', {
    takes: account,
    run: async (of, az) => (await az.arm.list(await address(az, of))).map(result),
  }),
  implement('automation runbook delete', {
    takes: one,
    run: async (runbook, az) => {
      await az.arm.call('DELETE', await address(az, runbook));
      return undefined;
    },
  }),
  implement('automation runbook replace-content', {
    takes: { ...one, content: 'text', noWait: 'flag' },
    run: async ({ content, noWait: _, ...runbook }, az) => {
      const answer = await az.arm.sendText(
        'PUT',
        await address(az, runbook, '/draft/content'),
        content,
        'text/powershell',
      );
      if (answer.status >= 400) throw serviceError(answer);
      return undefined;
    },
  }),
  implement('automation runbook publish', {
    takes: { ...one, noWait: 'flag' },
    run: async ({ noWait, ...runbook }, az) => {
      const path = await address(az, runbook, '/publish');
      await (noWait ? az.arm.call('POST', path) : az.arm.finish('POST', path));
      return undefined;
    },
  }),
  implement('automation runbook start', {
    takes: { ...one, parameters: 'texts?' },
    run: async ({ parameters, name, ...of }, az) => {
      // The real az draws the job's name at random; ours follows from the runbook and the time.
      const job = derivedGuid('automation job', of.automationAccountName, name, String(await az.host.now()));
      const properties = compact({ runbook: { name }, parameters: parameters && parseTags(parameters) });
      return shape('AutomationJob', await az.arm.put(await jobPath(az, { ...of, name: job }), { properties }));
    },
  }),
];
