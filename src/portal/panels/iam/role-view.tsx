import type { RoleDefinition, RolePermissions } from '../../api/iam.ts';
import { Modal } from '../../kit/modal.tsx';
import { useShared } from '../../kit/styles.ts';

const parts: [key: keyof RolePermissions & `${string}ctions`, title: string, says: string][] = [
  ['actions', 'Actions', 'What may be done with the resource itself'],
  ['notActions', 'Not actions', 'Taken away from the actions of this role; another role may still give them'],
  ['dataActions', 'Data actions', 'What may be done with the data in the resource'],
  ['notDataActions', 'Not data actions', 'Taken away from the data actions of this role'],
];

/** The permissions of a role, pattern by pattern. */
export function RoleView({ role: { name, properties }, onClose }: { role: RoleDefinition; onClose(): void }) {
  const shared = useShared();
  return (
    <Modal title={properties.roleName} onClose={onClose}>
      {properties.description && <p className={shared.says}>{properties.description}</p>}
      <p className={shared.text}>
        {properties.type}, ID <span className={shared.mono}>{name}</span>
      </p>
      {properties.permissions.map((permission, at) => (
        <Permission key={at} permission={permission} />
      ))}
    </Modal>
  );
}

function Permission({ permission }: { permission: RolePermissions }) {
  const shared = useShared();
  return (
    <>
      {parts.map(([key, title, says]) => {
        const patterns = permission[key] ?? [];
        if (patterns.length === 0 && key.startsWith('not')) return null;
        return (
          <section key={key}>
            <h3 className={shared.heading}>
              {title} ({patterns.length})
            </h3>
            <p className={shared.text}>{patterns.length ? says : 'None.'}</p>
            <ul className={shared.list}>
              {patterns.map((pattern) => (
                <li key={pattern} className={shared.mono}>
                  {pattern}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {permission.condition && (
        <section>
          <h3 className={shared.heading}>Condition</h3>
          <p className={shared.mono}>{permission.condition}</p>
        </section>
      )}
    </>
  );
}
