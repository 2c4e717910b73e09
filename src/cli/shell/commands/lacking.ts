import { defineCommand, type Command } from 'just-bash/browser';

/** What one would type in the real Cloud Shell and does not find here, and what to do instead. */
const instead: readonly [names: string, says: string][] = [
  ['vi vim nano emacs code ed', "there is no editor here. Write a file by cat > NAME <<'END', or upload one."],
  ['python python3 pip pip3 ruby perl', 'no programs of that language run here. Use bash, az and jq.'],
  ['node npm npx deno dotnet func java mvn go cargo', 'no programs of that kind run here. Use bash, az and jq.'],
  [
    'sqlcmd mssql-cli',
    'it is not here. Send SQL by curl, with a token for https://database.windows.net/: POST {"sql": "…"} to https://SERVER.database.windows.net/databases/DATABASE/batch.',
  ],
  ['pwsh powershell', 'there is no PowerShell here. Use bash and az.'],
  ['git gh', 'there is no git here. Paste your script, or upload it.'],
  ['terraform tofu ansible ansible-playbook pulumi bicep', 'it is not here. Make resources by az.'],
  [
    'docker podman kubectl helm kubelogin',
    'it is not here. az container, az containerapp and az webapp reach what runs in the tenant.',
  ],
  [
    'ssh scp sftp rsync',
    'no machine can be reached so. az vm run-command invoke, az webapp ssh and az container exec lead to a host.',
  ],
  ['openssl gpg ssh-keygen', 'it is not here. base64, sha256sum and jq are; random bytes come from /dev/urandom.'],
  ['wget http httpie', 'it is not here. Use curl.'],
  ['ping nslookup dig host nc telnet traceroute ip ifconfig netstat ss', 'the network here is curl alone.'],
  ['psql mysql sqlcmd bcp redis-cli azcopy', 'it is not here. az and curl reach the services of the tenant.'],
  ['sudo su doas', 'nobody needs to be root here. Leave it out.'],
  ['apt apt-get yum dnf tdnf snap brew', 'nothing can be installed here.'],
  ['man info', 'there are no manual pages. Use az COMMAND -h, or help.'],
  ['trap', 'signals cannot be caught here. Tidy up at the end of the script.'],
  ['jobs fg bg disown nohup kill killall pkill', 'there are no background jobs here; every command runs to its end.'],
  ['ps top htop tmux screen systemctl service crontab', 'there are no processes to look at or to keep here.'],
  ['tar zip unzip', 'there are no archives here. Upload and download files one by one.'],
];

/** Commands that say what the shell lacks, and end as a command that is not found does. */
export const lackingCommands: readonly Command[] = instead.flatMap(([names, says]) =>
  names
    .split(' ')
    .map((name) =>
      defineCommand(name, async () =>
        Promise.resolve({ stdout: '', stderr: `bash: ${name}: ${says}\n`, exitCode: 127 }),
      ),
    ),
);
