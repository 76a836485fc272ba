"""What TypeScript has to know of Node, which npm would bring: `@types/node`, from Debian's package of Node."""
import pathlib
import re
import subprocess

from harness.programs import BUILD

PLACE = "usr/share/nodejs/@types/node"


def provide(folder: pathlib.Path) -> None:
    """Puts it where the compiler looks for it. Asks Debian for it where Node is somebody else's, which has none."""
    found = pathlib.Path("/", PLACE)
    if not found.exists():
        found = BUILD / "node-types" / PLACE
    if not found.exists():
        download(BUILD / "node-types")
    (folder / "node_modules/@types").mkdir(parents=True)
    (folder / "node_modules/@types/node").symlink_to(found)


def download(folder: pathlib.Path) -> None:
    folder.mkdir(exist_ok=True)
    known = subprocess.run(["apt-cache", "madison", "nodejs"], check=True, capture_output=True, text=True).stdout
    version = re.search(r"\| *(\S+deb12u?\S*) *\|", known)
    if not version:
        raise FileNotFoundError("Debian's package nodejs, which has the types of Node, is not to be had")
    download = ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", f"nodejs={version[1]}"]
    subprocess.run(download, check=True, cwd=folder)
    package, = folder.glob("nodejs_*.deb")
    subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
