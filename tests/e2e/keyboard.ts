import type { CDPSession, Page } from 'playwright';

interface Wanted {
  role: string;
  name: string | RegExp;
}

const matches = (text: string, name: string | RegExp): boolean =>
  typeof name === 'string' ? text === name : name.test(text);

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Role and accessible name of what has the focus, from the accessibility tree that a screen reader reads. */
export async function focused(page: Page): Promise<{ role: string; name: string }> {
  if (!sessions.has(page)) sessions.set(page, page.context().newCDPSession(page));
  const session = await (sessions.get(page) as Promise<CDPSession>);
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
  const { objectId } = result;
  if (!objectId) return { role: '', name: '' };
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false });
  const [node] = nodes;
  return { role: String(node?.role?.value ?? ''), name: String(node?.name?.value ?? '') };
}

/** Presses a key until the focus stands on what is wanted. Fails with the way it took when it never does. */
export async function pressTo(page: Page, wanted: Wanted, { key = 'Tab', limit = 80 } = {}): Promise<void> {
  const way: string[] = [];
  for (let pressed = 0; pressed <= limit; pressed += 1) {
    const { role, name } = await focused(page);
    if (role === wanted.role && matches(name, wanted.name)) return;
    way.push(`${role} '${name}'`);
    await page.keyboard.press(key);
  }
  throw new Error(
    `${limit} times ${key} never reached ${wanted.role} ${String(wanted.name)}; the way was:\n${way.join('\n')}`,
  );
}
