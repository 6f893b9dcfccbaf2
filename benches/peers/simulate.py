"""The negotiations of benches/simulate.rs elsewhere, for the ratio of their speeds.

The same model (a new offer without a band, asks of 15, 12 and 10%) in NumPy and
in Numba, and NegMAS's alternating offers; each on one core, in seconds of processor
time. Each prints the shares of its outcomes, so that one sees that it is the same
model. What is not installed is left out.

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
FIXED, SLACK, SLACK_SIGMA = 0.27, math.log(0.0894), 0.80
POLICY, POLICY_SIGMA = math.log(0.28), 0.25
SAYS_YES, FIRST_NO = 0.77, 0.15
ANSWER = (0.52 * 4.5, 0.48 * 4.5)
PUNITIVE, HAZARDS = 0.10, (0.004, 0.10)
PULL = 0.35 / (1 + (ASKS[0] / 0.78) ** 2)
AGAIN, REPLIED, GIVEN, MEETS = -0.03 - 1.2, 1.06, 2.68, 0.55
HELD_BELOW = 0.005
OVER = [min(max(ask - 0.10, 0.0), 0.70) for ask in ASKS]
SHUTS = 1 - (1 - FIXED) * math.exp(-1.6 * OVER[0])
WITHDRAWN = [
    [
        1 - math.exp(-h * min(1, ask / 0.10) * math.exp(3 * over) * 1.3**t)
        for t, (ask, over) in enumerate(zip(ASKS, OVER))
    ]
    for h in HAZARDS
]


def numpy_batch(rng, n):
    """Full, partial, held, withdrawn and the sum of gains of n negotiations."""
    slack = np.exp(SLACK + SLACK_SIGMA * rng.standard_normal(n))
    policy = np.exp(POLICY + POLICY_SIGMA * rng.standard_normal(n))
    pull = np.minimum(PULL * 3 * rng.random(n) ** 2, 1.0)
    ceiling = np.maximum(policy, slack)
    limit = np.minimum(slack + pull * np.maximum(ASKS[0] - slack, 0), ceiling)
    may_move = rng.random(n) >= SHUTS
    hazards = np.array(WITHDRAWN)
    punitive = (rng.random(n) < PUNITIVE).astype(np.int64)
    withdrawn = rng.random(n) < hazards[punitive, 0]
    full = ~withdrawn & may_move & (ASKS[0] <= limit) & (rng.random(n) < SAYS_YES)
    answer = np.minimum(limit, rng.beta(*ANSWER, n) * ASKS[0])
    standing = np.where(full, ASKS[0], np.where(may_move & (rng.random(n) >= FIRST_NO), answer, 0.0))
    asking = ~withdrawn & ~full
    for t, (before, ask) in enumerate(zip(ASKS, ASKS[1:]), 1):
        asking &= ask > standing
        leaves = asking & (rng.random(n) < hazards[punitive, t])
        withdrawn |= leaves
        asking &= ~leaves
        given = np.clip((before - ask) / np.maximum(before - standing, 1e-12), 0.0, 1.0)
        odds = AGAIN + REPLIED * standing / ASKS[0] + GIVEN * given
        moves = asking & may_move & (ceiling > standing) & (rng.random(n) < 1 / (1 + np.exp(-odds)))
        step = standing + (0.2 + 0.8 * rng.random(n)) * (ask - standing)
        to = np.minimum(np.where(rng.random(n) < MEETS, ask, step), ceiling)
        standing = np.where(moves, to, standing)
        asking = moves & (standing < ask)
    held = ~withdrawn & (standing < HELD_BELOW)
    gain = np.where(held | withdrawn, 0.0, standing)
    counts = [full.sum(), n - full.sum() - held.sum() - withdrawn.sum(), held.sum(), withdrawn.sum()]
    return np.array(counts), gain.sum()


def scalar_loop(n, seed, asks, hazards):
    """The same, one negotiation after the other: for Numba to compile."""
    np.random.seed(seed)
    counts = np.zeros(4, np.int64)
    total = 0.0
    for _ in range(n):
        hazard = hazards[1] if np.random.random() < PUNITIVE else hazards[0]
        if np.random.random() < hazard[0]:
            counts[3] += 1
            continue
        if np.random.random() < SHUTS:
            # Whoever is shut says no a second time, which ends it, or withdraws.
            counts[3 if np.random.random() < hazard[1] else 2] += 1
            continue
        slack = math.exp(SLACK + SLACK_SIGMA * np.random.standard_normal())
        policy = math.exp(POLICY + POLICY_SIGMA * np.random.standard_normal())
        ceiling = max(policy, slack)
        pull = min(PULL * 3 * np.random.random() ** 2, 1.0)
        limit = min(slack + pull * max(asks[0] - slack, 0.0), ceiling)
        if asks[0] <= limit and np.random.random() < SAYS_YES:
            counts[0] += 1
            total += asks[0]
            continue
        standing = 0.0
        if np.random.random() >= FIRST_NO:
            standing = min(limit, np.random.beta(ANSWER[0], ANSWER[1]) * asks[0])
        gone = False
        for t in range(1, 3):
            before, ask = asks[t - 1], asks[t]
            if ask <= standing:
                break
            if np.random.random() < hazard[t]:
                gone = True
                break
            given = min(max((before - ask) / (before - standing), 0.0), 1.0)
            odds = AGAIN + REPLIED * standing / asks[0] + GIVEN * given
            if ceiling <= standing or np.random.random() >= 1 / (1 + math.exp(-odds)):
                break
            if np.random.random() < MEETS:
                standing = min(ask, ceiling)
            else:
                standing = min(standing + (0.2 + 0.8 * np.random.random()) * (ask - standing), ceiling)
            if standing >= ask:
                break
        if gone:
            counts[3] += 1
        elif standing < HELD_BELOW:
            counts[2] += 1
        else:
            counts[1] += 1
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
    fixed = (np.array(ASKS), np.array(WITHDRAWN))
    compiled(1_000, 1, *fixed)
    start = time.process_time()
    counts, total = compiled(n, 1, *fixed)
    return tell("Numba", n, time.process_time() - start, counts, total)


def with_negmas(n=100):
    """Alternating offers over three issues in four rounds, both sides conceding over time:
    NegMAS knows no hidden limit, no withdrawal and no first no, so that only its speed compares."""
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
