//! What `init` asks at a terminal: about the job, and then the six things that
//! matter most in a meeting on pay.

use dialoguer::{Input, Select};

use crate::app::Starter;
use crate::domain::{Firmness, Profile};
use crate::error::{Error, Result};
use crate::input::value;
use crate::num::{AmountStyle, Currency};

/// The case's own currency does not matter for whether an amount can be read.
const ANY: (Currency, AmountStyle) = (Currency::USD, AmountStyle::DecimalPoint);

/// Asks everything; what is not known is left empty by pressing Enter.
///
/// # Errors
/// The user stopped it, or the terminal went away.
pub(super) fn ask(example: Starter) -> Result<Starter> {
    let mut answers = job(example)?;
    today(&mut answers)?;
    offer(&mut answers)?;
    band(&mut answers)?;
    alternative(&mut answers)?;
    proof(&mut answers)?;
    answers.decides = text("6 of 6  Who decides, as a role or a name")?;
    Ok(answers)
}

fn job(example: Starter) -> Result<Starter> {
    let profiles = [Profile::NewOffer, Profile::Promotion, Profile::Raise];
    let kind = choice(
        "What is it about? (leave empty what you do not know)",
        &["a new offer", "a promotion", "a raise"],
    )?;
    let currency = line("Currency", "USD", |text| value::currency(text).map(drop))?.to_uppercase();
    Ok(Starter {
        profile: profiles[kind].name(),
        currency,
        company: text("Employer")?,
        title: text("Job title")?,
        level: text("Level, as they name it")?,
        location: text("Place of work")?,
        ..example
    })
}

fn today(answers: &mut Starter) -> Result<()> {
    answers.current_base = money("1 of 6  Base salary today")?;
    answers.current_bonus = match answers.current_base.is_empty() {
        true => String::new(),
        false => bonus("        Bonus today, as money or percent of base")?,
    };
    Ok(())
}

fn offer(answers: &mut Starter) -> Result<()> {
    answers.offer_base = money("2 of 6  Base they offer")?;
    if answers.offer_base.is_empty() {
        (answers.offer_bonus, answers.offer_equity) = (String::new(), String::new());
        return Ok(());
    }
    answers.offer_bonus = bonus("        Bonus they offer, as money or percent of base")?;
    let equity = |text: &str| value::equity(text, ANY.0, ANY.1).map(drop);
    answers.offer_equity = line("        Yearly equity grant (0.04%, 80,000, 500 units)", "", equity)?;
    Ok(())
}

fn band(answers: &mut Starter) -> Result<()> {
    answers.band_min = money("3 of 6  Lowest base of the pay band or of the posted range")?;
    answers.band_max = match answers.band_min.is_empty() {
        true => String::new(),
        false => needed("        Highest base of it", |text| value::money(text, ANY.0, ANY.1).map(drop))?,
    };
    if !answers.band_min.is_empty() && answers.level.is_empty() {
        // A band is found by its level: any name does, if it is the same in both files.
        answers.level = if answers.title.is_empty() { "mine".to_owned() } else { answers.title.clone() };
    }
    Ok(())
}

fn alternative(answers: &mut Starter) -> Result<()> {
    answers.other_base = money("4 of 6  Base of your best alternative, if there is another offer")?;
    if !answers.other_base.is_empty() {
        answers.other_name = text("        Who offers it")?;
        let firmness = choice("        How firm is it?", &Firmness::ALL.map(Firmness::name))?;
        answers.other_firmness = Firmness::ALL[firmness].name();
    }
    Ok(())
}

fn proof(answers: &mut Starter) -> Result<()> {
    answers.claim =
        text("5 of 6  Your strongest result: what you did (\"Cut the setup from nine steps to four\")")?;
    if !answers.claim.is_empty() {
        let change = |text: &str| match text.trim().ends_with('%') {
            true => value::percent(text, ANY.1).map(drop),
            false => value::amount(text, ANY.1).map(drop),
        };
        answers.change = line("        By how much that moved something ($2.1M, 30%)", "", change)?;
        answers.proof = text("        What proves it")?;
    }
    Ok(())
}

fn text(prompt: &str) -> Result<String> {
    line(prompt, "", |_| Ok(()))
}

fn money(prompt: &str) -> Result<String> {
    line(prompt, "", |text| value::money(text, ANY.0, ANY.1).map(drop))
}

fn bonus(prompt: &str) -> Result<String> {
    line(prompt, "0", |text| value::bonus(text, ANY.0, ANY.1).map(drop))
}

fn choice(prompt: &str, items: &[&str]) -> Result<usize> {
    Select::new().with_prompt(prompt).items(items).default(0).interact().map_err(stopped)
}

/// One question; an answer that cannot be read is asked for again, with the reason.
fn line(prompt: &str, default: &str, check: impl Fn(&str) -> value::Read<()>) -> Result<String> {
    asked(prompt, default, move |text| if text.is_empty() { Ok(()) } else { check(text) })
}

/// One question that has to be answered.
fn needed(prompt: &str, check: impl Fn(&str) -> value::Read<()>) -> Result<String> {
    asked(prompt, "", check)
}

fn asked(prompt: &str, default: &str, check: impl Fn(&str) -> value::Read<()>) -> Result<String> {
    Input::<String>::new()
        .with_prompt(prompt)
        .default(default.to_owned())
        .show_default(!default.is_empty())
        .allow_empty(true)
        .validate_with(|text: &String| {
            check(text.trim()).map_err(|fault| format!("{}; {}", fault.message, fault.hint))
        })
        .interact_text()
        .map(|text| text.trim().to_owned())
        .map_err(stopped)
}

/// A prompt ends early when the user stops it or the terminal goes away.
fn stopped(error: dialoguer::Error) -> Error {
    match error {
        dialoguer::Error::IO(error) if error.kind() == std::io::ErrorKind::Interrupted => Error::Interrupted,
        dialoguer::Error::IO(error) => Error::from(error),
    }
}
