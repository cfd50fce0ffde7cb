"""An open-loop load generator: requests are due at fixed moments, however slow the server is.

A latency counts from the moment a request was due, so that waiting for a free connection is told,
not hidden. One thread, blocking sockets watched by `select`, which waits to the microsecond. How
fast it is itself shows on a server with a constant body (tools/bench/http prints that).
"""

import ctypes
import gc
import multiprocessing
import re
import select
import socket
import time

import numpy

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
SLACK = 29  # PR_SET_TIMERSLACK: let waits end when they should, not 50 µs later


class Offered:
    """What came of a load: when each request was due and how long its answer took, in seconds."""

    def __init__(self, due, latency, refused):
        self.due, self.latency, self.refused = due, latency, refused

    def during(self, begin, end):
        """The part that was due between two moments of `time.monotonic`."""
        inside = (self.due >= begin) & (self.due < end)
        return Offered(self.due[inside], self.latency[inside], 0)

    def milliseconds(self, percent):
        return float(numpy.percentile(self.latency, percent) * 1000) if len(self.latency) else 0.0

    def __str__(self):
        return (f"{len(self.due):,} answers, p50 {self.milliseconds(50):.2f} ms, "
                f"p99 {self.milliseconds(99):.2f} ms, max {self.milliseconds(100):.2f} ms")


def receive(connection):
    """One whole answer; says whether it is a 200."""
    data = connection.recv(65536)
    while True:
        head = data.find(b"\r\n\r\n")
        if head >= 0 and len(data) >= head + 4 + int(LENGTH.search(data, 0, head).group(1)):
            return data.startswith(b"HTTP/1.1 200")
        more = connection.recv(65536)
        if not more:
            raise ConnectionError("the server closed a connection")
        data += more


def offer(port, requests, rate, seconds, connections, is_over=lambda: False):
    """Sends `rate` requests a second over some connections, for a time or until it is over."""
    ctypes.CDLL(None).prctl(SLACK, 1, 0, 0, 0)
    free = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    for connection in free:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(requests[0])
        receive(connection)
    total = int(rate * seconds)
    interval = 1 / rate
    due, latency = numpy.zeros(total), numpy.zeros(total)
    busy = {}
    refused = sent = 0
    kinds = len(requests)
    gc.disable()
    clock = time.monotonic
    begin = clock()
    try:
        while sent < total or busy:
            now = clock()
            while free and sent < total and begin + sent * interval <= now:
                connection = free.pop()
                connection.sendall(requests[sent % kinds])
                busy[connection] = sent
                sent += 1
            wait = None
            if free and sent < total:
                wait = max(begin + sent * interval - clock(), 0)
            for connection in select.select(busy, (), (), wait)[0]:
                refused += not receive(connection)
                number = busy.pop(connection)
                due[number] = begin + number * interval
                latency[number] = clock() - due[number]
                free.append(connection)
            if sent % 256 == 0 and is_over():
                total = sent
    finally:
        gc.enable()
        for connection in free + list(busy):
            connection.close()
    return Offered(due[:sent], latency[:sent], refused)


class Background:
    """A load from a process of its own, until it is ended."""

    def __init__(self, port, requests, rate, connections, limit=3600):
        self.over = multiprocessing.Event()
        self.result, theirs = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.Process(
            target=self.work, args=(theirs, port, requests, rate, limit, connections))
        self.process.start()

    def work(self, result, *arguments):
        port, requests, rate, limit, connections = arguments
        result.send(offer(port, requests, rate, limit, connections, self.over.is_set))

    def end(self):
        """Ends the load and says what came of it."""
        self.over.set()
        offered = self.result.recv()
        self.process.join()
        return offered
