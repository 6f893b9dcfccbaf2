"""Generated market files: what `counteroffer market` reads beside what Python's csv reads.

    python3 tests/peers/generated_files.py [--binary target/release/counteroffer] [--files 500] [--seed 20261129]

Each file has its own separator, line ends, quoting, encoding, style of amounts
and gaps; cells hold separators, quotation marks, line breaks and letters of many
languages. Rows and people have to be as many as Python finds, and the five
percentiles (type 7, `statistics.quantiles` inclusive) the same to a cent. The
first file that differs is kept, and the exit code is 1.
"""

import argparse
import csv
import gzip
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

WORDS = ["Engineer", "Product Manager", "Größe", "Müller & Söhne", 'the "best"', "two\nlines", "a,b;c|d\te",
         "Señor", "R&D", '"', '""', "x" * 300, "l'œuvre", "-", "1,5"]
FOREIGN = ["Менеджер", "東京", "zł", "naïve \u2009"]
# How an amount of cents is written, and the sign between whole and decimals where it has any.
STYLES = {
    "plain": lambda cents: str(cents // 100),
    "point": lambda cents: f"{cents / 100:.2f}",
    "grouped": lambda cents: f"{cents / 100:,.2f}",
    "dollars": lambda cents: f"${cents // 100:,}",
    "comma": lambda cents: f"{cents / 100:.2f}".replace(".", ","),
    "german": lambda cents: f"{cents / 100:,.2f}".translate(str.maketrans(",.", ".,")),
}
GAPS = ["", "NA", "null", "-"]


def generate(rng, number):
    """The bytes of a file, its separator, and its style of amounts."""
    separator = rng.choice(",;\t|")
    encoding = rng.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    words = WORDS if encoding == "cp1252" else WORDS + FOREIGN
    style = rng.choice(sorted(STYLES))
    whole = style in ("plain", "dollars")
    # Every fiftieth file is longer than what is read at once.
    rows = rng.randint(6_000, 12_000) if number % 50 == 0 else rng.randint(20, 400)
    out = io.StringIO(newline="")
    ends = rng.choice(["\n", "\r\n"])
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=ends)
    columns = ["title", "company", "base", "note", "more"]
    rng.shuffle(columns)
    writer.writerow(columns)
    for _ in range(rows):
        cents = rng.randint(3_000_000, 40_000_000)
        # At least one cell proves where the decimals begin.
        cents = cents // 100 * 100 if whole else cents
        pay = rng.choice(GAPS) if rng.random() < 0.03 else STYLES[style](cents)
        cells = {"title": rng.choice(WORDS[:4]), "company": f"Company {rng.randint(1, 9)}", "base": pay,
                 "note": rng.choice(words), "more": rng.choice(words) + str(rng.randint(0, 99))}
        if rng.random() < 0.02:
            out.write(ends)
        # A mark in the middle of a bare cell is a letter, which no writer writes.
        if separator != "," and quoting == csv.QUOTE_MINIMAL and rng.random() < 0.02:
            cells["note"] = cells["more"] = "~mark~"
        writer.writerow([cells[column] for column in columns])
    text = out.getvalue().replace("~mark~", '5" disk')
    if rng.random() < 0.3:
        text = text.removesuffix(ends)
    return text.encode(encoding), encoding, separator, style


def expected(data, encoding, separator, style):
    """Rows, people and the five percentiles by Python's csv."""
    rows = csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=separator)
    header = next(rows)
    rows = [row for row in rows if row]
    base = header.index("base")
    drop = str.maketrans({"$": None, ".": None, ",": "."} if style in ("comma", "german") else {"$": None, ",": None})
    values = [float(row[base].translate(drop)) for row in rows if row[base] not in GAPS]
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return len(rows), len(values), [cuts[at] for at in (1, 4, 9, 14, 17)]


def found(binary, path):
    """The same by the program."""
    run = subprocess.run([binary, "market", path, "--component", "base", "--format", "json"], capture_output=True)
    if run.returncode != 0:
        return run.stderr.decode()
    answer = json.loads(run.stdout)
    figures = [float(answer["percentiles"][f"p{p}"]) for p in (10, 25, 50, 75, 90)]
    return answer["rows_read"], answer["n"], figures


def agree(theirs, ours):
    same = not isinstance(ours, str) and theirs[:2] == ours[:2]
    return same and all(abs(one - other) < 0.011 for one, other in zip(theirs[2], ours[2]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default="target/release/counteroffer")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261129)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    folder = tempfile.mkdtemp()

    def one(number, file):
        data, packed = file[0], number % 7 == 0
        path = os.path.join(folder, f"{number}.csv" + (".gz" if packed else ""))
        with open(path, "wb") as out:
            out.write(gzip.compress(data) if packed else data)
        theirs, ours = expected(*file), found(args.binary, path)
        if not agree(theirs, ours):
            return f"{path} {file[1:]}\n  Python's csv: {theirs}\n  counteroffer: {ours}"
        os.remove(path)
        return None

    files = [generate(rng, number) for number in range(args.files)]
    with ThreadPoolExecutor() as pool:
        differ = [told for told in pool.map(one, range(args.files), files) if told]
    if differ:
        print(f"{len(differ)} of {args.files} files differ; the first:\n{differ[0]}", file=sys.stderr)
        raise SystemExit(1)
    os.rmdir(folder)
    print(f"{args.files} files: rows, people and five percentiles as Python's csv has them")


if __name__ == "__main__":
    main()
