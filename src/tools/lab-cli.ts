// The program behind the bin `lab`: hands the grader the engines and labs that are built here.
import { loaders } from './artefacts.ts';
import { main } from '#grader/main.ts';

process.exitCode = await main(process.argv.slice(2), loaders, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
