"""A standalone Spark cluster on this machine: one master, and workers of one core each."""

import json
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager

import psutil

from conftest import SPARK_HOME, environment


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError(f"waited {seconds} s for {what}")


def command_line(process):
    """Its parts; none where the process ended since it was listed."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


class Cluster:
    def __init__(self, folder):
        self.folder = folder
        self.processes = []
        self.workers = []

    def start(self, workers):
        port, self.page = free_port(), free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self._start("master.Master", "--port", port, "--webui-port", self.page)
        wait_until(self.state, "the master")
        self.workers = [
            self._start(
                "worker.Worker", "--cores", 1, "--memory", "1g", "--work-dir", self.folder / f"worker-{n}", self.master
            )
            for n in range(workers)
        ]
        wait_until(lambda: self.state()["aliveworkers"] == workers, "the workers")

    def _start(self, name, *arguments):
        log = (self.folder / f"{name}-{len(self.processes)}.log").open("w")
        command = [SPARK_HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1"]
        process = subprocess.Popen(
            [str(part) for part in [*command, *arguments]],
            env=environment(SPARK_DAEMON_MEMORY="256m", SPARK_LOCAL_IP="127.0.0.1"),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        self.processes.append(process)
        return process

    def state(self):
        """What the master's page says, as JSON; None while it does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.page}/json/", timeout=5) as answer:
                return json.load(answer)
        except OSError:
            return None

    def executors(self):
        """The processes of the executors that run now."""
        return [
            child
            for worker in self.workers
            for child in psutil.Process(worker.pid).children(recursive=True)
            if any("CoarseGrainedExecutorBackend" in part for part in command_line(child))
        ]

    def executors_started(self, application):
        """How many executors an application has had on all workers, those that died included."""
        return len(list(self.folder.glob(f"worker-*/{application}/*/stderr")))

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait(30)


@contextmanager
def running(folder, workers=2):
    folder.mkdir(parents=True)
    cluster = Cluster(folder)
    try:
        cluster.start(workers)
        yield cluster
    finally:
        cluster.stop()
