//! An answer of the interview as a person types it: several figures in one line, words for kinds.

use super::starter::Starter;
use crate::domain::{Firmness, Part, Profile};
use crate::input::value::{Fault, Read};

/// The pay of one package as it was typed, empty where unknown.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct TypedPay {
    /// Base, with its period where one was said.
    pub base: String,
    /// Bonus, as money or a percent of base.
    pub bonus: String,
    /// Equity grant.
    pub equity: String,
    /// Sign-on.
    pub sign_on: String,
}

impl TypedPay {
    /// Several figures in one text, base first: `190k + 10% + 0.04%`.
    ///
    /// # Errors
    /// When it is not clear which part a figure is.
    pub fn read(text: &str) -> Read<Self> {
        package(text, true)
    }

    /// One part of it.
    pub fn of(&self, part: Part) -> &str {
        match part {
            Part::Base => &self.base,
            Part::Bonus => &self.bonus,
            Part::Equity => &self.equity,
            Part::SignOn => &self.sign_on,
        }
    }

    /// One part of it, as typed.
    pub fn set(&mut self, part: Part, text: String) {
        match part {
            Part::Base => self.base = text,
            Part::Bonus => self.bonus = text,
            Part::Equity => self.equity = text,
            Part::SignOn => self.sign_on = text,
        }
    }
}

/// Amounts with a decimal comma as they are written with a point: `72.000,50` is `72000.50`.
pub fn with_point(text: &str) -> String {
    let mut pointed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end =
            number.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(number.len());
        let (number, behind) = number.split_at(end);
        pointed.push_str(before);
        let bare = number.trim_end_matches(['.', ',']);
        let groups: Vec<&str> = bare.split('.').collect();
        let grouped = groups.len() > 1
            && groups[1..].iter().all(|group| group.split(',').next().is_some_and(|g| g.len() == 3));
        match bare.contains(',') || grouped {
            true => pointed.push_str(&bare.replace('.', "").replace(',', ".")),
            false => pointed.push_str(bare),
        }
        pointed.push_str(&number[bare.len()..]);
        rest = behind;
    }
    pointed.push_str(rest);
    pointed
}

/// What it is about, by a number or a word.
///
/// # Errors
/// When it is none of the three, or several.
pub fn kind(text: &str) -> Read<Profile> {
    const WORDS: [(Profile, &str); 3] = [
        (Profile::NewOffer, "1 offer new job angebot neues neue stelle"),
        (Profile::Promotion, "2 promotion promoted beförderung"),
        (Profile::Raise, "3 raise increase gehaltserhöhung erhöhung"),
    ];
    let typed = text.to_lowercase();
    let typed: Vec<&str> = typed.split(|c: char| !c.is_alphanumeric()).collect();
    let said = |words: &str| words.split(' ').any(|word| typed.contains(&word));
    let found: Vec<Profile> = WORDS.iter().filter(|(_, words)| said(words)).map(|(kind, _)| *kind).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        _ => Err(Fault::new("it is one of the three", "write 1, 2 or 3")),
    }
}

/// Job and employer: `Nurse at St. Mary`, `Nurse, St. Mary`.
pub fn job(text: &str) -> (String, String) {
    let parts = [" at ", " @ ", " bei ", ", "].iter().find_map(|between| text.split_once(between));
    let (title, company) = parts.unwrap_or((text, ""));
    (title.trim().to_owned(), company.trim().to_owned())
}

/// Several figures in one answer: `190k + 10% + 0.04%`.
///
/// # Errors
/// When it is not clear which part a figure is.
pub fn package(text: &str, with_base: bool) -> Read<TypedPay> {
    let mut pay = TypedPay::default();
    let marked = text.replace(" and ", "+").replace(" und ", "+").replace(", ", "+").replace(';', "+");
    for part in marked.split('+').map(str::trim).filter(|part| !part.is_empty()) {
        let (which, amount) = named(part, &pay, with_base);
        let which = which.filter(|which| pay.of(*which).is_empty()).ok_or_else(|| {
            Fault::new(
                format!("`{part}`: which part of the pay is that?"),
                "name it: 190k + 10% bonus + 500 shares + 5k sign-on",
            )
        })?;
        pay.set(which, amount);
    }
    Ok(pay)
}

/// Which part an amount is, by its word or its shape, and the amount alone.
fn named(part: &str, pay: &TypedPay, with_base: bool) -> (Option<Part>, String) {
    const WORDS: [(Part, &[&str]); 4] = [
        (Part::Base, &["base", "grundgehalt", "salary", "gehalt"]),
        (Part::Bonus, &["bonus"]),
        (Part::Equity, &["equity", "stock", "beteiligung", "aktien"]),
        (Part::SignOn, &["sign-on", "signing", "signon", "antrittsprämie", "on signing"]),
    ];
    let lower = part.to_lowercase();
    for (which, words) in WORDS {
        if let Some(word) = words.iter().find(|word| lower.contains(*word)) {
            let amount = lower.replace(word, "").replace("bonus", "").trim().to_owned();
            return (Some(which), amount);
        }
    }
    let units = ["shares", "units", "options", "rsus"].iter().any(|word| lower.ends_with(word));
    let small = lower.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
    let open = |which: Part| pay.of(which).is_empty();
    let which = match small {
        _ if units => Some(Part::Equity),
        // A bonus of less than a percent and a share of one percent of a company are rare.
        Some(percent) if percent < 1.0 || !open(Part::Bonus) => Some(Part::Equity),
        Some(_) => Some(Part::Bonus),
        None if with_base && open(Part::Base) => Some(Part::Base),
        None if open(Part::Bonus) => Some(Part::Bonus),
        None => None,
    };
    (which, part.to_owned())
}

/// What is said of the parts that were missing; "none" is said of all of them.
///
/// # Errors
/// As [`package`].
pub fn rest(
    missing: Vec<Part>,
    text: &str,
    of: impl Fn(&mut Starter) -> &mut TypedPay,
    to: &mut Starter,
) -> Read<()> {
    const NONE: [&str; 8] = ["no", "none", "nothing", "0", "nein", "nichts", "kein", "keine"];
    let pay = of(to);
    if NONE.contains(&text.to_lowercase().trim_end_matches('.')) {
        missing.into_iter().for_each(|part| pay.set(part, "0".to_owned()));
        return Ok(());
    }
    let told = package(text, false)?;
    for part in Part::ALL {
        if !told.of(part).is_empty() {
            pay.set(part, told.of(part).to_owned());
        }
    }
    Ok(())
}

/// Both ends of a range: `185,000-210,000`, `185k to 210k`.
///
/// # Errors
/// When it is no range.
pub fn band(text: &str) -> Read<(String, String)> {
    let ends = [" to ", " bis ", "–", "—", "-"].iter().find_map(|between| text.split_once(between));
    match ends.map(|(low, high)| (low.trim().to_owned(), high.trim().to_owned())) {
        Some((low, high)) if !low.is_empty() && !high.is_empty() => Ok((low, high)),
        _ => Err(Fault::new(format!("`{text}` is no range"), "write both ends: 185,000-210,000")),
    }
}

/// How firm an alternative is.
///
/// # Errors
/// When it is none of the words.
pub fn firmness(text: &str) -> Read<Firmness> {
    const WORDS: [(Firmness, &str); 4] = [
        (Firmness::Written, "written writing schriftlich"),
        (Firmness::Verbal, "verbal said told mündlich gesagt"),
        (Firmness::Hoped, "hoped hope expected erhofft erwartet"),
        (Firmness::Certain, "certain sure sicher"),
    ];
    let lower = text.to_lowercase();
    let found = WORDS.iter().find(|(_, words)| words.split(' ').any(|word| lower.contains(word)));
    found.map(|(firmness, _)| *firmness).ok_or_else(|| {
        Fault::new(format!("`{text}` is not known here"), "write one of written, verbal, hoped, certain")
    })
}

/// Which figure moved, and by how much: `cloud spend down 18%`, `ARR +2.1M`.
///
/// # Errors
/// When it does not say one figure with its amount.
pub fn figure(text: &str) -> Read<(String, String)> {
    const DOWN: [&str; 10] =
        ["down", "lowered", "reduced", "cut", "less", "minus", "gesenkt", "weniger", "runter", "fell"];
    const UP: [&str; 10] =
        ["up", "raised", "increased", "more", "plus", "grew", "erhöht", "mehr", "rauf", "by"];
    let unclear = || {
        Fault::new(
            format!("`{text}` does not say one figure and by how much it moved"),
            "write the figure, which way, and by how much: cloud spend down 18%",
        )
    };
    let (mut metric, mut amounts, mut down) = (Vec::new(), Vec::new(), false);
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches([',', ';', '.']);
        let lower = bare.to_lowercase();
        if bare.contains(|c: char| c.is_ascii_digit()) {
            amounts.push(bare);
        } else if DOWN.contains(&lower.as_str()) {
            down = true;
        } else if !UP.contains(&lower.as_str()) {
            metric.push(bare);
        }
    }
    let [amount] = amounts.as_slice() else { return Err(unclear()) };
    let minus = amount.starts_with(['-', '\u{2212}']) || down;
    let size = amount.trim_start_matches(['-', '\u{2212}', '+']);
    let change = if minus { format!("-{size}") } else { size.to_owned() };
    if metric.is_empty() { Err(unclear()) } else { Ok((metric.join(" "), change)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_figures_stand_in_one_answer() {
        let read = |text| package(text, true).map(|pay| [pay.base, pay.bonus, pay.equity, pay.sign_on]);
        for (text, wanted) in [
            ("190k + 10% + 0.04%", ["190k", "10%", "0.04%", ""]),
            ("190,000, 10,000 bonus, 500 shares, 5k sign-on", ["190,000", "10,000", "500 shares", "5k"]),
            ("base 82,000 and 10%", ["82,000", "10%", "", ""]),
            ("40 an hour", ["40 an hour", "", "", ""]),
            ("150k + 20k + 80,000 equity", ["150k", "20k", "80,000", ""]),
        ] {
            assert_eq!(read(text), Ok(wanted.map(str::to_owned)), "{text}");
        }
        assert!(read("190k + 10k + 5k").is_err(), "a third amount without a name");
    }

    #[test]
    fn a_figure_has_its_direction() {
        for (text, metric, change) in [
            ("cloud spend, down 18%", "cloud spend", "-18%"),
            ("lowered churn by 11%", "churn", "-11%"),
            ("ARR +2.1M", "ARR", "2.1M"),
            ("Umsatz plus 2.1M", "Umsatz", "2.1M"),
            ("latency −30%", "latency", "-30%"),
        ] {
            assert_eq!(figure(text), Ok((metric.to_owned(), change.to_owned())), "{text}");
        }
        assert!(
            figure("churn from 22% to 11%").is_err() && figure("18%").is_err() && figure("a lot").is_err()
        );
    }

    #[test]
    fn decimal_commas_become_points() {
        for (text, wanted) in [
            ("72.000", "72000"),
            ("72.000,50 + 2,5%", "72000.50 + 2.5%"),
            ("4.600 im Monat x 14", "4600 im Monat x 14"),
            ("1.200.000", "1200000"),
            ("3.5%", "3.5%"),
        ] {
            assert_eq!(with_point(text), wanted, "{text}");
        }
    }
}
