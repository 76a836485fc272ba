"""The application in PHP as an account of a shared host has it: Apache, .htaccess, PHP as CGI, and a line of cron."""
import json
import os
import pathlib
import re
import shutil
import subprocess

from harness.ports import free_ports
from harness.processes import Group, eventually
from harness.programs import REPOSITORY
from harness.state import SampleState

from .guide import Guide
from .site import EXAMPLE, OPERATOR, expect, joined, open_url

HEADING = "PHP on shared hosting"


def check(guide: Guide, programs: pathlib.Path, folder: pathlib.Path) -> None:
    """Puts the files where the page says, opens a link, signs up, and lets cron bring the members up to date."""
    port, = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    state = SampleState(programs, folder / "state", make=False, settings={})
    state.ctl("init")
    (state.folder / "config.json").write_text(guide.one("json config", HEADING).replace(EXAMPLE, url))
    path = f"{programs}:{os.environ['PATH']}"
    environment = {"PATH": path, "INVITE_STATE_DIR": str(state.folder), "HOME": str(folder)}
    serve = [REPOSITORY / "deploy/serve", "--server", "apache-htaccess", "--mount", "/invites", "--port", port]
    serve += ["--run", folder / "run", "--binary", programs / "invite-fcgi"]
    key = shell(guide.one("sh", OPERATOR), environment).strip()
    apache = Group(serve, folder / "serve.log", environment)
    try:
        eventually("Apache answers", lambda: answers(f"{url}/invites/health"), 40)
        put_files(guide, folder, url, key)
        cron = guide.one("cron", HEADING).split(maxsplit=5)[5]
        link = shell(re.sub(r"timeout \d+ (.*) follow", r"\1 link", cron), environment).strip()
        expect("the link", link, f"{url}/join?token=")
        expect("the page under the link", open_url(link).read().decode(), "Join Acme", "Acme invites you")
        expect("the page after signing up", joined(f"{url}/join", link, "grace@example.com", "Grace"), "Welcome, Grace")
        shell(re.sub(r"timeout \d+", "timeout 5", cron), environment, status=124)
        members = json.loads((folder / "acme/data/members.json").read_text())["members"].values()
        if "grace@example.com" not in [member.get("email") for member in members]:
            raise AssertionError(f"the application does not know the member: {members}")
    finally:
        apache.stop(patience=20)


def put_files(guide: Guide, home: pathlib.Path, url: str, key: str) -> None:
    """What the page says to copy; the folder of the host's web server stands for public_html."""
    acme, public = home / "acme", home / "run/site"
    (acme / "data").mkdir(parents=True)
    shutil.copy(guide.folder / "app.php", acme)
    shutil.copytree(guide.folder / "pages", acme / "pages")
    settings = guide.one("php settings", HEADING).replace(EXAMPLE, url).replace("cal_…", key)
    (acme / "settings.php").write_text(settings)
    # How the host runs PHP is the host's business; here it is by CGI.
    index = public / "index.php"
    index.write_text("#!/usr/bin/php-cgi\n" + guide.one("php index", HEADING).replace("/home/YOU", str(home)))
    index.chmod(0o755)
    host = "Options +ExecCGI\nAddHandler cgi-script .php\n"
    (public / ".htaccess").write_text(host + guide.one("apache", HEADING))


def shell(command: str, environment: dict[str, str], status: int = 0) -> str:
    """What a command prints that ends with this status."""
    done = subprocess.run(
        ["bash", "-c", command], env=environment, cwd=environment["HOME"], capture_output=True, text=True, timeout=60)
    if done.returncode != status:
        raise AssertionError(f"{command}\nends with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def answers(url: str) -> bool:
    try:
        return bool(open_url(url).status == 200)
    except OSError:
        return False
