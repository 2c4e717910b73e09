import { Button } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import type { FlowRecord, LogItem } from '#lab/session-client.ts';
import { checksOf } from '../model/checks.ts';
import { statusWords } from '../words/outcome.ts';
import { dateTime } from '../words/time.ts';
import { OutcomeMark } from './outcome-mark.tsx';

interface Props {
  item: LogItem;
  record: FlowRecord | undefined;
  onBack(): void;
}

/** What was asked and how it ended: Azure's words first, ours under them. */
export function RequestHead({ item, record, onBack }: Props) {
  const word = item.status === undefined ? undefined : statusWords(item.status, item.code);
  const failed = record && checksOf(record).find(({ passed }) => !passed);
  const azure = record?.trace.refusal?.message.split('\r\n')[0];
  return (
    <header className="tf-title">
      <Button size="small" appearance="subtle" icon={<ArrowLeftRegular />} onClick={onBack}>
        Requests
      </Button>
      <div className="tf-title-words">
        <h2 tabIndex={-1}>
          #{item.seq} {item.from} <span aria-hidden="true">→</span>
          <span className="tf-hidden"> to </span> {item.to}: {item.summary}
        </h2>
        <p>
          <OutcomeMark outcome={item.outcome} {...(word && { word })} />
          <span className="tf-quiet">{dateTime(item.at)}</span>
          {!item.inEffect && <span className="tf-quiet">taken back by an undo</span>}
        </p>
        {azure && <p className="tf-azure">{azure}</p>}
        {failed && <p className="tf-ours">{failed.sentence}</p>}
      </div>
    </header>
  );
}
