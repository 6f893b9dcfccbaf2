//! Claims with what they lack, goals, and mistakes.

use rust_decimal::Decimal;

use super::{ENGLISH, Part, Teller, listed};
use crate::domain::{Change, Evidence, Strength};
use crate::promotion::{CheckedItem, GoalView, Mistake, Trigger};

impl Teller<'_> {
    pub(super) fn evidence(&self) -> Part {
        let mut part = Part::new("evidence", "Evidence");
        if self.seen.items.is_empty() {
            part.line(self.words.plain("evidence.none"));
        }
        for (place, index) in ranked(&self.seen.packet.script, &self.seen.items) {
            let Some(item) = self.seen.items.get(index) else { continue };
            let chosen = place < self.seen.packet.script.len();
            let mark = if chosen { format!("{}.", place + 1) } else { "–".into() };
            let told = format!("{}{}; {}", claim_line(&item.evidence), self.serves(item), self.lacks(item));
            part.fact(mark, told);
        }
        let claims: Vec<Evidence> = self.seen.items.iter().map(|item| item.evidence.clone()).collect();
        if let Some(strength) = Strength::of(&claims) {
            part.line(self.words.plain(&format!("evidence.{}", strength.name())));
        }
        for dimension in self.seen.packet.uncovered() {
            part.maybe(self.words.say("evidence.uncovered", &[("dimension", dimension.to_owned())]));
        }
        part
    }

    fn serves(&self, item: &CheckedItem) -> String {
        match &item.dimension {
            Some(name) if item.dimension_guessed => format!(" [{name}, by its words]"),
            Some(name) => format!(" [{name}]"),
            None => String::new(),
        }
    }

    fn lacks(&self, item: &CheckedItem) -> String {
        let lacks: Vec<String> = item
            .lacks
            .iter()
            .map(|check| self.words.plain(&format!("evidence.lack_{}", check.name())))
            .collect();
        if item.team_only() {
            return self.words.plain("evidence.team_only");
        }
        if lacks.is_empty() { "complete".into() } else { format!("lacks {}", listed(&lacks)) }
    }

    pub(super) fn goals(&self) -> Part {
        let mut part = Part::new("goals", "Goals");
        for view in &self.seen.goals {
            let goal = &view.goal;
            let serves = match (&goal.initiative, &goal.size) {
                (Some(initiative), Some(size)) => format!(", for {initiative} ({size})"),
                (Some(initiative), None) => format!(", for {initiative}"),
                _ => String::new(),
            };
            let reviewed = goal.reviewed.map(|day| format!(" on {}", ENGLISH.date(day))).unwrap_or_default();
            part.line(format!("{}: {}{reviewed}{serves}", goal.name, goal.state.name()));
            if let Some(result) = &goal.key_result {
                part.point(format!("key result: {result}"));
            }
            for index in &view.evidence {
                if let Some(item) = self.seen.items.get(*index) {
                    part.point(format!("shown by: {}", claim_line(&item.evidence)));
                }
            }
            self.goal_faults(view).into_iter().for_each(|fault| part.point(fault));
        }
        part
    }

    fn goal_faults(&self, view: &GoalView) -> Vec<String> {
        let faults = [
            (view.untold, "goal.untold"),
            (view.not_agreed, "goal.not_agreed"),
            (view.review_due, "goal.review_due"),
            (view.unsized_initiative, "goal.unsized"),
        ];
        faults.iter().filter(|(holds, _)| *holds).map(|(_, key)| self.words.plain(key)).collect()
    }

    /// Each mistake once, in order.
    pub(super) fn mistake_names(&self) -> Vec<String> {
        let mut kinds: Vec<Mistake> = self.seen.mistakes.iter().map(|(mistake, _)| *mistake).collect();
        kinds.dedup();
        kinds.iter().map(|mistake| self.words.plain(&format!("mistake.{}.name", mistake.name()))).collect()
    }

    pub(super) fn mistakes(&self) -> Part {
        let mut part = Part::new("mistakes", "Mistakes to mend");
        for (mistake, trigger) in &self.seen.mistakes {
            let name = mistake.name();
            let title = self.words.plain(&format!("mistake.{name}.name"));
            let because = self.because(name, trigger).unwrap_or_default();
            part.line(format!("{}: {because}.", capital(&title)));
            part.point(self.words.plain(&format!("mistake.{name}.instead")));
        }
        part
    }

    fn because(&self, name: &str, trigger: &Trigger) -> Option<String> {
        let (key, facts) = match trigger {
            Trigger::BeginPassed(day) => ("because", vec![("begin", ENGLISH.date(*day))]),
            Trigger::Claims(claims) => {
                let quoted: Vec<String> = claims.iter().map(|claim| format!("\"{claim}\"")).collect();
                ("because", vec![("claims", listed(&quoted))])
            }
            Trigger::Only(dimension) => ("because", vec![("dimension", dimension.clone())]),
            Trigger::AskIsTheOffer => ("because_ask", vec![]),
            Trigger::NobodyAsked => ("because_nobody", vec![]),
            Trigger::Sentence(sentence) => {
                ("because", vec![("sentence", sentence.trim_end_matches('.').to_owned())])
            }
        };
        self.words.say(&format!("mistake.{name}.{key}"), &facts)
    }
}

/// The claims of the script first, the others after them in the order of the case.
fn ranked(script: &[usize], items: &[CheckedItem]) -> impl Iterator<Item = (usize, usize)> {
    let rest = items.iter().map(|item| item.index).filter(|index| !script.contains(index));
    script.iter().copied().chain(rest).collect::<Vec<_>>().into_iter().enumerate()
}

/// A claim with its figure: `Cut churn: churn 22% to 14%`.
pub(super) fn claim_line(evidence: &Evidence) -> String {
    match figure_with(evidence, false) {
        Some(figure) => format!("{}: {figure}", evidence.claim),
        None => evidence.claim.clone(),
    }
}

/// What moved and by how much; `spoken` writes money short.
fn figure_with(evidence: &Evidence, spoken: bool) -> Option<String> {
    let metric = evidence.metric.as_deref().map(|metric| format!("{metric} ")).unwrap_or_default();
    match (evidence.before, evidence.after, evidence.change) {
        (Some(before), Some(after), _) => {
            Some(format!("{metric}{} to {}", change(before, false, spoken), change(after, false, spoken)))
        }
        (_, _, Some(moved)) => Some(format!("{metric}{}", change(moved, true, spoken))),
        _ => None,
    }
}

fn change(change: Change, signed: bool, spoken: bool) -> String {
    let plus = |text: String, positive: bool| if signed && positive { format!("+{text}") } else { text };
    match change {
        Change::Money(money) => {
            // Two digits are what anybody remembers of an amount.
            let step = money.amount().abs() / Decimal::ONE_HUNDRED;
            let text = if spoken { ENGLISH.compact(money, step) } else { ENGLISH.money(money) };
            plus(text, !money.is_negative())
        }
        Change::Percent(percent) => plus(percent.to_string(), percent.percent().is_sign_positive()),
        Change::Number(number) => plus(ENGLISH.number(number, 2), number > Decimal::ZERO),
        other => plus(other.to_string(), other.value() > Decimal::ZERO),
    }
}

/// A claim as one says it: `put activation first (ARR +$2.1M)`.
pub(super) fn claim_said(evidence: &Evidence) -> String {
    let mut letters = evidence.claim.chars();
    let small: String = match (letters.next(), letters.next()) {
        // `ARR grew` and `I cut` keep their capitals.
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(evidence.claim.chars().skip(1)).collect()
        }
        _ => evidence.claim.clone(),
    };
    match figure_with(evidence, true) {
        Some(figure) => format!("{small} ({figure})"),
        None => small,
    }
}

/// The first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
