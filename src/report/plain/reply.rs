//! What to do after their reply, as text.

use super::advice::said;
use super::{ENGLISH, finished, table, wrapped};
use crate::advice::PackageView;
use crate::advice::reply::{Move, Situation};
use crate::num::{Currency, Estimate};
use crate::report::numbers::meetings;

/// Everything the text needs beside the situation.
#[derive(Debug, Clone, Copy)]
pub struct ReplyContext<'a> {
    /// The offer.
    pub offer: &'a PackageView,
    /// What stands after their reply.
    pub standing: &'a PackageView,
    /// What to ask for next, where that is the advice.
    pub next: Option<&'a PackageView>,
    /// V₀.
    pub offer_value: f64,
    /// The currency.
    pub currency: Currency,
}

/// Whether to accept, what to ask for next and why, and the line to say.
pub fn reply(situation: &Situation, context: &ReplyContext) -> String {
    let mut text = headline(situation, context);
    if situation.advice == Move::TooFew {
        return text;
    }
    text.push_str(&wrapped(
        &format!(
            "Of the simulated employers who answer so, {} have nothing left to give (effective sample size {}).",
            meetings(situation.exhausted).replace(" of ", " in "),
            ENGLISH.count(situation.effective as u64)
        ),
        "",
    ));
    if !situation.options.is_empty() {
        text.push_str("\nWays to go on\n");
        text.push_str(&options(situation, context));
    }
    text
}

fn headline(situation: &Situation, context: &ReplyContext) -> String {
    let standing = said(&context.standing.package, &context.offer.package);
    match (situation.advice, context.next) {
        (Move::TooFew, _) => wrapped(
            &format!(
                "No advice: only about {} of the simulated employers answer like that, and fewer than 200 say \
                 nothing reliable. Check the round and the figures; more trials (--trials) may help.",
                ENGLISH.count(situation.effective as u64)
            ),
            "",
        ),
        (Move::Accept, _) if situation.standing <= 0.0 => wrapped(
            "Nothing moved, and asking for money again is not worth it. Say yes to the offer if it is better than your \
             alternative, and ask for what is not money: a review in six months in writing, title, scope.",
            "",
        ),
        (Move::Accept, _) => {
            let line = format!("Say yes to {standing}.");
            let words = "\"Thank you, that works for me. Could you send it to me in writing?\"";
            format!("{}{}", wrapped(&line, ""), wrapped(&format!("Say: {words}"), ""))
        }
        (Move::WalkAway, _) => wrapped(
            "What stands is worth less than your best alternative, and asking again does not change that. \
             Leave on good terms.",
            "",
        ),
        (Move::Ask, None) => String::new(),
        (Move::Ask, Some(next)) => {
            let ask = said(&next.package, &context.offer.package);
            let thanks = if situation.standing > 0.0 { "Thank you for moving." } else { "I understand." };
            let words = format!("\"{thanks} If we can do {ask}, I can say yes today.\"");
            format!(
                "{}{}",
                wrapped(&format!("Ask once more: {ask}."), ""),
                wrapped(&format!("Say: {words}"), "")
            )
        }
    }
}

fn options(situation: &Situation, context: &ReplyContext) -> String {
    let mut rows = table(&["next ask", "mean gain", "±", "moves further", "withdrawn"]);
    let money = |share: f64, se: f64| {
        ENGLISH.about_signed(share * context.offer_value, se * context.offer_value, context.currency)
    };
    for course in &situation.options {
        rows.add_row([
            ENGLISH.percent_signed(course.ask, 1),
            money(course.mean, course.se),
            ENGLISH.percent(course.se, 2),
            ENGLISH.share(Estimate::new(course.moves, 0.01)),
            ENGLISH.share(Estimate::new(course.withdrawn, 0.001)),
        ]);
    }
    let standing = money(situation.standing, 0.0);
    format!(
        "{}{}",
        finished(rows, &[]),
        wrapped(&format!("Saying yes now is worth {standing} a year over the offer."), "")
    )
}
