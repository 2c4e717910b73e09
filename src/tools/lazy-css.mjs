const PREFIX = '\0lazy-css:';

/**
 * Vite plugin. Style sheets that the named packages import are put into the chunk that imports them, as text.
 * Astro otherwise drops the CSS of lazily imported chunks, or links it eagerly on the page (withastro/astro#9495, #11404).
 * The text becomes a constructed sheet: a <style> element would need 'unsafe-inline' in the page's policy.
 */
export const lazyCss = (packages) => ({
  name: 'lazy-css',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!source.endsWith('.css') || !importer) return null;
    const found = await this.resolve(source, importer, { skipSelf: true, ...options });
    const ours = found && packages.some((name) => found.id.includes(`/node_modules/${name}/`));
    return ours ? `${PREFIX}${found.id}.js` : null;
  },
  load(id) {
    if (!id.startsWith(PREFIX)) return null;
    if (this.environment?.name !== 'client') return 'export default "";';
    const sheet = JSON.stringify(`${id.slice(PREFIX.length, -3)}?inline`);
    return `import css from ${sheet};
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);`;
  },
});
