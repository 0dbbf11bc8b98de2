"""What the benchmark scripts share: building the C programs, and starting and reading receivers.

A receiver is a process that listens on a Unix socket and prints "Listening on: PATH" when it is
ready: the C sink or the daemon.
"""

import json
import os
import pathlib
import platform
import resource
import signal
import subprocess
import sys
import threading
import time

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
BUILD = BENCH / "build"
DAEMON = ROOT / "bin" / "tt-flight"

FRAME_SIZES = (72, 112, 128, 144)
READY_LINE = "Listening on:"
READY_TIMEOUT_S = 30
STOP_TIMEOUT_S = 30
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Failure(Exception):
    """A benchmark that cannot go on; the message is for whoever started it."""


def build():
    BUILD.mkdir(exist_ok=True)
    for name in ("sink", "loadgen"):
        command = ["gcc", "-O2", "-Wall", "-Wextra", "-pthread"]
        command += ["-o", str(BUILD / name), str(BENCH / f"{name}.c")]
        if subprocess.run(command, check=False).returncode != 0:
            raise Failure(f"{name}.c does not compile")


def raise_descriptor_limit():
    """Lets this process and those it starts hold thousands of connections."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def machine():
    """Where and when: figures of two machines, or two days, are not compared."""
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return {
        "when": time.strftime("%Y-%m-%d %H:%M:%S %Z"),
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "load_average": os.getloadavg()[0],
    }


def machine_line():
    facts = machine()
    return (
        f"{facts['when']}, {facts['cores']} cores of {facts['processor']}, "
        f"Linux {facts['kernel']}, load average {facts['load_average']:.2f}"
    )


def write_json(path, report):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


class Receiver:
    """A started sink or daemon. Its pid is the one that the command got, so a wrapper must exec."""

    def __init__(self, name, command, socket_path, log_path, environment=None):
        self.name = name
        self.socket_path = socket_path
        self._log_path = log_path
        self._ready = threading.Event()
        started = time.monotonic()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        self._reader = threading.Thread(target=self._read_output, daemon=True)
        self._reader.start()
        self._ready.wait(READY_TIMEOUT_S)
        self.ready_s = time.monotonic() - started
        if not self._ready.is_set() or not self.alive():
            self.stop()
            raise Failure(f"{name} did not get ready; its output:\n{log_path.read_text()}")

    def _read_output(self):
        with open(self._log_path, "w", encoding="utf-8") as log:
            for line in self._process.stdout:
                log.write(line)
                log.flush()
                if READY_LINE in line:
                    self._ready.set()
        self._ready.set()

    def alive(self):
        return self._process.poll() is None

    def _require_alive(self):
        if not self.alive():
            raise Failure(f"{self.name} ended by itself; its output:\n{self._log_path.read_text()}")

    def cpu_s(self):
        """User and system time of the process itself, all threads, children not included."""
        self._require_alive()
        stat = pathlib.Path(f"/proc/{self._process.pid}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        user, system = int(fields[11]), int(fields[12])
        return (user + system) / TICKS_PER_SECOND

    def _status_mib(self, field):
        self._require_alive()
        for line in pathlib.Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
        raise Failure(f"no {field} in the status of {self.name}")

    def rss_mib(self):
        return self._status_mib("VmRSS")

    def peak_rss_mib(self):
        return self._status_mib("VmHWM")

    def children(self):
        """Other processes whose CPU time would be missed."""
        path = f"/proc/{self._process.pid}/task/{self._process.pid}/children"
        return pathlib.Path(path).read_text().split()

    def stop(self):
        if self.alive():
            self._process.terminate()
            try:
                self._process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                print(f"{self.name} did not end on SIGTERM; killed", file=sys.stderr)
                self._process.kill()
        self._process.wait()
        self._reader.join(STOP_TIMEOUT_S)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def start_sink(scratch, frame_size):
    socket_path = scratch / "sink.sock"
    command = [str(BUILD / "sink"), "-s", str(socket_path), "-z", str(frame_size)]
    return Receiver("sink", command, socket_path, scratch / "sink.log")


def start_daemon(scratch, executable=DAEMON, recording=None, arguments=()):
    """Starts the daemon with its state in the scratch directory, so that runs do not meet."""
    if not os.access(executable, os.X_OK):
        raise Failure(f"no daemon at {executable}")
    state = scratch / "state"
    state.mkdir(exist_ok=True)
    socket_path = scratch / "daemon.sock"
    command = [str(executable), "serve", "--socket", str(socket_path)]
    if recording is not None:
        command += ["--recording", recording]
    command += arguments
    environment = {"TT_FLIGHT_STATE_DIR": str(state)}
    daemon = Receiver("daemon", command, socket_path, scratch / "daemon.log", environment)
    if daemon.children():
        print("warning: the daemon has child processes; their CPU is not counted", file=sys.stderr)
    return daemon


def _loadgen_command(receiver, arguments):
    return [str(BUILD / "loadgen"), "--socket", str(receiver.socket_path), *map(str, arguments)]


def _parse_result(receiver, line):
    if not line:
        raise Failure(f"no result from the load generator against {receiver.name}")
    result = json.loads(line)
    if result["errors"] or result["closed_by_peer"]:
        raise Failure(f"the load against {receiver.name} failed: {line.strip()}")
    return result


def run_load(receiver, *arguments):
    """Runs the load generator to its end and returns its result."""
    command = _loadgen_command(receiver, arguments)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return _parse_result(receiver, done.stdout)


class HeldLoad:
    """A load whose connections stay open, from when everything was sent until the block ends."""

    def __init__(self, receiver, *arguments):
        command = _loadgen_command(receiver, (*arguments, "--hold", 3600))
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            self.result = _parse_result(receiver, self._process.stdout.readline())
        except Failure:
            self._end()
            raise

    def _end(self):
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()
        self._process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()
