"""Real short reads and writes: the count of one system call is made smaller before the kernel sees it.

strace can only make up a result, and then the kernel has not done what the program is told. Here it has.
"""
import ctypes
import os
import platform
import sys

NUMBERS = {"read": 0, "write": 1, "pread64": 17}
"""Of system calls whose third argument is how many bytes."""

TRACEME, GETREGS, SETREGS, SYSCALL, SETOPTIONS = 0, 12, 13, 24, 0x4200
GOOD_STOP, EXIT_KILL = 1, 0x100000
_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


class _Registers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_ulonglong) for name in (
        "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base ds es "
        "fs gs").split()]


def is_possible() -> bool:
    return platform.machine() == "x86_64"


def wrapper(name: str, number: int, count: str) -> list[str]:
    """In front of a command: its `number`-th call of that name gets `count` bytes, or `-1`: one less than it wants."""
    return [sys.executable or "/usr/bin/python3", os.path.abspath(__file__), name, str(number), count]


def _trace(request: int, process: int, data: object = None) -> None:
    if _libc.ptrace(request, process, None, data) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def _run(name: str, number: int, count: int, command: list[str]) -> int:
    child = os.fork()
    if child == 0:
        _trace(TRACEME, 0)
        os.execv(command[0], command)
    _, status = os.waitpid(child, 0)
    _trace(SETOPTIONS, child, ctypes.c_void_p(GOOD_STOP | EXIT_KILL))
    entering, seen, signal = True, 0, 0
    while True:
        _trace(SYSCALL, child, ctypes.c_void_p(signal))
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
        signal = os.WSTOPSIG(status)
        if signal != 0x85:
            continue
        signal = 0
        if entering and seen < number:
            registers = _Registers()
            _trace(GETREGS, child, ctypes.byref(registers))
            seen += registers.orig_rax == NUMBERS[name]
            if seen == number:
                registers.rdx = max(0, registers.rdx - 1 if count < 0 else min(count, registers.rdx))
                _trace(SETREGS, child, ctypes.byref(registers))
        entering = not entering


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
