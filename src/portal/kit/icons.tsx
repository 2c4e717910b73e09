import { AppsRegular } from '@fluentui/react-icons/svg/apps';
import { CubeRegular } from '@fluentui/react-icons/svg/cube';
import { FingerprintRegular } from '@fluentui/react-icons/svg/fingerprint';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { ServerRegular } from '@fluentui/react-icons/svg/server';
import { WalletCreditCardRegular } from '@fluentui/react-icons/svg/wallet-credit-card';
import type { Blade } from '#kernel/blade.ts';

const icons = {
  'web-app': GlobeRegular,
  plan: ServerRegular,
  vault: KeyRegular,
  identity: FingerprintRegular,
  group: CubeRegular,
  subscription: WalletCreditCardRegular,
  other: AppsRegular,
};

/** The picture of a type; always beside its name, so it says nothing of its own. */
export function TypeIcon({ icon, size = 20 }: { icon: Blade['icon']; size?: number }) {
  const Icon = icons[icon];
  return <Icon fontSize={size} aria-hidden="true" />;
}
