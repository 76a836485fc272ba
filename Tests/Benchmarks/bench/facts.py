"""On what it was measured."""

import argparse
import datetime
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import time

from harness.programs import find

from .commands import output_of
from .php import php_fpm


def file_system(directory: pathlib.Path) -> list[str]:
    return output_of(find("findmnt"), "-n", "-o", "FSTYPE,SOURCE,OPTIONS", "-T", str(directory)).split(maxsplit=2)


def sync_milliseconds(directory: pathlib.Path) -> float:
    """Median of an append of 200 bytes and its fdatasync, by one process."""
    times = []
    with open(directory / "sync", "ab", buffering=0) as file:
        for _ in range(200):
            began = time.perf_counter()
            file.write(b"x" * 200)
            os.fdatasync(file)
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def first_match(pattern: str, text: str, default: str = "unknown") -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return found[1].strip() if found else default


def version(program: str | pathlib.Path, *arguments: str) -> str:
    """Many of these print their version on standard error, or with a status of failure."""
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, errors="replace")
    return first_match(r"(\d+\.\d+[^\s,\])]*)", done.stdout + done.stderr)


def versions() -> str:
    found = {name: version(find(name), option) for name, option in {
        "nginx": "-v", "wrk": "-v", "spawn-fcgi": "-v", "multiwatch": "-v", "gcc": "--version"}.items()}
    if shutil.which("pkg-config"):
        found["libfcgi"] = version("pkg-config", "--modversion", "fcgi")
    if fpm := php_fpm():
        found["PHP-FPM"] = version(fpm, "--version")
    if shutil.which("swift"):
        found["Swift here"] = version("swiftc", "--version")
    return ", ".join(f"{name} {text}" for name, text in found.items())


def facts(options: argparse.Namespace, root: pathlib.Path) -> dict[str, str]:
    system = os.uname()
    cpu = first_match(r"^model name\s*:\s*(.*)$", pathlib.Path("/proc/cpuinfo").read_text())
    memory = int(first_match(r"^MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text(), "0")) / 1024 ** 2
    kind, source, mount = file_system(root)
    linked = "dynamically" if "INTERP" in output_of(find("readelf"), "-lW", str(options.handler)) else "statically"
    now = datetime.datetime.now(datetime.UTC)
    return {
        "date": f"{now:%Y-%m-%d %H:%M} UTC, load average {os.getloadavg()[0]:.2f} before the measurement",
        "machine": f"{os.cpu_count()} cores, {cpu}, {memory:.0f} GiB, "
                   f"{system.sysname} {system.release} {system.machine}",
        "disk": f"{kind} ({mount}) on {source}; append + fdatasync {sync_milliseconds(root):.2f} ms",
        "versions": versions(),
        "handler": f"{options.handler.stat().st_size / 1e6:.1f} MB, {linked} linked, "
                   f"log level {options.log_level}",
        "load": f"{options.clients} clients, {options.workers} workers, {options.rounds} rounds of "
                f"{options.seconds} s, {options.teams:,} teams",
    }


def caption(known: dict[str, str]) -> str:
    """Of a picture: which machine, which disk, which day."""
    cores, cpu = known["machine"].split(", ")[:2]
    return f"{cores}, {cpu}, {known['disk'].split()[0]}; {known['date'].split()[0]}"
