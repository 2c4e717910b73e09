import type { LogItem } from '#lab/session-client.ts';

const icons: Record<LogItem['outcome'], string> = { ok: '✓', refused: '✕', unreachable: '⌀', note: '·' };

/** How an entry ended, in words: `200`, `403 ForbiddenByRbac`, `no answer`. Colour and icon say the same again. */
export const outcomeWords = ({ outcome, status, code }: LogItem): string => {
  if (outcome === 'unreachable') return 'no answer';
  if (status === undefined) return outcome === 'refused' ? 'refused' : '';
  return [String(status), code].filter(Boolean).join(' ');
};

/** Whether the entry can be opened in the token flow. */
export const hasFlow = ({ kind }: LogItem): boolean => kind === 'request';

/** One entry in plain words; the whole line opens its token flow where it has one. */
export function LogLine({ item, openFlow }: { item: LogItem; openFlow: (seq: number) => void }) {
  const { seq, from, to, summary, outcome, inEffect } = item;
  const line = (
    <>
      <span className="log-seq">#{seq}</span>
      <span className={`log-icon is-${outcome}`} aria-hidden="true">
        {icons[outcome]}
      </span>
      <span className="log-who">
        {from}
        {to && (
          <>
            {' '}
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">to</span> {to}
          </>
        )}
      </span>
      <span className="log-what">
        {summary}
        {!inEffect && ' (undone)'}
      </span>
      <span className={`log-outcome is-${outcome}`}>{outcomeWords(item)}</span>
    </>
  );
  const className = `log-line${inEffect ? '' : ' undone'}`;
  return hasFlow(item) ? (
    <button type="button" className={className} title="Open the token flow" onClick={() => openFlow(seq)}>
      {line}
    </button>
  ) : (
    <p className={className}>{line}</p>
  );
}
