// The Content-Security-Policy of each page, written into the page after the build, with the hashes of exactly what it holds.
import { createHash } from 'node:crypto';

const TAG = /<[a-zA-Z][^\s/>]*(?:"[^"]*"|'[^']*'|[^'">])*>/g;
const SCRIPT = /<script\b((?:"[^"]*"|'[^']*'|[^'">])*)>([\s\S]*?)<\/script>/g;
const STYLE = /<style\b(?:"[^"]*"|'[^']*'|[^'">])*>([\s\S]*?)<\/style>/g;

const source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const unique = (list: string[]) => [...new Set(list)].sort();
const runsAsScript = (attributes: string) =>
  !/\ssrc=/.test(attributes) && !/\stype=["']?(application\/(ld\+)?json|importmap-shim|text\/plain)/.test(attributes);

/** The policy for a page: everything is denied that the site does not use; inline scripts and sheets are named by hash. */
export const policyFor = (html: string): string => {
  const scripts = [...html.matchAll(SCRIPT)].filter(([, attributes = '']) => runsAsScript(attributes));
  const scriptHashes = unique(scripts.map(([, , body = '']) => source(body)));
  const sheets = [...html.matchAll(STYLE)].map(([, body = '']) => body);
  // Fluent UI adds empty <style> elements and fills them through the CSSOM, which no policy governs; empty ones must be let in.
  const styleHashes = unique([...sheets, ...(/<script\b/.test(html) ? [''] : [])].map(source));
  return [
    `default-src 'none'`,
    ["script-src 'self'", ...scriptHashes].join(' '),
    ["style-src 'self'", ...styleHashes].join(' '),
    `img-src 'self' data:`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
};

/** The page with its policy at the top of its head, where it rules all that follows; only the character set goes before it. */
export const withPolicy = (html: string): string => {
  const meta = `<meta http-equiv="content-security-policy" content="${policyFor(html)}">`;
  const place = /<head\b[^>]*>(?:\s*<meta charset=["']?utf-8["']?\s*\/?>)?/i;
  if (!place.test(html)) throw new Error('a page without <head> cannot carry a Content-Security-Policy');
  return html.replace(place, (head) => head + meta);
};

/** Style attributes of a page, which the policy would block in silence. */
export const styleAttributes = (html: string): string[] =>
  [...html.replaceAll(SCRIPT, '').matchAll(TAG)].map(([tag]) => tag).filter((tag) => /\sstyle=/.test(tag));

/**
 * Highlighted code comes with style attributes (Shiki knows nothing else); here they become classes, the same for every page.
 * `rules` collects class name -> declarations for one sheet of the site.
 */
export const styleToClass = (html: string, rules: Map<string, string>): string =>
  html.replaceAll(/<pre class="astro-code[\s\S]*?<\/pre>/g, (code) =>
    code.replaceAll(TAG, (tag) => {
      const found = /\sstyle="([^"]*)"/.exec(tag);
      if (found === null) return tag;
      const declarations = found[1] ?? '';
      const name = `c${createHash('sha256').update(declarations).digest('hex').slice(0, 8)}`;
      rules.set(name, declarations);
      const bare = tag.replace(found[0], '');
      return /\sclass="/.test(bare)
        ? bare.replace(/(\sclass=")/, `$1${name} `)
        : bare.replace(/^<([^\s>]+)/, `<$1 class="${name}"`);
    }),
  );

/** The sheet of those classes; each outranks the sheet of the page as the attribute did. */
export const sheetOf = (rules: Map<string, string>): string =>
  [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, declarations]) => `.astro-code.${name},.astro-code .${name}{${declarations.replaceAll('&quot;', '"')}}`,
    )
    .join('\n');
