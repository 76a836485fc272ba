"""Ports of loopback that nobody has."""
import contextlib
import random
import socket


def free_ports(count: int) -> list[int]:
    """So many different ones, below those that the kernel takes for outgoing connections."""
    found: list[int] = []
    with contextlib.ExitStack() as probes:
        while len(found) < count:
            probe = probes.enter_context(socket.socket())
            port = random.SystemRandom().randrange(20000, 32000)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                found.append(port)
    return found
