import { ToggleButton } from '@fluentui/react-components';
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FlowRecord } from '#lab/session-client.ts';
import { rawRequest, rawResponse, textOf, type RawText } from '../model/raw.ts';
import { statusWords } from '../words/outcome.ts';
import { CopyButton } from './copy-button.tsx';

function RawHalf({ title, raw, open }: { title: string; raw: RawText; open: boolean }) {
  const body = open ? raw.body.open : raw.body.masked;
  return (
    <section className="tf-raw" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <CopyButton text={textOf(raw, open)} what={title.toLowerCase()} />
      </header>
      <p className="tf-raw-line">{raw.line}</p>
      {raw.headers.length > 0 && (
        <table className="tf-headers">
          <caption className="tf-hidden">Headers of the {title.toLowerCase()}</caption>
          <thead className="tf-hidden">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {raw.headers.map(({ name, masked, open: value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{open ? value : masked}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {body === '' ? (
        <p className="tf-quiet">No body.</p>
      ) : (
        <pre tabIndex={0} aria-label={`Body of the ${title.toLowerCase()}`}>
          {body}
        </pre>
      )}
    </section>
  );
}

/** Request and response as they were sent. What is secret stays hidden until somebody asks. */
export function RawTab({ record }: { record: FlowRecord }) {
  const [open, setOpen] = useState(false);
  const { request, response, item } = record;
  const halves = {
    Request: rawRequest(request),
    Response: rawResponse(response, request.url, statusWords(response.status, undefined)),
  };
  const hides = Object.values(halves).some((half) => half.hides);
  return (
    <div className="tf-rawtab">
      {hides && (
        <ToggleButton
          size="small"
          checked={open}
          icon={open ? <EyeOffRegular /> : <EyeRegular />}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide secrets' : 'Reveal secrets'}
        </ToggleButton>
      )}
      {Object.entries(halves).map(([title, raw]) => (
        <RawHalf key={`${title} ${item.seq}`} title={title} raw={raw} open={open} />
      ))}
    </div>
  );
}
