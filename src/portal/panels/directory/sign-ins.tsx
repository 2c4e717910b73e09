import { useState } from 'react';
import { Link } from '@fluentui/react-components';
import { nameOf } from '#kernel/scope.ts';
import { useShared } from '../../kit/styles.ts';
import type { Column } from '../../kit/table.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { dateTime } from '../../kit/times.ts';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { DirectoryTable } from './directory-table.tsx';
import {
  endWords,
  forWhat,
  signInKinds,
  signInPath,
  whoSignedIn,
  type SignIn,
  type SignInKind,
} from './sign-in-words.ts';

const says: Record<SignInKind, string> = {
  interactiveUser: 'People who proved themselves, by a password or otherwise.',
  nonInteractiveUser: 'Tokens that a program fetched for somebody who had signed in before.',
  servicePrincipal: 'Applications that proved themselves by a secret, a certificate or a federated credential.',
  managedIdentity:
    'Tokens that Azure fetched for the identity of a resource. A token that the host still kept is no sign-in, and has no line.',
};

/** Who asked Entra ID for a token, and how it ended. */
export function SignIns() {
  const shared = useShared();
  const [kind, setKind] = useState<SignInKind>('managedIdentity');
  return (
    <Tabs
      group="sign-ins"
      label="Kinds of sign-in"
      tabs={signInKinds}
      open={kind}
      onOpen={(next) => setKind(next as SignInKind)}
    >
      <p className={shared.says}>{says[kind]}</p>
      <Rows key={kind} kind={kind} />
    </Tabs>
  );
}

function Rows({ kind }: { kind: SignInKind }) {
  const { go } = usePortal();
  const person = kind === 'interactiveUser' || kind === 'nonInteractiveUser';
  const host = ({ managedServiceIdentity }: SignIn) => managedServiceIdentity?.associatedResourceId ?? '';
  const columns: Column<SignIn>[] = [
    { title: person ? 'User' : 'Service principal name', cell: (one) => whoSignedIn(kind, one) },
    { title: 'Date (UTC)', cell: ({ createdDateTime }) => dateTime(Date.parse(createdDateTime)) },
    ...(person ? [{ title: 'Application', cell: (one: SignIn) => one.appDisplayName ?? one.appId }] : []),
    ...(kind === 'managedIdentity'
      ? [
          {
            title: 'Asked by',
            cell: (one: SignIn) =>
              host(one) ? (
                <Link as="button" onClick={() => go(to(host(one)))}>
                  {nameOf(host(one))}
                </Link>
              ) : (
                '-'
              ),
          },
        ]
      : []),
    { title: 'Resource', cell: forWhat },
    { title: 'Status', cell: endWords },
    ...(kind === 'managedIdentity' ? [] : [{ title: 'IP address', cell: ({ ipAddress }: SignIn) => ipAddress || '-' }]),
  ];
  return (
    <DirectoryTable<SignIn>
      label={signInKinds.find(([id]) => id === kind)?.[1] ?? 'Sign-ins'}
      path={signInPath(kind)}
      texts={(one) => [whoSignedIn(kind, one), forWhat(one), endWords(one)]}
      empty={{ title: 'No sign-ins found', says: 'Each time Entra ID is asked for a token, a line comes here.' }}
      columns={columns}
    />
  );
}
