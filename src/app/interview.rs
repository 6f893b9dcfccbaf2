//! What `init` asks, and what becomes of each answer.
//!
//! The answers given so far are all there is of its state: to go back is to take
//! the last one away, and to go on another day is to give them again.

use std::collections::BTreeSet;

use jiff::civil::Date;
use strum::IntoStaticStr;

use super::starter::{Starter, case_of, problems_of};
use super::typed_answer::{band, figure, firmness, job, kind, package, rest, with_point};
use crate::domain::{Case, Part, Profile};
use crate::error::Result;
use crate::input::value::{self, Fault, Read};

/// One question, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Question {
    /// A new offer, a promotion or a raise.
    Kind,
    /// The currency of all amounts.
    Currency,
    /// Job and employer.
    Job,
    /// Where the job is, for the market.
    Place,
    /// Today's pay, every part that the person knows.
    Today,
    /// The parts of today's pay that were not told.
    TodayRest,
    /// What is offered.
    Offer,
    /// The parts of the offer that were not told.
    OfferRest,
    /// Both ends of the pay band, or of a posted range.
    Band,
    /// The level of the band.
    Level,
    /// The best other offer.
    Other,
    /// The parts of it that were not told.
    OtherRest,
    /// Who makes it.
    OtherName,
    /// How firm it is.
    OtherFirmness,
    /// What the person achieved.
    Claim,
    /// Which figure that moved, which way, and by how much.
    Figure,
    /// What the person decided in it.
    Decision,
    /// What shows it.
    Proof,
    /// Who decides.
    Decides,
}

impl Question {
    /// All of them, in order.
    pub const ALL: [Question; 19] = [
        Question::Kind,
        Question::Currency,
        Question::Job,
        Question::Place,
        Question::Today,
        Question::TodayRest,
        Question::Offer,
        Question::OfferRest,
        Question::Band,
        Question::Level,
        Question::Other,
        Question::OtherRest,
        Question::OtherName,
        Question::OtherFirmness,
        Question::Claim,
        Question::Figure,
        Question::Decision,
        Question::Proof,
        Question::Decides,
    ];

    /// Its name in the words.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// False where an earlier answer leaves nothing to ask.
    fn applies(self, so_far: &Starter) -> bool {
        let raise = so_far.profile == Profile::Raise.name();
        match self {
            Question::Place | Question::Decides => !raise,
            Question::TodayRest => !so_far.current.base.is_empty() && !self.missing(so_far).is_empty(),
            Question::OfferRest => !so_far.offer.base.is_empty() && !self.missing(so_far).is_empty(),
            Question::OtherRest => !so_far.other.base.is_empty() && !self.missing(so_far).is_empty(),
            Question::Level => !so_far.band_min.is_empty(),
            Question::OtherName | Question::OtherFirmness => !so_far.other.base.is_empty(),
            Question::Figure | Question::Decision | Question::Proof => !so_far.claim.is_empty(),
            _ => true,
        }
    }

    /// The parts of a package that nothing was said of.
    pub fn missing(self, so_far: &Starter) -> Vec<Part> {
        let (package, parts): (_, &[Part]) = match self {
            Question::TodayRest => (&so_far.current, &[Part::Bonus, Part::Equity]),
            Question::OfferRest if so_far.profile == Profile::NewOffer.name() => {
                (&so_far.offer, &[Part::Bonus, Part::Equity, Part::SignOn])
            }
            Question::OfferRest => (&so_far.offer, &[Part::Bonus, Part::Equity]),
            Question::OtherRest => (&so_far.other, &[Part::Bonus, Part::Equity]),
            _ => return Vec::new(),
        };
        parts.iter().copied().filter(|part| package.of(*part).is_empty()).collect()
    }

    /// What an answer, which is not empty, adds to what is known.
    fn take(self, text: &str, to: &mut Starter) -> Read<()> {
        match self {
            Question::Kind => to.profile = kind(text)?.name(),
            Question::Currency => {
                to.currency = value::currency(text)?.code().to_owned();
            }
            Question::Job => (to.title, to.company) = job(text),
            Question::Place => text.clone_into(&mut to.location),
            Question::Today => to.current = package(text, true)?,
            Question::Offer => to.offer = package(text, true)?,
            Question::Other => to.other = package(text, true)?,
            Question::TodayRest => rest(self.missing(to), text, |to| &mut to.current, to)?,
            Question::OfferRest => rest(self.missing(to), text, |to| &mut to.offer, to)?,
            Question::OtherRest => rest(self.missing(to), text, |to| &mut to.other, to)?,
            Question::Band => (to.band_min, to.band_max) = band(text)?,
            Question::Level => text.clone_into(&mut to.level),
            Question::OtherName => text.clone_into(&mut to.other_name),
            Question::OtherFirmness => to.other_firmness = firmness(text)?.name(),
            Question::Claim => text.clone_into(&mut to.claim),
            Question::Figure => (to.metric, to.change) = figure(text)?,
            Question::Decision => text.clone_into(&mut to.decision),
            Question::Proof => text.clone_into(&mut to.proof),
            Question::Decides => text.clone_into(&mut to.decides),
        }
        Ok(())
    }
}

/// The interview: what was answered, and what to ask next.
#[derive(Debug, Clone)]
pub struct Interview {
    blank: Starter,
    comma: bool,
    answers: Vec<String>,
    so_far: Starter,
    at: usize,
}

impl Interview {
    /// Before the first question; `comma` where amounts are typed with a decimal comma.
    pub fn new(today: Date, comma: bool) -> Self {
        let currency = if comma { "EUR" } else { "USD" };
        let blank = Starter { currency: currency.to_owned(), ..Starter::blank(today) };
        Interview { so_far: blank.clone(), blank, comma, answers: Vec::new(), at: 0 }
    }

    /// The same with answers that were given before, up to the first that no longer fits.
    #[must_use]
    pub fn resumed(mut self, answers: &[String]) -> Self {
        for answer in answers {
            if !matches!(self.answer(answer), Ok(Ok(()))) {
                break;
            }
        }
        self
    }

    /// The next question; `None` when all are answered.
    pub fn question(&self) -> Option<Question> {
        Question::ALL.get(self.at).copied()
    }

    /// What is known so far.
    pub fn so_far(&self) -> &Starter {
        &self.so_far
    }

    /// The case that is known so far; `None` where it lacks something that no case goes without.
    pub fn case(&self) -> Option<Case> {
        case_of(&self.so_far).ok()
    }

    /// Every answer given, in order.
    pub fn answers(&self) -> &[String] {
        &self.answers
    }

    /// Takes the answer to the question; an empty one means unknown. Inside, what is wrong
    /// with it, or asked about it: the question then stands as before.
    ///
    /// # Errors
    /// A fault of the program: a starter case that cannot be made.
    pub fn answer(&mut self, text: &str) -> Result<Read<()>> {
        let Some(question) = self.question() else { return Ok(Ok(())) };
        let text = text.trim();
        let mut next = self.so_far.clone();
        if !text.is_empty() || question == Question::Kind {
            let pointed = if self.comma { with_point(text) } else { text.to_owned() };
            if let Err(fault) = question.take(&pointed, &mut next) {
                return Ok(Err(fault));
            }
        }
        if let Some(fault) = self.new_problem(&next)? {
            return Ok(Err(fault));
        }
        self.answers.push(text.to_owned());
        self.so_far = next;
        self.at = self.following(self.at + 1);
        Ok(Ok(()))
    }

    /// Takes the last answer back; false before the first.
    pub fn back(&mut self) -> bool {
        let Some((_, kept)) = self.answers.split_last() else { return false };
        let kept = kept.to_vec();
        let start = Interview { so_far: self.blank.clone(), answers: Vec::new(), at: 0, ..self.clone() };
        *self = start.resumed(&kept);
        true
    }

    fn following(&self, from: usize) -> usize {
        let rest = Question::ALL.iter().enumerate().skip(from);
        let next = rest.into_iter().find(|(_, question)| question.applies(&self.so_far));
        next.map_or(Question::ALL.len(), |(at, _)| at)
    }

    /// What the reader of cases finds wrong, or asks about, because of an answer: the one
    /// rule of what can be read and what is plausible.
    fn new_problem(&self, next: &Starter) -> Result<Option<Fault>> {
        let before: BTreeSet<String> =
            problems_of(&self.so_far)?.iter().map(|problem| problem.message.clone()).collect();
        let new = problems_of(next)?.into_iter().find(|problem| {
            problem.place.line.is_some()
                && !before.contains(&problem.message)
                && problem.message.starts_with('`')
        });
        Ok(new.map(|problem| {
            let message =
                problem.message.split_once("]: ").map_or(problem.message.as_str(), |(_, said)| said);
            let hint = problem.hint.as_deref().unwrap_or_default();
            // Flags of a command line are no answer.
            Fault::new(message, hint.split(", or say `--").next().unwrap_or_default().replace("base = ", ""))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answers: &[&str], comma: bool) -> Interview {
        let mut interview = Interview::new(jiff::civil::date(2026, 5, 4), comma);
        for answer in answers {
            let question = interview.question().map(Question::name);
            let taken = interview.answer(answer).unwrap();
            assert_eq!(taken, Ok(()), "{answer} to {question:?}");
        }
        interview
    }

    #[test]
    fn a_plain_raise_takes_twelve_answers_at_most() {
        let answers = [
            "a raise",
            "",
            "Nurse at St. Mary",
            "72,000 + 8%",
            "no",
            "",
            "",
            "",
            "Cut the handover from 40 to 20 minutes",
            "overtime hours down 18%",
            "proposed the new board",
            "roster report of March",
        ];
        let done = asked(&answers, false);
        assert!(done.question().is_none() && answers.len() <= 12);
        let so_far = done.so_far();
        assert_eq!(
            (so_far.profile, so_far.title.as_str(), so_far.company.as_str()),
            ("raise", "Nurse", "St. Mary")
        );
        let today = &so_far.current;
        assert_eq!((today.base.as_str(), today.bonus.as_str(), today.equity.as_str()), ("72,000", "8%", "0"));
        assert_eq!((so_far.metric.as_str(), so_far.change.as_str()), ("overtime hours", "-18%"));
    }

    #[test]
    fn what_cannot_be_read_or_fits_badly_is_asked_again() {
        let mut interview = asked(&["offer", "EUR", "Nurse, St. Mary", "Graz"], false);
        for (answer, word) in [
            ("28,00,0", "is not an amount"),
            ("72.000", "could be 72 or 72,000"),
            ("3,800", "is it per month?"),
            ("40", "is it per hour?"),
        ] {
            let fault = interview.answer(answer).unwrap().unwrap_err();
            assert!(fault.message.contains(word), "{answer}: {}", fault.message);
            assert!(!fault.hint.contains("--"), "{}", fault.hint);
            assert_eq!(interview.question(), Some(Question::Today));
        }
        assert_eq!(interview.answer("3,800 a month x 14 + 8%").unwrap(), Ok(()));
        assert_eq!(interview.so_far().current.base, "3,800 a month x 14");
        let mut kind = asked(&[], false);
        for answer in ["", "rise?", "raise or promotion"] {
            assert!(kind.answer(answer).unwrap().is_err(), "{answer}");
        }
        assert!(kind.answer("3").unwrap().is_ok() && kind.so_far().profile == "raise");
    }

    #[test]
    fn going_back_and_going_on_give_the_same() {
        let answers = ["2", "EUR", "Leiterin bei Müller", "Graz", "72.000 + 5%", "", "78.000,50 + 6%"];
        let mut interview = asked(&answers, true);
        assert_eq!(interview.so_far().offer.base, "78000.50");
        let before = interview.clone();
        assert_eq!(interview.question(), Some(Question::OfferRest));
        assert!(interview.back());
        assert_eq!(interview.question(), Some(Question::Offer));
        assert!(interview.answer(answers[6]).unwrap().is_ok());
        assert_eq!(interview.so_far(), before.so_far());
        let kept: Vec<String> = before.answers().to_vec();
        let resumed = Interview::new(jiff::civil::date(2026, 5, 4), true).resumed(&kept);
        assert_eq!((resumed.so_far(), resumed.question()), (before.so_far(), before.question()));
        assert!(!asked(&[], false).back());
    }
}
