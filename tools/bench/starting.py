"""Rows 7 and 8: how long a server takes to its first verdict, and what memory it takes."""

import statistics
import subprocess
import threading
import time

import deliveries
import server


def start_to_verdict(program, path, question, times=5):
    """Seconds from starting the process to the first 200, the median."""
    found = []
    with server.copied(path) as register:
        secret = server.token(program, register)
        for _ in range(times):
            began = time.monotonic()
            running = server.start(program, register, secret)
            try:
                running.wait(question)
                found.append(time.monotonic() - began)
            finally:
                running.stop()
    return statistics.median(found)


class Watch(threading.Thread):
    """Notes the largest resident memory of processes, fifty times a second."""

    def __init__(self, **processes):
        super().__init__(daemon=True)
        self.processes = processes
        self.largest = dict.fromkeys(processes, 0.0)
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.02):
            for name, process in self.processes.items():
                try:
                    memory = server.Server(process, 0).memory(["status"])
                except (OSError, ProcessLookupError):
                    continue
                self.largest[name] = max(self.largest[name], memory.get("VmRSS", 0.0))

    def end(self):
        self.over.set()
        self.join()
        return self.largest


def memory(program, path, asked):
    """Megabytes at rest and while every component is published anew."""
    with server.serving(program, path, asked[0]) as running:
        for question in asked[:1000]:
            running.get(question)
        time.sleep(2)
        figures = {f"rest {kind}": value for kind, value in running.memory().items()}
        delivery = deliveries.all_moved(program, running.register)
        process = subprocess.Popen(
            [program, "import", running.register, "components", delivery,
             "--crs", "EPSG:4490"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        watch = Watch(server=running.process, publisher=process)
        watch.start()
        said = process.communicate()[1]
        if process.returncode:
            raise RuntimeError(f"the delivery is refused:\n{said}")
        deliveries.wait_for_edition(running, asked[0])
        time.sleep(1)
        largest = watch.end()
        figures["publishing server"] = largest["server"]
        figures["publishing publisher"] = largest["publisher"]
        figures["publishing VmHWM"] = running.memory()["VmHWM"]
    return figures
