import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from '../../kit/copy-button.tsx';
import { Modal } from '../../kit/modal.tsx';
import { useShared } from '../../kit/styles.ts';

const useStyles = makeStyles({
  code: {
    margin: 0,
    border: 'none',
    padding: '12px',
    overflow: 'auto',
    maxHeight: '50vh',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** The resource as ARM answers it. */
export function JsonView({
  resource,
  version,
  onClose,
}: {
  resource: object & { id: string };
  version: string;
  onClose(): void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const text = JSON.stringify(resource, undefined, 2);
  return (
    <Modal title="Resource JSON" onClose={onClose}>
      <div className={shared.row}>
        <span className={shared.mono}>{resource.id}</span>
        <CopyButton text={resource.id} what="Resource ID" />
      </div>
      <div className={shared.row}>
        <span className={shared.muted}>API version {version}</span>
        <CopyButton text={text} what="JSON" />
      </div>
      <pre className={styles.code} tabIndex={0} role="region" aria-label="JSON of the resource">
        {text}
      </pre>
    </Modal>
  );
}
