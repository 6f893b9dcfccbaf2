"""The negotiation model in NumPy, written from its description and not from the Rust code.

Everything is a fraction of the offer's yearly value. `play` plays a fixed ladder
of asks, `concede` gives up a share of the gap each time, `after` goes on from an
answer by brute force: of the negotiations that were played, those that were
answered so. `rows.py` prints the documented rows from it.
"""

from dataclasses import dataclass, replace

import numpy as np

FULL, PARTIAL, HELD, WITHDRAWN = range(4)


@dataclass(frozen=True)
class Model:
    """The parameters of one negotiation; the standard ones are a new offer's without a band."""

    fixed: float = 0.27
    slack: float = 0.0894
    slack_sigma: float = 0.80
    slack_ln: float = 0.0
    ceiling: float = 0.28
    ceiling_sigma: float = 0.25
    room: float | None = None  # of a pay band; None without one
    middle: float = 0.0  # signed
    own_approval: float = 0.4
    exception_chance: float = 0.05
    exception_size: float = 0.05
    pull: float = 0.35
    pull_factor: float = 1.0
    says_yes: float = 0.77
    first_no: float = 0.15
    answer_mean: float = 0.52
    answer_sum: float = 4.5
    punitive: float = 0.10
    hazards: tuple = (0.004, 0.10)
    hazard_factor: float = 1.0
    boldness: float = 1.0
    disengagement: float = 1.6
    hazard_slope: float = 3.0
    hazard_repeat: float = 1.3
    shift: float = -1.2
    final: bool = False
    rival: float | None = None
    matches: float = 0.5
    held_below: float = 0.005

    def over(self, ask):
        """How bold an ask is."""
        beyond = max(self.rival or 0.0, 0.0)
        return np.clip((ask - beyond) / self.boldness - 0.10, 0.0, 0.70)

    def hazard(self, punitive, ask, counter):
        """Chance that this counter, 1 for the first, ends in a withdrawal."""
        base = np.where(punitive, self.hazards[1], self.hazards[0]) * self.hazard_factor
        base = base * np.minimum(1.0, ask / (0.10 * self.boldness)) * self.hazard_repeat ** (counter - 1)
        return 1 - np.exp(-base * np.exp(self.hazard_slope * self.over(ask)) * (2.3 if self.final else 1.0))

    def shuts(self, ask):
        return 1 - np.exp(-self.disengagement * self.hazard_factor * self.over(ask))

    def with_rival(self, gain):
        """A written alternative that is better by `gain`."""
        u = 1 / (1 + np.exp(-(gain + 0.02) / 0.02))
        weaker = 1 - 0.3 * u
        return replace(
            self,
            fixed=self.fixed * weaker,
            slack_ln=self.slack_ln + 0.25 * u,
            hazard_factor=self.hazard_factor * weaker,
            rival=gain,
        )

    def with_strong_evidence(self):
        return replace(
            self,
            fixed=self.fixed * 0.9,
            slack_ln=self.slack_ln + 0.20,
            pull_factor=self.pull_factor * 1.25,
            hazard_factor=self.hazard_factor * 0.7,
        )

    def with_market(self, ln_position):
        """An offer that lies ln(offer / median) from the market's median."""
        return replace(self, slack_ln=self.slack_ln - 2 * float(np.clip(ln_position, -0.25, 0.25)))


NEW_OFFER = Model()
RAISE = Model(0.216, 0.0733, 0.70, ceiling=0.15, own_approval=0.7, hazards=(0.0005, 0.01), boldness=0.5)
PROMOTION = replace(RAISE, fixed=0.40, slack=0.045, ceiling=0.10)


@dataclass
class Employers:
    """What is unknown about n employers, after the opening ask."""

    shut: np.ndarray
    limit: np.ndarray
    ceiling: np.ndarray
    punitive: np.ndarray
    matched: np.ndarray


def employers(model, opening, rng, n):
    """Draws n employers and what the opening ask makes of them."""
    slack = np.exp(np.log(model.slack) + model.slack_ln + model.slack_sigma * rng.standard_normal(n))
    if model.room is None:
        top = np.exp(np.log(model.ceiling) + model.ceiling_sigma * rng.standard_normal(n))
    else:
        half = model.room - model.middle
        own = np.clip(model.middle + 0.4 * half * rng.standard_normal(n), 0.0, model.room)
        exceptions = rng.random(n) < model.exception_chance
        top = np.where(exceptions, model.room + model.exception_size, model.room)
        top = np.where(rng.random(n) < model.own_approval, own, top)
        slack = np.minimum(slack, top)
    pull = model.pull / (1 + (opening / 0.78) ** 2) * model.pull_factor
    pull = np.minimum(1.0, pull * 3 * rng.random(n) ** 2)
    limit = np.minimum(slack + pull * np.maximum(opening - slack, 0), np.maximum(top, slack))
    matched = np.zeros(n, bool)
    if model.rival is not None and model.rival > 0:
        matched = (limit < model.rival) & (rng.random(n) < model.matches)
        limit = np.where(matched, model.rival, limit)
    ceiling = np.maximum(np.maximum(top, slack), limit)
    shut = (rng.random(n) < model.fixed) | (rng.random(n) < model.shuts(opening))
    return Employers(shut, limit, ceiling, rng.random(n) < model.punitive, matched)


class Talk:
    """n negotiations, played ask by ask."""

    def __init__(self, model, opening, rng, n):
        self.model, self.rng, self.n = model, rng, n
        self.who = employers(model, opening, rng, n)
        self.counters = 0
        self.opening = opening
        self.standing = np.zeros(n)
        self.outcome = np.full(n, -1)
        self.talking = np.ones(n, bool)
        self.last = opening
        self._open()

    def _survive(self, asking, asks):
        """The offer may be withdrawn at every counter."""
        self.counters += 1
        hazard = self.model.hazard(self.who.punitive, asks, self.counters)
        gone = asking & (self.rng.random(self.n) < hazard)
        self.outcome[gone] = WITHDRAWN
        self.talking = self.talking & ~gone
        return asking & ~gone

    def _open(self):
        model, rng, n = self.model, self.rng, self.n
        here = self._survive(self.talking, self.opening) & ~self.who.shut
        full = here & (self.opening <= self.who.limit) & (rng.random(n) < model.says_yes)
        a, b = model.answer_mean * model.answer_sum, (1 - model.answer_mean) * model.answer_sum
        answer = np.minimum(self.who.limit, rng.beta(a, b, n) * self.opening)
        answer[rng.random(n) < model.first_no] = 0.0
        self.standing = np.where(here, answer, 0.0)
        self.standing[full] = self.opening
        self.outcome[full] = FULL
        self.talking = self.talking & ~full

    def ask(self, asks):
        """A further ask, the same for all or one for each."""
        model, rng, n = self.model, self.rng, self.n
        asks = np.broadcast_to(asks, n)
        # An ask not above what stands is not made and ends the asking.
        self.talking = self.talking & (asks > self.standing)
        asking = self._survive(self.talking, asks)
        r, before = self.standing, np.broadcast_to(self.last, n)
        with np.errstate(invalid="ignore", divide="ignore"):
            given = np.clip(np.where(before > r, (before - asks) / (before - r), 0.0), 0.0, 1.0)
        x = -0.03 + 1.06 * r / self.opening + 2.68 * given + model.shift
        p = 1 / (1 + np.exp(-x) * (1.2 if model.final else 1.0))
        moves = asking & ~self.who.shut & (self.who.ceiling > r) & (rng.random(n) < p)
        step = r + (0.2 + 0.8 * rng.random(n)) * (asks - r)
        to = np.where(rng.random(n) < 0.55, asks, step)
        self.standing = np.where(moves, np.minimum(to, self.who.ceiling), r)
        settles = moves & (self.standing >= asks)
        self.talking = moves & ~settles
        self.last = asks
        return moves

    def end(self):
        """Full, partial, held and withdrawn, and the gains (0 where nothing is kept)."""
        open_still = self.outcome < 0
        self.outcome[open_still & (self.standing < self.model.held_below)] = HELD
        self.outcome[open_still & (self.standing >= self.model.held_below)] = PARTIAL
        return self.outcome, np.where(self.outcome < HELD, self.standing, 0.0)


def play(model, ladder, rng, n):
    """A fixed ladder of asks."""
    talk = Talk(model, ladder[0], rng, n)
    for ask in ladder[1:]:
        talk.ask(ask)
    return talk.end()


def concede(model, opening, share, rounds, rng, n):
    """Gives up `share` of the gap each time."""
    talk = Talk(model, opening, rng, n)
    for _ in range(rounds - 1):
        before = np.broadcast_to(talk.last, n)
        talk.ask(before - share * (before - talk.standing))
    return talk.end()


def after(model, opening, reply, share, rng, n, width):
    """Of n negotiations answered within `width` of `reply`: how many, how many of them move once
    more when a share of the gap is given up, and where they stand then."""
    talk = Talk(model, opening, rng, n)
    low, high = (-1.0, 1e-12) if reply == 0 else (reply - width, reply + width)
    here = talk.talking & (talk.standing > low) & (talk.standing <= high)
    count = int(here.sum())
    # Who answered with all that their limit allowed keeps what lies above it.
    at_limit = talk.standing == talk.who.limit
    talk.who.ceiling = talk.who.ceiling + np.where(here & at_limit, reply - talk.standing, 0.0)
    talk.standing = np.where(here, reply, talk.standing)
    talk.talking = here
    left = here & ~talk.who.shut & (talk.who.ceiling > reply + 1e-12)
    moves = talk.ask(opening - share * (opening - reply))
    gone = here & (talk.outcome == WITHDRAWN)
    worth = np.where(gone, 0.0, talk.standing)[here]
    return count, left[here].mean(), moves[here].mean(), worth.mean(), gone[here].mean()
