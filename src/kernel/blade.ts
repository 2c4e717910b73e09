/**
 * What a service tells the portal about its resources: pure data, so that a service brings its blade without bringing
 * code for a page. Panels that need code live in the portal and are named here by id.
 */

/** One value of a resource, as ARM returns it. */
export interface Fact {
  label: string;
  /** A dot path (`properties.clientId`), or a text with paths in braces (`https://{properties.defaultHostName}`). */
  from: string;
  /** `text` when absent. `copy` adds a copy button; `resource` and `group` link to the blade of the id. */
  as?: 'text' | 'copy' | 'resource' | 'group' | 'time' | 'tags';
  /** Azure's words for raw values: `{ true: 'Enabled' }`. */
  words?: Record<string, string>;
  /** What stands there when there is no value. */
  empty?: string;
  /** One sentence of ours for whom the label is new. */
  help?: string;
}

/** A button of the command bar that is one ARM request on the resource. */
export interface Command {
  id: string;
  title: string;
  icon: 'start' | 'stop' | 'restart' | 'delete';
  method: 'POST' | 'DELETE';
  /** Appended to the id: `/restart`. */
  path: string;
  /** Offered only while the fact has this value. */
  when?: { from: string; is: string };
  /** Not offered while the fact has this value. */
  unless?: { from: string; is: string };
  /** Asked before it is sent; `{name}` stands for the resource. `typeName` asks for the name to be typed. */
  confirm?: { title: string; text: string; yes: string; typeName?: boolean };
  /** Words of the notification; `{name}` stands for the resource. */
  done: string;
  failed: string;
  /** Words for an answer of 202: it goes on by itself. */
  begun?: string;
  /** The resource is gone afterwards: the portal leaves its blade. */
  leaves?: boolean;
}

/**
 * Deletes the resource, once its name was typed. `kind` is Azure's word for it in a sentence: `storage account`; `text`
 * says what goes with it.
 */
export const deleteCommand = (kind: string, text: string): Command => ({
  id: 'delete',
  title: 'Delete',
  icon: 'delete',
  method: 'DELETE',
  path: '',
  confirm: { title: `Delete ${kind}`, text, yes: 'Delete', typeName: true },
  done: `Deleted ${kind} '{name}'`,
  begun: `Deleting ${kind} '{name}'`,
  failed: `Failed to delete ${kind} '{name}'`,
  leaves: true,
});

/** An entry of the resource's menu. */
export interface MenuEntry {
  panel: string;
  title: string;
  /** Azure's heading in the menu: `Settings`. */
  group?: string;
  /** For the panel `facts`: what it lists. */
  facts?: Fact[];
  /** For the panel `children`: what stands below the resource, a row each. */
  list?: ChildList;
  /** One or two sentences above it. */
  says?: string;
}

/** Resources below a resource, as ARM lists them. */
export interface ChildList {
  /** Appended to the id: `/queues`. */
  path: string;
  apiVersion?: string;
  /** The first column is the name, which leads to the blade of the child where `opens` is set. */
  columns: Fact[];
  opens?: boolean;
  /** What stands there when there are none, and how they come to be. */
  empty: { title: string; says: string };
}

/** An action that "Check access" offers for resources of this type. */
export interface Probe {
  title: string;
  action: string;
  plane: 'control' | 'data';
}

export interface FormField {
  name: string;
  label: string;
  kind: 'name' | 'group' | 'location';
  /** A regular expression for the whole value, with the sentence for who misses it. */
  pattern?: string;
  rule?: string;
}

/** The create form of a type: one PUT. Texts may hold `{subscriptionId}` and field names in braces. */
export interface CreateForm {
  title: string;
  says: string;
  path: string;
  action: string;
  fields: FormField[];
  body: Record<string, unknown>;
  done: string;
  failed: string;
}

/** The pictures that the portal has for types. */
export type BladeIcon =
  | 'web-app'
  | 'slot'
  | 'function'
  | 'plan'
  | 'machine'
  | 'scale-set'
  | 'container'
  | 'container-app'
  | 'environment'
  | 'registry'
  | 'storage'
  | 'server'
  | 'database'
  | 'bus'
  | 'queue'
  | 'topic'
  | 'configuration'
  | 'automation'
  | 'runbook'
  | 'workflow'
  | 'logs'
  | 'vault'
  | 'identity'
  | 'group'
  | 'subscription'
  | 'directory'
  | 'other';

/** The blade of one resource type. */
export interface Blade {
  /** `Microsoft.Web/sites`. */
  type: string;
  /** Azure's words: `Web App`; `App Service` in the type column; `App Services` as a list. */
  title: string;
  typeName: string;
  plural: string;
  /** One sentence that says what such a resource is. */
  says: string;
  icon: BladeIcon;
  /** It is found in its parent, and is no service of its own. */
  below?: boolean;
  /** Words for those whose `kind` begins so: a function app is a site, too. */
  kinds?: Record<string, { title: string; typeName: string; icon?: BladeIcon }>;
  /** The address of its own site, as a text with paths in braces: the overview then offers to visit it. */
  browse?: string;
  apiVersion: string;
  /** `$expand` of the request that reads the resource, where its state is shown only when it is asked for. */
  expand?: string;
  essentials: Fact[];
  commands: Command[];
  menu: MenuEntry[];
  probes: Probe[];
  create?: CreateForm;
}
