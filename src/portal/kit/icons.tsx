import { AppsRegular } from '@fluentui/react-icons/svg/apps';
import { ArrowRoutingRegular } from '@fluentui/react-icons/svg/arrow-routing';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { BoxRegular } from '@fluentui/react-icons/svg/box';
import { BoxMultipleRegular } from '@fluentui/react-icons/svg/box-multiple';
import { BranchForkRegular } from '@fluentui/react-icons/svg/branch-fork';
import { ChannelRegular } from '@fluentui/react-icons/svg/channel';
import { CloudDatabaseRegular } from '@fluentui/react-icons/svg/cloud-database';
import { CubeRegular } from '@fluentui/react-icons/svg/cube';
import { CubeMultipleRegular } from '@fluentui/react-icons/svg/cube-multiple';
import { DatabaseRegular } from '@fluentui/react-icons/svg/database';
import { DesktopRegular } from '@fluentui/react-icons/svg/desktop';
import { DocumentTableRegular } from '@fluentui/react-icons/svg/document-table';
import { DocumentTextRegular } from '@fluentui/react-icons/svg/document-text';
import { FingerprintRegular } from '@fluentui/react-icons/svg/fingerprint';
import { FlashRegular } from '@fluentui/react-icons/svg/flash';
import { FlowRegular } from '@fluentui/react-icons/svg/flow';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { LayerRegular } from '@fluentui/react-icons/svg/layer';
import { MailInboxRegular } from '@fluentui/react-icons/svg/mail-inbox';
import { OptionsRegular } from '@fluentui/react-icons/svg/options';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { ServerRegular } from '@fluentui/react-icons/svg/server';
import { ServerMultipleRegular } from '@fluentui/react-icons/svg/server-multiple';
import { StorageRegular } from '@fluentui/react-icons/svg/storage';
import { WalletCreditCardRegular } from '@fluentui/react-icons/svg/wallet-credit-card';
import type { BladeIcon } from '#kernel/blade.ts';

const icons = {
  'web-app': GlobeRegular,
  slot: BranchForkRegular,
  function: FlashRegular,
  plan: ServerRegular,
  machine: DesktopRegular,
  'scale-set': ServerMultipleRegular,
  container: BoxRegular,
  'container-app': CubeMultipleRegular,
  environment: LayerRegular,
  registry: BoxMultipleRegular,
  storage: StorageRegular,
  server: CloudDatabaseRegular,
  database: DatabaseRegular,
  bus: ArrowRoutingRegular,
  queue: MailInboxRegular,
  topic: ChannelRegular,
  configuration: OptionsRegular,
  automation: BotRegular,
  runbook: DocumentTextRegular,
  workflow: FlowRegular,
  logs: DocumentTableRegular,
  vault: KeyRegular,
  identity: FingerprintRegular,
  group: CubeRegular,
  subscription: WalletCreditCardRegular,
  directory: OrganizationRegular,
  other: AppsRegular,
} satisfies Record<BladeIcon, unknown>;

/** The picture of a type; always beside its name, so it says nothing of its own. */
export function TypeIcon({ icon, size = 20 }: { icon: BladeIcon; size?: number }) {
  const Icon = icons[icon];
  return <Icon fontSize={size} aria-hidden="true" />;
}
