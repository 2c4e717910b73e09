import type { Refusal } from '#kernel/result.ts';

export const settingNotFound = (name: string): Refusal => ({
  status: 404,
  code: 'ResourceNotFound',
  message: `The diagnostic setting '${name}' doesn't exist.`,
});

export const noDestination: Refusal = {
  status: 400,
  code: 'BadRequest',
  message: 'At least one data sink needs to be specified.',
};

export const categoryUnknown = (category: string): Refusal => ({
  status: 400,
  code: 'BadRequest',
  message: `Category '${category}' is not supported.`,
});

export const typeUnsupported = (type: string): Refusal => ({
  status: 400,
  code: 'ResourceTypeNotSupported',
  message: `The resource type '${type.toLowerCase()}' does not support diagnostic settings.`,
});

export const workspaceNotFound = (id: string): Refusal => ({
  status: 404,
  code: 'ResourceNotFound',
  message: `The workspace '${id}' could not be found.`,
});

export const workspaceLocation: Refusal = {
  status: 400,
  code: 'LocationRequired',
  message: 'The location property is required for this definition.',
};

export const workspaceName = (name: string): Refusal => ({
  status: 400,
  code: 'InvalidResourceName',
  message: `The workspace name '${name}' is not valid. Workspace names have 4 to 63 letters, digits or hyphens, with a letter or digit at both ends.`,
});
