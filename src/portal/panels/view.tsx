import { usePortal } from '../shell/context.ts';
import { Directory } from './directory/directory.tsx';
import { AddRole } from './iam/add-role.tsx';
import { PrincipalRoles } from './iam/principal-roles.tsx';
import { CreateResource } from './resources/create.tsx';
import { Home } from './resources/home.tsx';
import { ListOfType } from './resources/list.tsx';
import { ResourceBlade } from './resources/resource-blade.tsx';

/** The blade of the route. A key per scope: another resource starts with nothing of the last one. */
export function View() {
  const { route } = usePortal();
  switch (route.at) {
    case 'home':
      return <Home />;
    case 'list':
      return <ListOfType key={route.type ?? ''} {...(route.type && { type: route.type })} />;
    case 'create':
      return <CreateResource key={route.type} type={route.type} {...(route.group && { group: route.group })} />;
    case 'add-role':
      return <AddRole key={route.scope} scope={route.scope} {...(route.member && { member: route.member })} />;
    case 'directory':
      return <Directory panel={route.panel} />;
    case 'principal':
      return <PrincipalRoles key={route.id} id={route.id} name={route.name} managed={route.managed ?? true} />;
    case 'resource':
      return <ResourceBlade key={route.id} id={route.id} panel={route.panel} {...(route.tab && { tab: route.tab })} />;
  }
}
