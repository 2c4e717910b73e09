import { expect, it } from 'vitest';
import { expandHistory } from './history-expansion.ts';

const history = ['ls -l', 'az group list -o table', 'echo one two'];

it.each([
  ['!!', 'echo one two'],
  ['sudo !!', 'sudo echo one two'],
  ['cat !$', 'cat two'],
  ['!1', 'ls -l'],
  ['!-2', 'az group list -o table'],
  ['!az', 'az group list -o table'],
  ["echo '!!'", "echo '!!'"],
  ['echo \\!!', 'echo \\!!'],
  ['[[ ! -f x ]] && echo "Hello!!"', '[[ ! -f x ]] && echo "Hello!!"'],
  ['echo ${!a[@]} $!', 'echo ${!a[@]} $!'],
  ['if ! false; then echo "P!ss"; fi', 'if ! false; then echo "P!ss"; fi'],
])('%s is %s', (text, expanded) => {
  expect(expandHistory(text, history)).toEqual({ text: expanded, changed: expanded !== text });
});

it.each([
  ['!nothing', '!nothing'],
  ['!99', '!99'],
])('%s is not there', (text, missing) => {
  expect(expandHistory(text, history)).toEqual({ missing });
});

it('has nothing to call back in a fresh shell', () => {
  expect(expandHistory('!!', [])).toEqual({ missing: '!!' });
});
