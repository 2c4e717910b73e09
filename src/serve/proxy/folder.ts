import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where what is made once per machine is kept: `TENANTLAB_HOME`, or the folder that the system keeps for a person's settings.
 * Source: XDG Base Directory Specification; "Known Folders" for Windows.
 */
export function personalFolder(
  env: Record<string, string | undefined> = process.env,
  platform: string = process.platform,
): string {
  if (env['TENANTLAB_HOME']) return env['TENANTLAB_HOME'];
  const home = homedir();
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Tenantlab');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tenantlab');
  return join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'tenantlab');
}
