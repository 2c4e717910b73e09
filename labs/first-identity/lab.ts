import { defineLab } from '#lab/define.ts';
import shopWeb from './apps/shop-web.json' with { type: 'json' };

export const lab = defineLab({
  id: 'first-identity',
  title: 'First identity',
  account: 'ada@fabrikamshop.onmicrosoft.com',
  undo: 'allowed',
  seed: {
    seed: 'first-identity',
    startsAt: '2026-11-23T08:30:00Z',
    tenant: { displayName: 'Fabrikam Shop', domain: 'fabrikamshop.onmicrosoft.com' },
    subscription: { displayName: 'Shop production' },
    users: [
      {
        userPrincipalName: 'ada@fabrikamshop.onmicrosoft.com',
        displayName: 'Ada Lind',
        jobTitle: 'Cloud administrator',
        signIn: true,
        says: 'Owner of the subscription; holds no data role',
      },
      {
        userPrincipalName: 'noor@fabrikamshop.onmicrosoft.com',
        displayName: 'Noor Haddad',
        jobTitle: 'Payroll officer',
      },
    ],
    programs: { 'shop-web': shopWeb },
  },
  deployments: { 'app-web': 'shop-web' },
});
