/** Breaks a label into at most two lines of about `most` letters, at a blank; the second takes what is left. */
export function wrapLabel(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  const before = text.lastIndexOf(' ', most);
  const at = before > 0 ? before : text.indexOf(' ');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
