//! Whom a command is about: a case file, or a few figures on the command line.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::config::Common;
use super::typed::{self, Typed};
use crate::app::{self, Quick, load_case, load_workspace, quick_case};
use crate::domain::{Case, Context, Package, PayRange, Profile, Tone};
use crate::error::{Error, Result};
use crate::input::ReadOptions;
use crate::num::{Money, Percent, parse_percent};

/// What kind of negotiation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ProfileName {
    NewOffer,
    Raise,
    Promotion,
}

/// How the person speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ToneName {
    Neutral,
    Warm,
    Firm,
}

/// A case file, or, without one, the figures of one question.
#[derive(Debug, Clone, Args)]
pub struct SubjectArgs {
    /// The case file (TOML); `counteroffer init DIR` writes one to start from
    case: Option<PathBuf>,
    #[command(flatten)]
    quick: QuickArgs,
}

/// The figures of one question without a case file.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Instead of a case file")]
struct QuickArgs {
    /// What kind of negotiation it is [default: new-offer]
    #[arg(long, value_enum)]
    profile: Option<ProfileName>,
    /// Base salary offered: 190000, 190k, $190,000
    #[arg(long, value_name = "AMOUNT")]
    offer_base: Option<String>,
    /// Bonus offered, at target: an amount or a percent of base
    #[arg(long, value_name = "AMOUNT|PERCENT")]
    offer_bonus: Option<String>,
    /// Bottom of the pay band
    #[arg(long, value_name = "AMOUNT", requires = "band_max")]
    band_min: Option<String>,
    /// Middle of the pay band, where it is not halfway
    #[arg(long, value_name = "AMOUNT", requires = "band_max")]
    band_mid: Option<String>,
    /// Top of the pay band
    #[arg(long, value_name = "AMOUNT", requires = "band_min")]
    band_max: Option<String>,
    /// Today's base salary
    #[arg(long, value_name = "AMOUNT")]
    current_base: Option<String>,
    /// Base salary of a written competing offer
    #[arg(long, value_name = "AMOUNT")]
    competing_base: Option<String>,
    /// They have another candidate
    #[arg(long)]
    runner_up: bool,
    /// You put the ask as an ultimatum
    #[arg(long)]
    ultimatum: bool,
    /// How you speak
    #[arg(long, value_enum)]
    tone: Option<ToneName>,
    /// Currency of the amounts [default: USD]
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
}

impl SubjectArgs {
    /// The case file, where one is named.
    pub fn path(&self) -> Option<&Path> {
        self.case.as_deref()
    }

    /// The currency, where one is named on the command line.
    pub fn currency(&self) -> Option<&str> {
        self.quick.currency.as_deref()
    }

    /// The case that was meant.
    ///
    /// # Errors
    /// Every problem of the case file, or a wrong figure on the command line.
    pub fn case(&self, common: &Common) -> Result<Case> {
        self.read(common, load_case)
    }

    /// The same of a case that may have no offer yet.
    ///
    /// # Errors
    /// As [`SubjectArgs::case`].
    pub fn case_at_any_stage(&self, common: &Common) -> Result<Case> {
        self.read(common, load_workspace)
    }

    fn read(&self, common: &Common, load: fn(&Path, &ReadOptions) -> Result<Case>) -> Result<Case> {
        match &self.case {
            Some(path) if self.quick.is_empty() => load(path, &common.read_options()?),
            Some(path) => Err(Error::usage_hint(
                format!(
                    "a case file ({}) and figures on the command line do not go together",
                    path.display()
                ),
                "write the figures into the case file, or leave the file out",
            )),
            None => self.quick.case(common),
        }
    }
}

impl QuickArgs {
    fn is_empty(&self) -> bool {
        let texts = [
            &self.offer_base,
            &self.offer_bonus,
            &self.band_min,
            &self.band_mid,
            &self.band_max,
            &self.current_base,
            &self.competing_base,
            &self.currency,
        ];
        texts.iter().all(|text| text.is_none())
            && self.profile.is_none()
            && self.tone.is_none()
            && !self.runner_up
            && !self.ultimatum
    }

    fn case(&self, common: &Common) -> Result<Case> {
        let typed = self.typed(common)?;
        let Some(base) = &self.offer_base else {
            return Err(Error::usage_hint(
                "what is the offer?",
                "name a case file, or say --offer-base 190000 (and --band-min 185000 --band-max 210000 if you know the band)",
            ));
        };
        let base = typed.money("--offer-base", base)?;
        let money =
            |flag: &str, text: &Option<String>| text.as_ref().map(|text| typed.money(flag, text)).transpose();
        let bonus =
            self.offer_bonus.as_ref().map(|text| typed.bonus("--offer-bonus", text, base)).transpose()?;
        let bonus = bonus.unwrap_or(Money::zero(base.currency()));
        let question = Quick {
            profile: self.profile(),
            offer: Package { bonus, ..Package::of_base(base) },
            band: self.band(&typed)?,
            current_base: money("--current-base", &self.current_base)?,
            competing_base: money("--competing-base", &self.competing_base)?,
            context: self.context(),
        };
        Ok(quick_case(question, app::assumptions(&common.assume)?))
    }

    fn profile(&self) -> Profile {
        match self.profile {
            None | Some(ProfileName::NewOffer) => Profile::NewOffer,
            Some(ProfileName::Raise) => Profile::Raise,
            Some(ProfileName::Promotion) => Profile::Promotion,
        }
    }

    fn context(&self) -> Context {
        let tone = match self.tone {
            None | Some(ToneName::Neutral) => Tone::Neutral,
            Some(ToneName::Warm) => Tone::Warm,
            Some(ToneName::Firm) => Tone::Firm,
        };
        Context { tone, runner_up: self.runner_up, ultimatum: self.ultimatum, ..Context::default() }
    }

    fn band(&self, typed: &Typed) -> Result<Option<PayRange>> {
        let (Some(min), Some(max)) = (&self.band_min, &self.band_max) else { return Ok(None) };
        let mid = self.band_mid.as_ref().map(|mid| typed.money("--band-mid", mid)).transpose()?;
        let range = PayRange::new(typed.money("--band-min", min)?, mid, typed.money("--band-max", max)?);
        range.map(Some).map_err(|_| {
            Error::usage_hint(
                format!("--band-min {min} and --band-max {max} are no pay band"),
                "the minimum must not lie above the maximum, nor the middle outside them",
            )
        })
    }

    /// Reads amounts in the one currency of the command line.
    fn typed(&self, common: &Common) -> Result<Typed> {
        let code = self.currency.as_deref().unwrap_or("USD");
        Ok(Typed::new(typed::currency("--currency", code)?, common.decimal_comma))
    }
}

/// A ladder of asks as typed: `15%,12%,10%`.
pub fn parse_ladder(text: &str) -> std::result::Result<Vec<Percent>, String> {
    let asks: Vec<Percent> = text
        .split(',')
        .map(|part| {
            parse_percent(part).ok_or_else(|| format!("`{}` is no percentage; write it as 15%", part.trim()))
        })
        .collect::<std::result::Result<_, _>>()?;
    if asks.len() > crate::negotiation::MAX_RUNGS {
        return Err(format!("a ladder has at most three asks, this one has {}", asks.len()));
    }
    if asks.iter().any(|ask| ask.to_f64() <= 0.0) {
        return Err("every ask lies above the offer: a percentage over 0".into());
    }
    if asks.windows(2).any(|pair| pair[1] > pair[0]) {
        return Err("a ladder goes down: each ask is at most the one before".into());
    }
    Ok(asks)
}
