"""Runs a script by the Azure CLI that is installed beside this Python, against a tenant on loopback.

Read from stdin by record.ts. TENANT_URL names the tenant; /control/script gives the lines. What each line did is
printed, one JSON text a line. The CLI is unchanged but for its way to the network (addresses are kept, the connection
goes to loopback), its sign-in (a refresh token of ada@contoso.com) and its waiting, which moves the virtual clock.
"""
import datetime
import io
import json
import logging
import os
import re
import shlex
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from urllib.parse import urlencode, urlsplit, urlunsplit

TENANT = os.environ["TENANT_URL"]


def control(path):
    return urllib.request.urlopen(f"{TENANT}/control/{path}").read().decode()


info = json.loads(control("account"))
home = tempfile.mkdtemp()
os.environ.update(HOME=home, AZURE_CONFIG_DIR=home, AZURE_CORE_NO_COLOR="yes", AZURE_CORE_COLLECT_TELEMETRY="no")
warnings.simplefilter("ignore")
subscription = {
    "id": info["subscriptionId"],
    "name": "Contoso Production",
    "state": "Enabled",
    "user": {"name": "ada@contoso.com", "type": "user", "cloudShellID": True},
    "isDefault": True,
    "tenantId": info["tenantId"],
    "homeTenantId": info["tenantId"],
    "managedByTenants": [],
    "environmentName": "AzureCloud",
}
with open(f"{home}/azureProfile.json", "w") as profile:
    json.dump({"installationId": "x", "subscriptions": [subscription]}, profile)
with open(f"{home}/versionCheck.json", "w") as checked:
    checked.write("{}")
os.chdir(tempfile.mkdtemp())

# Requests that are signed with a key carry a date, and signatures an hour to end at: both are the tenant's.
clock = [0.0]


class TenantTime(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(clock[0], datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(clock[0], tz)


def look_at_clock():
    clock[0] = int(control("now")) / 1000


def wait(seconds=0):
    if seconds > 0.05:
        control(f"wait/{int(seconds * 1000)}")
        look_at_clock()


datetime.datetime = TenantTime
time.time = lambda: clock[0]

import requests
import requests.adapters
import urllib3

sent = []
send_really = requests.adapters.HTTPAdapter.send
asides = ("aladdin", "raw.githubusercontent", "aka.ms")


def send(self, request, **options):
    if any(name in request.url for name in asides):
        raise requests.exceptions.ConnectionError("offline")
    address, parts = request.url, urlsplit(request.url)
    if hasattr(request.body, "read"):
        request.body = request.body.read()
    body = request.body.encode() if isinstance(request.body, str) else request.body
    request.headers["x-real-host"] = parts.netloc
    request.headers["x-real-scheme"] = parts.scheme
    request.url = TENANT + urlunsplit(("", "", parts.path, parts.query, ""))
    options["verify"] = False
    options.pop("proxies", None)
    response = send_really(requests.adapters.HTTPAdapter(), request, **options)
    request.url = response.url = address
    row = {"method": request.method, "url": address, "status": response.status_code}
    sent.append({**row, "body": body.decode("utf8", "replace")} if body else row)
    if response.status_code == 599:
        reason = f"Failed to resolve '{parts.netloc}' ([Errno -2] Name or service not known)"
        raise urllib3.exceptions.NewConnectionError(urllib3.connection.HTTPSConnection(parts.netloc), reason)
    return response


requests.adapters.HTTPAdapter.send = send
time.sleep = wait

import azure.cli.core.auth.msal_credentials as credentials
import azure.cli.core.util
from azure.cli.core.auth.util import aad_error_handler

tokens = {}


def acquire(self, scopes, claims_challenge=None, **options):
    wanted = " ".join(scopes)
    if wanted not in tokens:
        fields = {
            "grant_type": "refresh_token",
            "refresh_token": info["refreshToken"],
            "client_id": "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
            "scope": wanted,
        }
        headers = {"x-real-host": "login.microsoftonline.com", "content-type": "application/x-www-form-urlencoded"}
        address = f"{TENANT}/{info['tenantId']}/oauth2/v2.0/token"
        try:
            request = urllib.request.Request(address, data=urlencode(fields).encode(), headers=headers)
            tokens[wanted] = json.loads(urllib.request.urlopen(request).read())
        except urllib.error.HTTPError as refused:
            aad_error_handler(json.loads(refused.read()))
    token = tokens[wanted]
    return {**token, "expires_on": int(time.time()) + token["expires_in"], "scopes": scopes}


credentials.UserCredential.__init__ = lambda self, *args, **options: None
credentials.UserCredential.acquire_token = acquire
azure.cli.core.util.get_parent_proc_name = lambda: None

try:
    # A distribution may bring another antlr than the grammar of `az monitor` was made for; only that grammar is left out.
    from unittest.mock import MagicMock

    import antlr4.atn.ATNDeserializer as deserializer

    deserializer.ATNDeserializer.deserialize = lambda self, *args, **options: MagicMock()
except ImportError:
    pass

from azure.cli.core import get_default_cli


def forget():
    """What a process of its own would not know of the one before: challenges answered, handlers of logs."""
    for name, module in list(sys.modules.items()):
        if name.endswith("http_challenge_cache"):
            module.clear()
    for name in logging.root.manager.loggerDict:
        logging.getLogger(name).handlers = []
    logging.root.handlers = []


class Output(io.TextIOWrapper):
    """Standard output in a file. az closes the descriptor when it has written a blob to it, so it is lent a copy."""

    def fileno(self):
        return os.dup(super().fileno())


def run(line):
    own = sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__, sys.stdin
    # Left open: the spinner of an earlier line may still hold the one that it began on.
    files = {name: Output(tempfile.TemporaryFile(), newline="", encoding="utf8") for name in ("out", "err")}
    sys.stdout = sys.__stdout__ = files["out"]
    sys.stderr = sys.__stderr__ = files["err"]
    sys.stdin = open(os.devnull)
    sent.clear()
    forget()
    look_at_clock()
    try:
        code = get_default_cli().invoke(line, out_file=sys.stdout)
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__, sys.stdin = own
    said = {}
    for name, file in files.items():
        file.flush()
        file.seek(0)
        # Where the settings lie in the shell of the lab.
        said[name] = file.read().replace(home, "/home/user/.azure")
    lines = [text for text in said["err"].split("\n") if not text.startswith("ERROR: Error loading command module")]
    return {"requests": list(sent), "stdout": said["out"], "stderr": "\n".join(lines), "exit": code or 0}


known = {"SUB": info["subscriptionId"], "TENANT": info["tenantId"]}
files = {}
for text in json.loads(control("script")):
    text = text.strip()
    if not text or text.startswith("#"):
        continue
    if text.startswith("FILE "):
        _, name, content = text.split(" ", 2)
        files[name] = content
        continue
    kept = re.fullmatch(r"(\w+)=\$\((.*)\)", text)
    words = shlex.split(kept[2] if kept else text)
    if words[0] == "sleep":
        control(f"wait/{int(words[1]) * 1000}")
        print(json.dumps({"wait": int(words[1])}), flush=True)
        continue
    for name, content in files.items():
        with open(name, "w") as file:
            file.write(content)
    line = words[1:]
    done = run([re.sub(r"\$(\w+)", lambda found: known.get(found[1], found[0]), word) for word in line])
    if kept:
        known[kept[1]] = done["stdout"].strip()
    more = {**({"files": files} if files else {}), **({"set": kept[1]} if kept else {})}
    print(json.dumps({"line": line, **more, **done}), flush=True)
    files = {}
