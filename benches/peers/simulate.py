"""The negotiations of benches/simulate.rs elsewhere, for the ratio of their speeds.

The same model (a new offer without a band, asks of 15, 12 and 10%) in NumPy and
in Numba, and NegMAS's alternating offers with the same concession curves; each on
one core, in seconds of processor time. Each prints the shares of its outcomes, so
that one sees that it is the same model. What is not installed is left out.

    pip install -r benches/peers/simulate.txt
    cargo build --release
    python benches/peers/simulate.py [path of counteroffer]
"""

import json
import math
import resource
import subprocess
import sys
import time

import numpy as np

ASKS = (0.15, 0.12, 0.10)
FIXED, SLACK, SLACK_SIGMA = 0.32, math.log(0.10), 0.80
POLICY, POLICY_SIGMA = math.log(0.28), 0.25
BETA, BETA_SIGMA = math.log(0.6), 0.4
PATIENCE = (0.70, 0.90)
SPLITS, PUNITIVE, HAZARDS = 0.60, 0.10, (0.004, 0.10)
PULL = 0.35 / (1 + (ASKS[0] / 0.78) ** 2)
HELD_BELOW = 0.005
OVER = [min(max(ask - 0.10, 0.0), 0.70) for ask in ASKS]
DISENGAGES = 1 - math.exp(-1.6 * OVER[0])
WITHDRAWN = [
    [
        1 - math.exp(-h * min(1, ask / 0.10) * math.exp(3 * over) * 1.3**t)
        for t, (ask, over) in enumerate(zip(ASKS, OVER))
    ]
    for h in HAZARDS
]
MOVED = [1.0] + [min(max((a - b) / (0.05 * ASKS[0]), 0), 1) for a, b in zip(ASKS, ASKS[1:])]


def numpy_batch(rng, n):
    """Full, partial, held, withdrawn and the sum of gains of n negotiations."""
    slack = np.exp(SLACK + SLACK_SIGMA * rng.standard_normal(n))
    policy = np.exp(POLICY + POLICY_SIGMA * rng.standard_normal(n))
    limit = np.minimum(slack + PULL * np.maximum(ASKS[0] - slack, 0), np.maximum(policy, slack))
    limit[(rng.random(n) < FIXED) | (rng.random(n) < DISENGAGES)] = 0.0
    word = rng.random(n)
    patience = 1 + (word >= PATIENCE[0]) + (word >= PATIENCE[1])
    exponent = np.exp(-(BETA + BETA_SIGMA * rng.standard_normal(n)))
    splits = rng.random(n) < SPLITS
    punitive = (rng.random(n) < PUNITIVE).astype(np.int64)
    hazards = np.array(WITHDRAWN)
    standing = np.zeros(n)
    is_open = np.ones(n, bool)
    full = np.zeros(n, bool)
    withdrawn = np.zeros(n, bool)
    met = np.zeros(n, bool)
    for t, ask in enumerate(ASKS):
        is_open &= patience > t
        leaves = is_open & (rng.random(n) < hazards[punitive, t])
        withdrawn |= leaves
        is_open &= ~leaves
        ready = np.minimum((t + 1) / patience, 1.0) ** exponent * limit
        settles = is_open & (limit > 0) & (MOVED[t] > 0) & ((ask <= ready) | (ask <= standing))
        reply = np.where(splits, np.minimum(limit, (standing + ask) / 2), np.minimum(ready, ask))
        replied = standing + MOVED[t] * np.maximum(reply - standing, 0)
        after = np.where(settles, np.maximum(standing, ask), replied)
        standing = np.where(is_open, after, standing)
        met |= settles
        if t == 0:
            full = settles.copy()
        is_open &= ~settles
    held = ~met & ~withdrawn & (standing < HELD_BELOW)
    gain = np.where(held | withdrawn, 0.0, standing)
    counts = [full.sum(), n - full.sum() - held.sum() - withdrawn.sum(), held.sum(), withdrawn.sum()]
    return np.array(counts), gain.sum()


def scalar_loop(n, seed, asks, moved, hazards, patience_at):
    """The same, one negotiation after the other: for Numba to compile."""
    np.random.seed(seed)
    counts = np.zeros(4, np.int64)
    total = 0.0
    for _ in range(n):
        limit = 0.0
        if np.random.random() >= FIXED and np.random.random() >= DISENGAGES:
            slack = math.exp(SLACK + SLACK_SIGMA * np.random.standard_normal())
            policy = math.exp(POLICY + POLICY_SIGMA * np.random.standard_normal())
            limit = min(slack + PULL * max(asks[0] - slack, 0.0), max(policy, slack))
        word = np.random.random()
        patience = 1 + (word >= patience_at[0]) + (word >= patience_at[1])
        exponent = math.exp(-(BETA + BETA_SIGMA * np.random.standard_normal()))
        splits = np.random.random() < SPLITS
        hazard = hazards[1] if np.random.random() < PUNITIVE else hazards[0]
        standing, outcome = 0.0, -1
        for t in range(patience):
            if np.random.random() < hazard[t]:
                outcome = 3
                break
            ready = limit if t + 1 == patience else ((t + 1) / patience) ** exponent * limit
            if limit > 0 and moved[t] > 0 and (asks[t] <= ready or asks[t] <= standing):
                standing = max(standing, asks[t])
                outcome = 0 if t == 0 else 1
                break
            reply = min(limit, (standing + asks[t]) / 2) if splits else min(ready, asks[t])
            standing += moved[t] * max(reply - standing, 0.0)
        if outcome < 0:
            outcome = 2 if standing < HELD_BELOW else 1
        counts[outcome] += 1
        if outcome < 2:
            total += standing
    return counts, total


def tell(name, trials, seconds, counts, total):
    """Prints a line; returns negotiations a second."""
    shares = " ".join(f"{count / trials:.4f}" for count in counts)
    mean = total / (trials - counts[3])
    print(f"{name:26} {trials / seconds:14,.0f} a second   {shares}   {mean:.4f}")
    return trials / seconds


def with_numpy(batch=100_000, batches=40):
    rng = np.random.default_rng(1)
    numpy_batch(rng, batch)
    start = time.process_time()
    results = [numpy_batch(rng, batch) for _ in range(batches)]
    seconds = time.process_time() - start
    counts = sum(counts for counts, _ in results)
    return tell("NumPy", batch * batches, seconds, counts, sum(total for _, total in results))


def with_numba(n=10_000_000):
    from numba import njit

    compiled = njit(scalar_loop)
    fixed = (np.array(ASKS), np.array(MOVED), np.array(WITHDRAWN), np.array(PATIENCE))
    compiled(1_000, 1, *fixed)
    start = time.process_time()
    counts, total = compiled(n, 1, *fixed)
    return tell("Numba", n, time.process_time() - start, counts, total)


def with_negmas(n=100):
    """Alternating offers over three issues in four rounds: both sides concede
    along t^(1/β) with the median β. NegMAS knows no splitting, no withdrawal and no
    disengagement, so that only its speed compares."""
    from negmas import AspirationNegotiator, SAOMechanism, make_issue
    from negmas.preferences import LinearAdditiveUtilityFunction as Utility
    from negmas.preferences.value_fun import AffineFun

    issues = [make_issue((0, 15), name) for name in ("base", "bonus", "sign_on")]

    def utility(sign):
        values = [AffineFun(sign / 15, bias=0 if sign > 0 else 1) for _ in issues]
        return Utility(values=values, weights=[0.6, 0.25, 0.15], issues=issues)

    def negotiate():
        session = SAOMechanism(issues=issues, n_steps=4)
        for side, sign in (("candidate", 1), ("employer", -1)):
            session.add(AspirationNegotiator(name=side, aspiration_type=1 / 0.6), preferences=utility(sign))
        return session.run().agreement is not None

    negotiate()
    start = time.process_time()
    agreed = sum(negotiate() for _ in range(n))
    seconds = time.process_time() - start
    print(f"{'NegMAS':26} {n / seconds:14,.0f} a second   agreed {agreed / n:.2f}")
    return n / seconds


def with_ours(program, few=1_000, many=400_000_000):
    """The difference of a long and a short run: starting up does not count."""
    percents = ",".join(f"{ask:.0%}" for ask in ASKS)
    command = [program, "simulate", "--profile", "new-offer", "--offer-base", "100000", "--ladder", percents]

    def run(trials):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [*command, "--trials", str(trials), "--threads", "1", "--format", "json"],
            capture_output=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return seconds, json.loads(done.stdout)

    seconds = sorted(run(many)[0] - run(few)[0] for _ in range(3))[1]
    result = run(many)[1]
    share = {name: figure["value"] for name, figure in result["outcomes"].items()}
    counts = [round(share[name] * many) for name in ("full", "partial", "held", "withdrawn")]
    total = result["gain"]["mean_if_kept"]["value"] * (many - counts[3])
    return tell("counteroffer", many, seconds, counts, total)


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "target/release/counteroffer"
    print(f"{'one core':26} {'negotiations':>14}            full   partial held   withdrawn, mean if kept")
    ours = with_ours(program)
    for name, peer in (("NumPy", with_numpy), ("Numba", with_numba), ("NegMAS", with_negmas)):
        try:
            print(f"    {ours / peer():,.0f} times as fast as {name}")
        except ImportError as missing:
            print(f"{name}: not installed ({missing.name})")


if __name__ == "__main__":
    main()
