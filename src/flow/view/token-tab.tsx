import { Button } from '@fluentui/react-components';
import { EditRegular, StarRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FlowRecord, LabSessionClient } from '#lab/session-client.ts';
import { bearerOf } from '../model/jwt.ts';
import { claimRows, decidingClaim, tokensOf, type ShownToken } from '../model/token-view.ts';
import { emptyWords, tokenWords } from '../words/empty.ts';
import { ClaimTable } from './claim-table.tsx';
import { CopyButton } from './copy-button.tsx';
import { TokenEdit } from './token-edit.tsx';

interface Props {
  client: LabSessionClient;
  record: FlowRecord;
  onOpen(seq: number): void;
  /** Told of the entry that an edited token led to. */
  onSent(seq: number): void;
}

const titles: Record<ShownToken['role'], string> = {
  carried: 'The token that the request carried',
  issued: 'The token that the request was given',
};

function OneToken({ client, record, token, onOpen, onSent }: Props & { token: ShownToken }) {
  const [editing, setEditing] = useState(false);
  const deciding = decidingClaim(record, token);
  const { at, seq } = record.item;
  return (
    <section className="tf-token" aria-label={titles[token.role]}>
      <header>
        <h3>{titles[token.role]}</h3>
        <CopyButton text={token.jwt} what="token" />
      </header>
      {token.issuedBy !== undefined && token.issuedBy !== seq && (
        <p>
          This token was issued by{' '}
          <Button
            size="small"
            appearance="transparent"
            className="tf-link"
            onClick={() => onOpen(token.issuedBy ?? seq)}
          >
            entry #{token.issuedBy}
          </Button>
        </p>
      )}
      {deciding && (
        <p className="tf-deciding">
          <StarRegular aria-hidden="true" /> {tokenWords.deciding} <code>{deciding.name}</code>
        </p>
      )}
      <p className="tf-quiet">{tokenWords.times}</p>
      <ClaimTable title="Payload" rows={claimRows(token.parts.payload, at, deciding)} />
      <ClaimTable title="Header" rows={claimRows(token.parts.header, at)} />
      <ClaimTable
        title="Signature"
        rows={[
          {
            name: 'signature',
            value: `${token.parts.signature.slice(0, 32)}${token.parts.signature.length > 32 ? '…' : ''}`,
            says: tokenWords.signature,
            ...(deciding?.name === 'signature' && { mattered: deciding.why }),
          },
        ]}
      />
      {token.role === 'carried' &&
        (editing ? (
          <TokenEdit client={client} record={record} token={token} onSent={onSent} />
        ) : (
          <Button size="small" icon={<EditRegular />} onClick={() => setEditing(true)}>
            Edit a copy and send again
          </Button>
        ))}
    </section>
  );
}

/** The tokens of a request, taken apart. */
export function TokenTab(props: Props) {
  const tokens = tokensOf(props.record);
  if (tokens.length === 0) {
    return (
      <p className="tf-quiet">{bearerOf(props.record.request.headers) ? emptyWords.unreadable : emptyWords.token}</p>
    );
  }
  return (
    <>
      {tokens.map((token) => (
        <OneToken key={`${token.role} ${props.record.item.seq}`} {...props} token={token} />
      ))}
    </>
  );
}
