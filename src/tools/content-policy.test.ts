import { describe, expect, it } from 'vitest';
import { policyFor, sheetOf, styleAttributes, styleToClass, withPolicy } from './content-policy.ts';

const page = (body: string) =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>${body}</body></html>`;
// echo -n 'let a' | openssl dgst -sha256 -binary | base64
const hashOfLetA = "'sha256-IfEXP/8HLuXoAiy0hZVrCAcjcLsZqYFpLOHDGj8enqE='";
const emptySheet = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
const directive = (html: string, name: string) =>
  policyFor(html)
    .split('; ')
    .find((part) => part.startsWith(`${name} `));

describe('the policy of a page', () => {
  it('denies everything, and allows a page of prose no inline script and no inline style', () => {
    const policy = policyFor(page('<p>prose</p>'));
    expect(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")).toBe(true);
    expect(policy).not.toContain('unsafe');
  });

  it('names an inline script by its hash, and a script of a file not at all', () => {
    const html = page(
      '<script>let a</script><script src="/b.js">let b</script><script type="application/json">{}</script>',
    );
    expect(directive(html, 'script-src')).toBe(`script-src 'self' ${hashOfLetA}`);
  });

  it('lets in an empty sheet where a script could fill it, and names a sheet with text by its hash', () => {
    expect(directive(page('<script src="/b.js"></script>'), 'style-src')).toBe(`style-src 'self' ${emptySheet}`);
    expect(directive(page('<style>let a</style>'), 'style-src')).toBe(`style-src 'self' ${hashOfLetA}`);
  });

  it('stands before everything that it rules', () => {
    expect(withPolicy(page(''))).toMatch(
      /<head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="[^"]+"><title>/,
    );
    expect(() => withPolicy('<p>no head</p>')).toThrow('without <head>');
  });
});

describe('style attributes', () => {
  it('are found outside scripts and quoted text', () => {
    const html = page('<p title="a style=b">x</p><i style="color:red">y</i><script>let s = `<b style="c">`;</script>');
    expect(styleAttributes(html.replace(' title="a style=b"', ''))).toEqual(['<i style="color:red">']);
  });

  it('of highlighted code become classes, one for each set of declarations', () => {
    const rules = new Map<string, string>();
    const code =
      '<pre class="astro-code x" style="color:#fff"><span style="color:#000">a</span><span style="color:#000">b</span></pre>';
    const html = styleToClass(page(`${code}<p style="color:#000">kept</p>`), rules);
    expect(rules.size).toBe(2);
    expect(styleAttributes(html)).toEqual(['<p style="color:#000">']);
    for (const name of rules.keys()) expect(html).toContain(name);
    expect(sheetOf(rules)).toContain('{color:#fff}');
  });
});
