"""The computation of benches/scenario.rs in NumPy, for the ratio of their speeds.

Eight employers, one package each: base, a PERT bonus, a sign-on, a hire grant
and a second one, and a refresher a year fixed in money at its date; share
prices lognormal at each vest date, correlated by a common factor; 100,000
worlds, ten years; p10, median and p90 of each year and of the sum.

    python benches/peers/scenario.py [quarterly|monthly]
"""

import resource
import sys
import time

import numpy as np

WORLDS, EMPLOYERS, YEARS = 100_000, 8, 10
CORRELATION, VOLATILITY = 0.3, 0.33
BATCH = 5_000


def vesting(step):
    """Months at which money vests, with its share of the grant, from the grant on."""
    return [(month, step / 48) for month in range(step, 49, step)]


def lots(step):
    """(month of vesting, month at which the size is fixed, amount)."""
    found = []
    hire = [(m, s) for m, s in vesting(step) if m >= 12]
    hire[0] = (12, 0.25)
    for month, share in hire:
        found.append((month, 0, 200_000 * share))
    for month, share in vesting(step):
        found.append((month, 0, 50_000 * share))
    for year in range(10):
        for month, share in vesting(step):
            if 12 * year + month <= 12 * YEARS:
                found.append((12 * year + month, 12 * year, 60_000 * share))
    return found


def worlds(rng, n, step):
    """Yearly totals of n worlds: an array employer × year × world."""
    months = np.arange(step, 12 * YEARS + 1, step)
    dt = step / 12
    totals = np.empty((EMPLOYERS, YEARS, n))
    width = VOLATILITY * np.sqrt(dt)
    common = rng.standard_normal((len(months), n))
    for employer in range(EMPLOYERS):
        own = rng.standard_normal((len(months), n))
        moves = width * (np.sqrt(CORRELATION) * common + np.sqrt(1 - CORRELATION) * own)
        price = np.exp(np.cumsum(moves - width**2 / 2, axis=0))
        totals[employer] = 150_000
        totals[employer, 0] += 10_000
        totals[employer] += 20_000 * 1.5 * rng.beta(11 / 3, 7 / 3, (YEARS, n))
        for month, fixed, amount in lots(step):
            brought = amount * price[month // step - 1]
            if fixed:
                brought /= price[fixed // step - 1]
            totals[employer, (month - 1) // 12] += brought
    return totals


def main():
    step = 1 if "monthly" in sys.argv[1:] else 3
    began, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    rng = np.random.default_rng(1)
    totals = np.concatenate([worlds(rng, BATCH, step) for _ in range(WORLDS // BATCH)], axis=2)
    spread = np.quantile(totals, [0.1, 0.5, 0.9], axis=2)
    sums = np.quantile(totals.sum(axis=1), [0.1, 0.5, 0.9], axis=1)
    wall = time.perf_counter() - began
    cpu = resource.getrusage(resource.RUSAGE_SELF).ru_utime - cpu
    print(f"year 4 of the first: {spread[:, 0, 3].round(-2)}, sum {sums[:, 0].round(-3)}")
    print(f"{wall:.2f} s, {cpu:.2f} s of processor time")


main()
