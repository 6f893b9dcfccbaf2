"""Grouped percentiles of a large market file: counteroffer beside Polars, DuckDB and xan.

    python benches/peers/market.py [--rows 5000000] [--rounds 5] [--binary target/release/counteroffer] [--xan xan]

Makes a file in the schema of Levels.fyi (twelve columns; five million rows are
467 MB) from a seed, the same bytes every time, then asks each program for the
percentiles of total compensation by title and level, in turn, so that whatever
else the machine does meets all of them. For each it prints the best and the
median wall time, user and system seconds, and the peak of its memory; then the
ratio of our time to each peer's, and to the time of merely counting the lines
(`wc -l`). Polars and DuckDB have to be importable and xan on the path
(`cargo install xan`); one that is not is left out and said.

Every program reads the file from the page cache and computes p10, p25, p50, p75
and p90 of every group; xan's come from its parallel mode. The figures of one
group are compared at the end. counteroffer computes more than is compared:
intervals, companies, dates, duplicates and parts of every group.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import time

HEADER = (
    "timestamp,company,level,title,totalyearlycompensation,location,yearsofexperience,"
    "yearsatcompany,tag,basesalary,stockgrantvalue,bonus"
)
TITLES = [
    ("Software Engineer", 66), ("Product Manager", 8), ("Software Engineering Manager", 6),
    ("Data Scientist", 4), ("Hardware Engineer", 4), ("Product Designer", 2),
    ("Technical Program Manager", 2), ("Solution Architect", 2), ("Management Consultant", 1),
    ("Business Analyst", 1), ("Marketing", 1), ("Mechanical Engineer", 1), ("Sales", 1),
    ("Recruiter", 0.5), ("Human Resources", 0.5),
]
CITIES = ["Seattle, WA", "San Francisco, CA", "New York, NY", "Redmond, WA", "Mountain View, CA",
          "Sunnyvale, CA", "San Jose, CA", "Austin, TX", "Bengaluru, KA, India", "Cupertino, CA",
          "Menlo Park, CA", "London, EN, United Kingdom", "Toronto, ON, Canada", "Boston, MA"]
TAGS = ["NA", "Full Stack", "API Development (Back-End)", "Distributed Systems (Back-End)", "ML / AI"]


def make(path, rows, seed=20260504):
    """Writes the file; the same bytes for the same seed."""
    rng = random.Random(seed)
    companies = [f"Co {i}" for i in range(1_100)]
    levels = [f"L{i}" for i in range(3, 9)] + [f"S{i}" for i in range(600)]
    weight = lambda names: [1 / (rank + 1) for rank in range(len(names))]
    titles = [name for name, _ in TITLES]
    chunk = 100_000
    with open(path + ".part", "w", encoding="utf-8", newline="") as out:
        out.write(HEADER + "\n")
        for start in range(0, rows, chunk):
            n = min(chunk, rows - start)
            picked = zip(
                rng.choices(companies, weight(companies), k=n),
                rng.choices(levels, weight(levels), k=n),
                rng.choices(titles, [w for _, w in TITLES], k=n),
                rng.choices(CITIES, weight(CITIES), k=n),
                rng.choices(TAGS, [94, 2, 2, 1, 1], k=n),
            )
            lines = []
            for company, level, title, city, tag in picked:
                r = rng.random
                base = 1_000 * int(60 + 140 * r())
                stock = 1_000 * int(120 * r() * r())
                bonus = 1_000 * int(40 * r())
                lines.append(
                    f"{1 + int(12 * r())}/{1 + int(28 * r())}/{2017 + int(5 * r())} "
                    f"{int(24 * r())}:{int(60 * r()):02},{company},{level},{title},"
                    f'{base + stock + bonus},"{city}",{int(20 * r())},{int(8 * r())},{tag},{base},{stock},{bonus}\n'
                )
            out.writelines(lines)
    os.rename(path + ".part", path)


POLARS = """
import polars as pl, sys
q = pl.scan_csv(sys.argv[1]).group_by("title", "level").agg(
    pl.len().alias("n"),
    *[pl.col("totalyearlycompensation").quantile(p, "linear").alias(f"p{int(p*100)}") for p in (.1,.25,.5,.75,.9)])
out = q.collect(engine="streaming")
print(out.filter((pl.col("title") == "Product Manager") & (pl.col("level") == "L3")).row(0))
"""
DUCKDB = """
import duckdb, sys
con = duckdb.connect()
con.execute("set enable_progress_bar = false")
rows = con.execute(f'''select title, level, count(*), quantile_cont(totalyearlycompensation, [.1,.25,.5,.75,.9])
    from read_csv('{sys.argv[1]}') group by all''').fetchall()
print([row for row in rows if row[0] == "Product Manager" and row[1] == "L3"][0])
"""


XAN = ["parallel", "groupby", "title,level", "count() as n, " + ", ".join(
    f"quantile(totalyearlycompensation, {p / 100}) as p{p}" for p in (10, 25, 50, 75, 90))]

# One group whose figures have to be the same everywhere.
SAMPLE = ("Product Manager", "L3")


def timed(command):
    """Wall seconds, user seconds, system seconds, peak memory in MB, what was printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    text = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{command[0]} failed")
    return wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024, text


def available(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0


def commands_for(args):
    """The programs that are here, by name."""
    ours = [args.binary, "market", args.file, "--component", "total", "--by", "title,level", "--format", "csv"]
    commands = {"counteroffer": ours}
    for name, module, code in (("Polars", "polars", POLARS), ("DuckDB", "duckdb", DUCKDB)):
        if available(module):
            commands[name] = [sys.executable, "-c", code, args.file]
        else:
            print(f"{name} is not installed: left out")
    if shutil.which(args.xan):
        commands["xan"] = [args.xan, *XAN, args.file]
    else:
        print("xan is not installed: left out")
    commands["wc -l"] = ["wc", "-l", args.file]
    return commands


def figures(name, text):
    """n and p10 to p90 of the sample group, from what a program printed."""
    starts = (",".join(SAMPLE) + ",", "('" + "', '".join(SAMPLE) + "',")
    found = [line[line.index(start):] for line in text.splitlines() for start in starts if start in line]
    if not found:
        return None
    cells = found[0].translate(str.maketrans("()[]", "    ")).split(",")
    numbers = [float(cell) for cell in cells if cell.strip().replace(".", "", 1).isdigit()]
    if name == "counteroffer":
        return [numbers[0], *numbers[2:7]]
    return numbers[:6]


def best(runs):
    return min(run[0] for run in runs)


def cpu(runs):
    return min(run[1] + run[2] for run in runs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--binary", default="target/release/counteroffer")
    parser.add_argument("--file", default="/tmp/counteroffer-market-bench.csv")
    parser.add_argument("--xan", default="xan")
    args = parser.parse_args()
    if not os.path.exists(args.file):
        make(args.file, args.rows)
    print(f"{args.file}: {os.path.getsize(args.file) / 1e6:.0f} MB, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}")

    commands = commands_for(args)
    results = {name: [] for name in commands}
    for _ in range(args.rounds):
        for name, command in commands.items():
            results[name].append(timed(command))
    print(f"{'':14}{'best s':>8}{'median s':>10}{'user s':>8}{'sys s':>7}{'MB':>7}")
    for name, runs in results.items():
        walls = sorted(run[0] for run in runs)
        quiet = min(runs, key=lambda run: run[1] + run[2])
        print(f"{name:14}{walls[0]:8.2f}{walls[len(walls) // 2]:10.2f}{quiet[1]:8.2f}{quiet[2]:7.2f}"
              f"{max(run[3] for run in runs):7.0f}")
    ours = results["counteroffer"]
    peers = [name for name in ("Polars", "DuckDB", "xan") if name in results]
    for name in [*peers, "wc -l"]:
        theirs = results[name]
        print(f"ours over {name:8} wall {best(ours) / best(theirs):6.2f}   CPU {cpu(ours) / cpu(theirs):6.2f}")
    if peers:
        fastest = min(peers, key=lambda name: best(results[name]))
        print(f"ours over the best peer ({fastest}): {best(ours) / best(results[fastest]):.2f} of its wall time")
    for name in ["counteroffer", *peers]:
        print(f"{', '.join(SAMPLE)} by {name:13}", figures(name, results[name][0][4]))


if __name__ == "__main__":
    main()
