import { describe, expect, it } from 'vitest';
import { runLines, type Outcome } from './corpus.ts';

const page = { status: 200, body: 'done' };
const program = { name: 'nightly', title: 'Nightly', steps: [], answer: { ok: page, refused: page } };
const at = '-g rg1 --automation-account-name account1';
const script = [
  'group create -n rg1 -l westeurope',
  'automation account create -g rg1 -n account1 --tags team=ops',
  'automation account list -g rg1 --query [].name -o tsv',
  'automation account update -g rg1 -n account1 --tags team=dev --query tags.team -o tsv',
  `automation runbook create ${at} -n nightly --type PowerShell --location westeurope`,
  `automation runbook replace-content ${at} -n nightly --content @nightly.json`,
  `automation runbook publish ${at} -n nightly`,
  `automation runbook show ${at} -n nightly --query state -o tsv`,
  `automation runbook list ${at} --query [].name -o tsv`,
  `automation runbook start ${at} -n nightly --parameters a=b`,
  `automation job list ${at} --query [].runbook.name -o tsv`,
  `automation job list ${at} --query [0].name -o tsv`,
  `automation job show ${at} -n $JOB --query status -o tsv`,
  'automation account show -g rg1 -n account1 --query name -o tsv',
  `automation runbook replace-content ${at} -n nightly --content Get-Date`,
  `automation runbook show ${at} -n nope`,
  `automation runbook create ${at} -n x`,
  `automation runbook delete ${at} -n nightly -y`,
  'automation account delete -g rg1 -n account1 -y',
  'automation account show -g rg1 -n account1 --query id',
];

/** No recording: the extension's commands follow its public source, and what they print the SDK's models. */
describe('az automation', async () => {
  const lines = script.map((line) => ({
    line: line.split(' '),
    files: { 'nightly.json': JSON.stringify(program) },
    ...(line.includes('[0].name') && { set: 'JOB' }),
  }));
  const outcomes = await runLines(lines);
  const did = (line: string): Outcome => {
    const found = outcomes[script.findIndex((one) => one.startsWith(line))];
    if (!found) throw new Error(`no such line: ${line}`);
    return found;
  };
  const json = (line: string): unknown => JSON.parse(did(line).stdout);

  it('makes an account at the place of its group', () => {
    expect(did('automation account create').requests.at(-1)).toMatch(
      /^PUT .*\/automationAccounts\/account1\?api-version=2020-01-13-preview -> 201 .*"location":"westeurope"/,
    );
    expect(json('automation account create')).toMatchObject({ name: 'account1', sku: { name: 'Basic' }, state: 'Ok' });
  });

  it.each([
    ['automation account list', 'account1\n'],
    ['automation account update', 'dev\n'],
    [`automation runbook show ${at} -n nightly`, 'Published\n'],
    ['automation runbook list', 'nightly\n'],
    ['automation job list', 'nightly\n'],
    ['automation job show', 'Completed\n'],
    ['automation account show', 'account1\n'],
  ])('%s prints %j', (line, stdout) => expect(did(line)).toMatchObject({ stdout, stderr: '', exit: 0 }));

  it.each([
    ['automation runbook replace-content', 0],
    ['automation runbook publish', 0],
    ['automation runbook delete', 0],
    ['automation account delete', 0],
    [`automation runbook show ${at} -n nope`, 3],
    [`automation runbook create ${at} -n x`, 2],
    ['automation account show -g rg1 -n account1 --query id', 3],
  ])('%s ends with %d', (line, exit) => expect(did(line)).toMatchObject({ stdout: '', exit }));

  it('starts a runbook as a job with its parameters', () => {
    expect(json('automation runbook start')).toMatchObject({ runbook: { name: 'nightly' }, parameters: { a: 'b' } });
  });

  it('says that a script of another kind is not simulated', () => {
    expect(did(`automation runbook replace-content ${at} -n nightly --content Get-Date`)).toMatchObject({
      stderr: expect.stringContaining('NotSimulated') as string,
      exit: 1,
    });
  });
});
