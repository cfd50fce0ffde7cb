"""Row 3: verdicts over HTTP beside a constant body of the same length by the same server.

    tools/bench/http CITY.db [--seconds 5] [--rounds 3]

First the most that wrk can ask for, turn by turn; then the latency at half of that with 16
connections, each request due at a fixed moment. Without `bench` there is nothing to compare with.
"""

import argparse
import contextlib
import os
import re
import statistics
import subprocess
import tempfile

import city
import load
import server

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 16


def most(target, points, seconds):
    """Requests a second by wrk, one thread and 64 connections."""
    secret = target.headers["Authorization"].removeprefix("Bearer ")
    said = subprocess.run(
        ["wrk", "-t1", "-c64", f"-d{seconds}s", "--timeout", "30s", "-s", f"{HERE}/verdicts.lua",
         f"http://127.0.0.1:{target.port}", "--", points, secret],
        check=True, capture_output=True, text=True).stdout
    return rate(said)


def rate(said):
    """Requests a second as wrk told them, if it met no errors."""
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"wrk met errors:\n{said}")
    return float(re.search(r"Requests/sec: +([0-9.]+)", said).group(1))


def measure(program, bench, path, points, seconds=5, rounds=3):
    """The figures of row 3 as a dictionary; those of the constant body are None without `bench`."""
    asked = server.questions(points, 20_000)
    with contextlib.ExitStack() as stack:
        ours = stack.enter_context(server.serving(program, path, asked[0]))
        size = round(statistics.mean(len(ours.get(path)[1]) for path in asked[:500]))
        plain = stack.enter_context(server.constant(bench, size, asked[0])) if bench else None
        most(ours, points, 1)
        rates = {"ours": [], "constant": []}
        for _ in range(rounds):
            rates["ours"].append(most(ours, points, seconds))
            if plain:
                rates["constant"].append(most(plain, points, seconds))
        capacity = statistics.median(rates["ours"])
        figures = {"bytes": size, "ours": capacity,
                   "constant": statistics.median(rates["constant"]) if plain else None}
        for name, target in (("ours", ours), ("constant", plain)):
            if target:
                requests = [target.request(path) for path in asked]
                offered = [load.offer(target.port, requests, capacity / 2, seconds, CONNECTIONS)
                           for _ in range(rounds)]
                if any(one.refused for one in offered):
                    raise RuntimeError("the server refused requests")
                for percent in (50, 99, 100):
                    figures[f"{name} p{percent}"] = statistics.median(
                        one.milliseconds(percent) for one in offered)
    return figures


def share(program, bench, path, points, seconds=2, rounds=3):
    """Our requests a second as a share of those with a constant body, the median of the rounds."""
    asked = server.questions(points, 1000)
    with server.serving(program, path, asked[0]) as ours:
        size = round(statistics.mean(len(ours.get(path)[1]) for path in asked[:200]))
        with server.constant(bench, size, asked[0]) as plain:
            most(ours, points, 1)
            return statistics.median(
                most(ours, points, seconds) / most(plain, points, seconds) for _ in range(rounds))


def main():
    parser = argparse.ArgumentParser(prog="tools/bench/http")
    parser.add_argument("city")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(city.size(options.city)[1])
    with tempfile.TemporaryDirectory() as folder:
        points = f"{folder}/points.csv"
        city.write_points(options.city, points, 20_000, seed=1)
        figures = measure(os.environ["PROGRAM"], os.environ.get("BENCH"), options.city, points,
                          options.seconds, options.rounds)
    print(f"verdict, {figures['bytes']} bytes: {figures['ours']:,.0f} a second; at half of that, "
          f"{CONNECTIONS} connections: p50 {figures['ours p50']:.2f} ms, "
          f"p99 {figures['ours p99']:.2f} ms, max {figures['ours p100']:.2f} ms")
    if figures["constant"]:
        print(f"constant body: {figures['constant']:,.0f} a second, ratio "
              f"{figures['constant'] / figures['ours']:.2f}; the load generator on it at the same "
              f"pace: p50 {figures['constant p50']:.2f} ms, p99 {figures['constant p99']:.2f} ms, "
              f"max {figures['constant p100']:.2f} ms")


if __name__ == "__main__":
    main()
