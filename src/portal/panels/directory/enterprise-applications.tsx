import { useState } from 'react';
import { Field, Link, Radio, RadioGroup } from '@fluentui/react-components';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { identityWords } from '../iam/identity-words.ts';
import { DirectoryTable, Id } from './directory-table.tsx';

interface ServicePrincipal {
  id: string;
  displayName: string;
  appId: string;
  servicePrincipalType: string;
  alternativeNames?: string[];
}

const kinds = { Application: 'Enterprise applications', ManagedIdentity: 'Managed identities' } as const;
type Kind = keyof typeof kinds;

const resourceOf = ({ alternativeNames = [] }: ServicePrincipal) =>
  alternativeNames.find((name) => name.startsWith('/'));

const kindOf = (one: ServicePrincipal) =>
  identityWords({ displayName: one.displayName, resourceId: resourceOf(one) ?? '' });

/** Service principals: what applications and managed identities are in this tenant. */
export function EnterpriseApplications() {
  const shared = useShared();
  const { go } = usePortal();
  const [kind, setKind] = useState<Kind>('ManagedIdentity');
  return (
    <>
      <p className={shared.says}>
        The principals of applications and managed identities in this tenant: roles are assigned to their object IDs.
      </p>
      <Field label="Application type">
        <RadioGroup layout="horizontal" value={kind} onChange={(_, { value }) => setKind(value as Kind)}>
          {Object.entries(kinds).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </Field>
      <DirectoryTable<ServicePrincipal>
        label={kinds[kind]}
        path="/servicePrincipals?$select=id,displayName,appId,servicePrincipalType,alternativeNames"
        keep={({ servicePrincipalType }) => servicePrincipalType === kind}
        texts={({ id, displayName, appId }) => [id, displayName, appId]}
        empty={
          kind === 'Application'
            ? {
                title: 'No applications',
                says: 'One appears when a service principal is made for an app registration.',
              }
            : { title: 'No managed identities', says: 'One appears when a resource is given an identity.' }
        }
        columns={[
          {
            title: 'Name',
            cell: ({ id, displayName }) => (
              <Link
                as="button"
                onClick={() => go({ at: 'principal', id, name: displayName, managed: kind === 'ManagedIdentity' })}
              >
                {displayName}
              </Link>
            ),
          },
          ...(kind === 'ManagedIdentity' ? [{ title: 'Kind', cell: kindOf }] : []),
          {
            title: 'Object ID, application ID',
            cell: ({ id, appId }) => (
              <span>
                <Id id={id} what="Object ID" line />
                <Id id={appId} what="Application ID" line />
              </span>
            ),
          },
        ]}
      />
    </>
  );
}
