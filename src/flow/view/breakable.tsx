import { Fragment } from 'react';

/** A text that may break after each slash, as ids and action strings want to. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=\/)/).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
