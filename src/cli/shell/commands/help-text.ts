/** What can be done here, in plain words. */
export const helpText = `This is the Cloud Shell of a simulated tenant. You are signed in; nothing that you do here leaves this page.

  az --help              the groups of Azure CLI commands that work here
  az group create -h     what a command takes, with examples
  az rest --url URL      any request to Azure Resource Manager or Microsoft Graph
  curl URL               visits an app of the tenant or calls an interface
  jq, grep, sed, awk, sort, cut, base64 and more work on text
  ls, cat, cp, mv, rm, mkdir work on your files; cat > NAME <<'END' writes one, END alone ends it
  download NAME          saves a file on your computer; the button Upload brings one here
  az webapp ssh, az container exec, az vm run-command invoke lead to a host of the tenant; exit leads back
  date                   the tenant's time
  sleep 10m              moves the tenant's clock on by ten minutes; you do not wait

The shell is bash: variables, $(...), pipes, if, for, while, functions and arrays.
Tab completes, the arrow up brings back a line, Ctrl+R searches, Ctrl+C stops, exit starts the shell anew.
!! is the last line, history lists them. Your variables, functions and files are kept for your next visit.
There is no editor, no git, no other network and no background job.
`;
