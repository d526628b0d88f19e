"""Run commands one by one, each in a process forked from one that has loaded the package: a thousand take a minute or two.

A line of stdin is one request; a line of stdout says how its process ended. Orphans come to this process, which counts and ends them.
"""

import ctypes
import json
import os
import resource
import signal
import sys
import threading
import time

SUBREAPER = 36
LIMITS = {"files": resource.RLIMIT_NOFILE, "bytes": resource.RLIMIT_FSIZE}


def streams(asked, here):
    """Open what the request says as stdin, stdout and stderr of this process."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for descriptor, name in ((1, "out"), (2, "err")):
        kind = asked.get(name, "file")
        if kind == "gone":
            read, write = os.pipe()
            os.close(read)
        else:
            place = {"file": f"{here}.{name}", "full": "/dev/full", "null": os.devnull}.get(kind, os.devnull)
            write = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(write, descriptor)
        os.close(write)
    encoding = asked.get("encoding", "utf-8")
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding=encoding)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding=encoding, errors="backslashreplace", buffering=1)  # noqa: SIM115
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        if asked.get(name[3:]) == "closed":
            os.close(descriptor)
            setattr(sys, name, None)
            setattr(sys, f"__{name}__", None)


def at_event(name, nth, number):
    """Have this process get a signal when an audit event of a name has come so many times."""
    left, main = [nth], os.getpid()

    def seen(event, given):
        if event == name and os.getpid() == main and left[0] > 0:
            left[0] -= 1
            if not left[0]:
                os.kill(main, number)

    sys.addaudithook(seen)


def at_call(place, number, delay):
    """Have this process get a signal when a function of the package, MODULE:NAME or MODULE:CLASS.NAME, is called, or so long after that."""
    module, _, path = place.partition(":")
    __import__(module)
    holder, (*outer, name) = sys.modules[module], path.split(".")
    for part in outer:
        holder = getattr(holder, part)
    inner, main = getattr(holder, name), os.getpid()

    def wrapped(*given, **more):
        setattr(holder, name, inner)
        send = threading.Timer(delay, os.kill, (main, number))
        send.start() if delay else os.kill(main, number)
        return inner(*given, **more)

    setattr(holder, name, wrapped)


def child(asked):
    here = asked["here"]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    streams(asked, here)
    os.chdir(here)
    os.environ.update(asked.get("environment", {}))
    for name, most in asked.get("limits", {}).items():
        resource.setrlimit(LIMITS[name], (most, most))
    if asked.get("vanishes"):
        os.rename(here, f"{here}-moved")
    if "event" in asked:
        at_event(*asked["event"])
    if "call" in asked:
        at_call(*asked["call"])
    from theorysim.cli import main

    code = 1
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    except KeyboardInterrupt:  # it came before the command began, on a machine that is slow
        os._exit(130)
    try:
        code = main(asked["words"])
    except BaseException:
        sys.excepthook(*sys.exc_info())
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            code = code or 120
    os._exit(code)


def ended(pid, deadline, after):
    """Wait for a process, send it what it is to get after some seconds, end it at the deadline."""
    begun = time.monotonic()
    while True:
        found, status, used = os.wait4(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, time.monotonic() - begun
        passed = time.monotonic() - begun
        if after and passed > after[0]:
            os.kill(pid, after[1])
            after = None
        if passed > deadline:
            os.kill(pid, signal.SIGKILL)
            deadline = float("inf")
        time.sleep(0.002)


def orphans():
    """Wait two seconds for what a command left behind; end and count what is there still."""
    deadline, left = time.monotonic() + 2, 0
    while True:
        try:
            found, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return left
        if not found and time.monotonic() > deadline:
            with open(f"/proc/self/task/{os.getpid()}/children") as children:
                for pid in map(int, children.read().split()):
                    os.kill(pid, signal.SIGKILL)
                    left += 1
            deadline = float("inf")
        time.sleep(0 if found else 0.005)


def main():
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    __import__("theorysim.cli")
    for module in sys.argv[1:]:
        __import__(module)
    for line in sys.stdin:
        asked = json.loads(line)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))  # until the child can hear them
        pid = os.fork()
        if pid == 0:
            child(asked)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        code, seconds, wall = ended(pid, asked.get("deadline", 150), asked.get("after"))
        print(json.dumps({"code": code, "seconds": seconds, "wall": wall, "orphans": orphans()}), flush=True)


if __name__ == "__main__":
    main()
