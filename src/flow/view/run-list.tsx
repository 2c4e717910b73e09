import { Button } from '@fluentui/react-components';
import type { LogItem } from '#lab/session-client.ts';
import { decisiveItem, type ListLine, type Run } from '../model/runs.ts';
import { emptyWords } from '../words/empty.ts';
import { statusWords } from '../words/outcome.ts';
import { clockTime } from '../words/time.ts';
import { OutcomeMark } from './outcome-mark.tsx';

interface Choice {
  chosen?: number | undefined;
  onChoose(seq: number): void;
}

function RequestButton({ item, inner, chosen, onChoose }: { item: LogItem; inner: boolean } & Choice) {
  const word = item.status === undefined ? undefined : statusWords(item.status, item.code);
  return (
    <button
      type="button"
      className="tf-request"
      data-inner={inner || undefined}
      aria-current={chosen === item.seq ? 'true' : undefined}
      onClick={() => onChoose(item.seq)}
    >
      <span className="tf-seq">#{item.seq}</span>
      <span className="tf-request-words">
        <span className="tf-request-who">
          {item.from} <span aria-hidden="true">→</span>
          <span className="tf-hidden"> to </span> {item.to}
        </span>
        <span>{item.summary}</span>
        {!item.inEffect && <span className="tf-quiet">taken back by an undo</span>}
      </span>
      <OutcomeMark outcome={item.outcome} {...(word && { word })} />
    </button>
  );
}

function RunCard({ run, ...choice }: { run: Run } & Choice) {
  const [first] = run.items;
  const decisive = decisiveItem(run);
  if (!first || !decisive) return null;
  const inner = run.items.slice(1);
  return (
    <li className="tf-run" data-outcome={decisive.outcome}>
      <span className="tf-run-time">{clockTime(first.at)}</span>
      <RequestButton item={first} inner={first.cause !== undefined} {...choice} />
      {inner.length > 0 && (
        <ol className="tf-caused" aria-label={`Requests that #${run.root} caused`}>
          {inner.map((item) => (
            <li key={item.seq}>
              <RequestButton item={item} inner {...choice} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

interface Props extends Choice {
  lines: readonly ListLine[];
  /** Asks for older entries; absent when all are here. */
  onOlder?: (() => void) | undefined;
}

/** The requests to choose from, newest first, each visit with what it caused; what happened between them as quiet lines. */
export function RunList({ lines, onOlder, ...choice }: Props) {
  if (!lines.some(({ kind }) => kind === 'run')) {
    return (
      <div className="tf-empty">
        <h2>{emptyWords.list.title}</h2>
        <p>{emptyWords.list.text}</p>
      </div>
    );
  }
  return (
    <section className="tf-list" aria-label="Requests">
      <p className="tf-quiet">{emptyWords.listed}</p>
      <ol className="tf-runs">
        {lines.map((line) =>
          line.kind === 'run' ? (
            <RunCard key={`run ${line.run.root}`} run={line.run} {...choice} />
          ) : (
            <li key={line.item.seq} className="tf-between">
              {clockTime(line.item.at)} · {line.item.summary}
            </li>
          ),
        )}
      </ol>
      {onOlder && (
        <Button size="small" onClick={onOlder}>
          Older requests
        </Button>
      )}
    </section>
  );
}
