const FILE = /\/@xterm\/xterm\/lib\/xterm\.mjs$/;
const WRITES = /this\.(_styleElement|_dimensionsStyleElement|_themeStyleElement)\.textContent=/g;

const HELPER = `
const tenantlabSheets = new WeakMap();
function tenantlabSheet(element) {
  let sheet = tenantlabSheets.get(element);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    tenantlabSheets.set(element, sheet);
    document.adoptedStyleSheets.push(sheet);
  }
  return { set text(css) { sheet.replaceSync(css); } };
}
`;

/**
 * Vite plugin. xterm writes its colours and sizes as the text of <style> elements, which a strict Content-Security-Policy
 * blocks; the same text becomes constructed sheets, which it does not. Throws where the (pinned) xterm no longer looks so.
 */
export const xtermStyles = () => ({
  name: 'xterm-styles',
  apply: 'build',
  transform(code, id) {
    if (!FILE.test(id.split('?')[0])) return null;
    const found = new Set([...code.matchAll(WRITES)].map(([, name]) => name));
    if (found.size !== 3) throw new Error('xterm writes its styles in another way; see src/tools/xterm-styles.mjs');
    return { code: HELPER + code.replaceAll(WRITES, 'tenantlabSheet(this.$1).text='), map: null };
  },
});
