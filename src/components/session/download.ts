/** Offers a text as a file to keep. */
export const download = (name: string, text: string, type = 'application/json'): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

/** The name under which a file is offered: `first-identity-2026-11-23.json`. */
export const fileName = (labId: string, kind: '' | 'submission' | 'report', today = new Date()): string =>
  `${[labId, kind, today.toISOString().slice(0, 10)].filter(Boolean).join('-')}.json`;
