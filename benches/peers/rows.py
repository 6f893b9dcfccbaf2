"""The documented rows A to K, and what is left after a reply, out of `model.py`.

    pip install -r benches/peers/simulate.txt
    python benches/peers/rows.py [trials]
"""

import sys
from dataclasses import replace

import numpy as np

from model import FULL, HELD, NEW_OFFER, PARTIAL, PROMOTION, RAISE, WITHDRAWN, after, concede, play

BAND = replace(PROMOTION, room=0.1885, middle=0.0833)


def banded(offer, low, high):
    return replace(PROMOTION, room=high / offer - 1, middle=(low + high) / 2 / offer - 1)


ROWS = {
    "A": (NEW_OFFER, (0.15, 0.12, 0.10)),
    "B": (NEW_OFFER, (0.40, 0.30, 0.24)),
    "C": (BAND, (0.11, 0.0825, 0.066)),
    "D": (replace(NEW_OFFER, hazard_factor=1.5), (0.20, 0.15, 0.12)),
    "E": (RAISE, (0.10,)),
    "F": (NEW_OFFER.with_rival(0.10), (0.15, 0.12, 0.10)),
    "G": (NEW_OFFER, (0.15, 0.15, 0.15)),
    "H": (banded(190, 185, 210), (0.06, 0.045, 0.036)),
    "I": (banded(200, 185, 210), (0.04, 0.03, 0.024)),
    "J": (NEW_OFFER.with_market(-0.10), (0.15, 0.12, 0.10)),
    "K": (NEW_OFFER, None),
}

PUBLISHED = {
    "A": (0.1345, 0.4672, 0.3684, 0.0300, 0.0647, 0.0772, 0.1199, 0.1217),
    "B": (0.0103, 0.3751, 0.5575, 0.0570, 0.0844, 0.1371, 0.2248, 0.2776),
    "C": (0.0206, 0.4168, 0.5582, 0.0044, 0.0265, 0.0397, 0.0659, 0.0825),
    "D": (0.0678, 0.4327, 0.4504, 0.0491, 0.0674, 0.0952, 0.1460, 0.1500),
    "E": (0.1738, 0.4176, 0.4066, 0.0020, 0.0372, 0.0390, 0.0589, 0.1000),
    "F": (0.2305, 0.5087, 0.2423, 0.0185, 0.0841, 0.0952, 0.1200, 0.1500),
    "G": (0.1345, 0.4572, 0.3762, 0.0322, 0.0640, 0.0637, 0.1116, 0.1500),
    "H": (0.0716, 0.4216, 0.5036, 0.0032, 0.0177, 0.0233, 0.0373, 0.0450),
    "I": (0.0833, 0.1764, 0.7382, 0.0022, 0.0069, 0.0163, 0.0298, 0.0400),
    "J": (0.1787, 0.4282, 0.3639, 0.0292, 0.0683, 0.0866, 0.1200, 0.1500),
    "K": (0.1345, 0.4679, 0.3661, 0.0315, 0.0658, 0.0733, 0.1184, 0.1401),
}


def row(name, rng, trials):
    model, ladder = ROWS[name]
    if ladder is None:
        outcome, gain = concede(model, 0.15, 0.25, 3, rng, trials)
    else:
        outcome, gain = play(model, ladder, rng, trials)
    shares = [np.mean(outcome == kind) for kind in (FULL, PARTIAL, HELD, WITHDRAWN)]
    moved = np.quantile(gain[outcome < HELD], (0.25, 0.5, 0.75))
    return (*shares, gain[outcome != WITHDRAWN].mean(), *moved)


def main():
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000
    rng = np.random.default_rng(1)
    print("     full   partial held   withdr. kept   p25    median p75      farthest from the documented")
    for name in ROWS:
        found = row(name, rng, trials)
        off = max(abs(f - p) for f, p in zip(found, PUBLISHED[name]))
        print(name, " ", " ".join(f"{figure:.4f}" for figure in found), f"  {off:.4f}")
    print("after a reply: answered so, something left, moves, worth then, withdrawn")
    strong = BAND.with_strong_evidence()
    for name, model, ask, reply in (
        ("new offer", NEW_OFFER, 0.178, 0.02),
        ("new offer", NEW_OFFER, 0.178, 0.05),
        ("new offer", NEW_OFFER, 0.178, 0.10),
        ("new offer", NEW_OFFER, 0.178, 0.0),
        ("promotion", strong, 0.118, 0.0044),
        ("promotion", strong, 0.118, 0.011),
        ("promotion", strong, 0.118, 0.022),
    ):
        count, *figures = after(model, ask, reply, 0.25, rng, 4 * trials, 0.0005)
        print(f"{name} {ask:.3f} {reply:.4f}", count, " ".join(f"{figure:.4f}" for figure in figures))


if __name__ == "__main__":
    main()
