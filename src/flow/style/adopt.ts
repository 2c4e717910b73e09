import base from './base.css?inline';
import chart from './chart.css?inline';
import picture from './picture.css?inline';
import tables from './tables.css?inline';

// Constructed, because a <style> element needs 'unsafe-inline' and a linked sheet would be loaded with every page.
if (typeof document !== 'undefined') {
  for (const text of [base, picture, tables, chart]) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }
}
