/** Where the locks of a scope are: behind its id. */
export const lockPath = '/providers/Microsoft.Authorization/locks';
export const lockVersion = '2020-05-01';
