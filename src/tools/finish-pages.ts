// After the build: each page gets its Content-Security-Policy, and highlighted code its classes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sheetOf, styleAttributes, styleToClass, withPolicy } from './content-policy.ts';
import { filesOf } from './offline.ts';
import { normalBase } from './static-server.mjs';

/**
 * Rewrites every page of a built site in place; `base` is its sub-path. Returns how many there are.
 * Throws where a page holds what its own policy would block.
 */
export const finishPages = (dist: string, base: string | undefined): number => {
  const names = filesOf(dist).filter((path) => path.endsWith('.html'));
  const rules = new Map<string, string>();
  const pages = names.map((name) => ({ name, html: styleToClass(readFileSync(join(dist, name), 'utf8'), rules) }));
  const sheet = sheetOf(rules);
  const hash = createHash('sha256').update(sheet).digest('hex').slice(0, 8);
  if (rules.size > 0) {
    mkdirSync(join(dist, '_astro'), { recursive: true });
    writeFileSync(join(dist, `_astro/code.${hash}.css`), sheet);
  }
  for (const { name, html } of pages) {
    const blocked = styleAttributes(html);
    if (blocked.length > 0)
      throw new Error(`${name} has a style attribute, which its policy blocks; use a class: ${blocked[0]}`);
    const link = `<link rel="stylesheet" href="${normalBase(base)}_astro/code.${hash}.css">`;
    const linked = html.includes('class="astro-code') ? html.replace('</head>', `${link}</head>`) : html;
    writeFileSync(join(dist, name), withPolicy(linked));
  }
  return pages.length;
};
