"""Python started with this folder on its path reaches no other machine: whoever tries gets an `OSError`.

Kernels of notebooks and workers talk to their own machine, which stays open. Python reads a file of this name by itself
when it starts, so every process that inherits the path is closed too.
"""

import sys
from ipaddress import ip_address

_PLACE = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
"""Where each event of the interpreter names the machine that is meant."""
_OWN = ("", "localhost")


def _own(machine: object) -> bool:
    name = machine.decode() if isinstance(machine, bytes) else str(machine or "")
    try:
        return name in _OWN or ip_address(name).is_loopback
    except ValueError:
        return False


def _closed(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _PLACE:
        return
    machine = arguments[_PLACE[event]]
    if isinstance(machine, tuple):
        machine = machine[0]
    elif event.startswith(("socket.connect", "socket.send")):
        return  # no tuple: a socket file or a connected socket, not a machine
    if not _own(machine):
        raise OSError(f"tests run offline, somebody asked for {machine}")


sys.addaudithook(_closed)
