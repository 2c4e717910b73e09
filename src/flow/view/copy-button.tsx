import { Button } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';

/** Copies a text and says that it did, in its own label, so that no screen reader misses it. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => setCopied(undefined),
    );
  };
  const done = copied === text;
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<CopyRegular />}
      onClick={copy}
      aria-label={done ? `${what}: copied` : `Copy ${what}`}
    >
      <span aria-live="polite">{done ? 'Copied' : 'Copy'}</span>
    </Button>
  );
}
