/** The prompt of the Cloud Shell: who, and where, with the home folder as `~`. */
export function promptOf(user: string, directory: string, home = ''): string {
  const below = home !== '' && (directory === home || directory.startsWith(`${home}/`));
  return `${user} [ ${below ? `~${directory.slice(home.length)}` : directory} ]$ `;
}

/** The prompt of root on a host: `root@app-web:~# `. */
export function hostPromptOf(user: string, name: string, directory: string, home = ''): string {
  const below = home !== '' && (directory === home || directory.startsWith(`${home}/`));
  const place = below ? `~${directory.slice(home.length)}` : directory;
  return `${user}@${name}:${place}${user === 'root' ? '#' : '$'} `;
}

/** In front of every further line of a command. */
export const continuation = '> ';
