import base from './base.css?inline';
import chart from './chart.css?inline';
import lanes from './lanes.css?inline';
import picture from './picture.css?inline';
import tables from './tables.css?inline';
import why from './why.css?inline';

// Constructed, because a <style> element needs 'unsafe-inline' and a linked sheet would be loaded with every page.
if (typeof document !== 'undefined') {
  for (const text of [base, picture, lanes, tables, why, chart]) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }
}
