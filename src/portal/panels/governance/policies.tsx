import { at, listOf } from '../../api/arm.ts';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { useLook } from '../../shell/use-look.ts';
import { scopeWords } from '../iam/scopes.ts';
import type { PanelProps } from '../resources/panel.tsx';

interface Assignment {
  id: string;
  name: string;
  identity?: { principalId?: string };
  properties: { displayName?: string; scope: string; policyDefinitionId: string; enforcementMode: string };
}

interface State {
  policyAssignmentId: string;
  complianceState: string;
}

/** The policies that are assigned here and above, and whether what is here complies. */
export function Policies({ resource: { id: scope } }: PanelProps) {
  const shared = useShared();
  const look = useLook(`policies ${scope}`, (api) =>
    listOf<Assignment>(
      api,
      at(`${scope}/providers/Microsoft.Authorization/policyAssignments`, '2023-04-01', { $filter: 'atScope()' }),
    ),
  );
  const states = useLook(`policy states ${scope}`, (api) =>
    listOf<State>(
      api,
      at(`${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`, '2019-10-01'),
      'POST',
    ),
  );
  const compliance = ({ id }: Assignment): string => {
    const own = states.value?.filter(({ policyAssignmentId }) => policyAssignmentId === id) ?? [];
    const broken = own.filter(({ complianceState }) => complianceState === 'NonCompliant').length;
    if (!own.length) return 'Not applicable';
    return broken ? `Non-compliant (${broken} of ${own.length})` : 'Compliant';
  };
  return (
    <>
      <p className={shared.says}>
        A policy says what resources may look like, whoever writes them. One with an identity can put right what it
        finds, with the rights of that identity.
      </p>
      <Looked look={look} what="Policy assignments">
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="No policy assignments">Nothing is asked of resources here beyond a permission.</Empty>
          ) : (
            <Table<Assignment>
              label="Policy assignments"
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { title: 'Name', cell: ({ name, properties }) => properties.displayName ?? name },
                { title: 'Scope', cell: ({ properties }) => scopeWords(properties.scope, scope) },
                { title: 'Compliance', cell: compliance },
                {
                  title: 'Enforcement',
                  cell: ({ properties }) => (properties.enforcementMode === 'Default' ? 'Enabled' : 'Disabled'),
                },
                { title: 'Identity', cell: ({ identity }) => identity?.principalId ?? '' },
              ]}
            />
          )
        }
      </Looked>
    </>
  );
}
