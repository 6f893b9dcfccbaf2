//! A case without what tells whose it is: names, companies and claims are
//! gone before anything is computed, so that no format can let one slip.

use super::{Alternative, Benchmark, Case, Context, Evidence, Inputs, PayBand, Prospects};

/// The fewest letters of a name that is looked for inside other texts.
const SHORTEST_NAME: usize = 3;

impl Case {
    /// The case without names, companies and claims. Figures, dates, title,
    /// level and place stay, and with them every result; a text that repeats
    /// a name is left out. Other offers are called `other_offer` and a letter.
    ///
    /// What is left of a claim is whether it has a number, whose it was and
    /// whether a proof is listed.
    #[must_use]
    pub fn redacted(mut self, other_offer: &str) -> Self {
        let names = Names::of(&self);
        for place in [&mut self.role.title, &mut self.role.level, &mut self.role.location] {
            names.keep_clean(place);
        }
        self.role.company = None;
        rename(&mut self.alternatives, &mut self.prospects, other_offer);
        self.band = self.band.map(|band| nameless_band(band, &names));
        self.market = self.market.into_iter().map(|row| nameless_benchmark(row, &names)).collect();
        self.context = Context { decides: None, beyond_money: Vec::new(), ..self.context };
        self.evidence = self.evidence.into_iter().map(nameless_claim).collect();
        self.promotion = None;
        self.inputs = nameless_files(self.inputs);
        self
    }
}

/// The names that must not stand anywhere, in small letters.
struct Names(Vec<String>);

impl Names {
    fn of(case: &Case) -> Self {
        let band = case.band.as_ref().and_then(|band| band.company.as_deref());
        let market = case.market.iter().filter_map(|row| row.company.as_deref());
        let told = case.promotion.iter();
        let people = told.clone().flat_map(|told| &told.people.list).map(|person| person.name.as_str());
        let manager = told.filter_map(|told| told.agreement.manager.as_deref()).next();
        let given = [case.role.company.as_deref(), band, case.context.decides.as_deref(), manager];
        let all = given
            .into_iter()
            .flatten()
            .chain(market)
            .chain(people)
            .chain(case.alternatives.iter().map(|other| other.name.as_str()));
        let long = all.map(|name| name.trim().to_lowercase());
        Names(long.filter(|name| name.chars().count() >= SHORTEST_NAME).collect())
    }

    fn stand_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.0.iter().any(|name| text.contains(name.as_str()))
    }

    fn keep_clean(&self, text: &mut Option<String>) {
        *text = text.take().filter(|text| !self.stand_in(text));
    }
}

/// Gives every alternative, grant and benefit a name that says nothing.
fn rename(alternatives: &mut [Alternative], prospects: &mut Prospects, other_offer: &str) {
    let single = alternatives.len() == 1;
    for (index, (letter, alternative)) in ('A'..='Z').cycle().zip(alternatives).enumerate() {
        let round = index / 26;
        let more = if round > 0 { round.to_string() } else { String::new() };
        alternative.name =
            if single { other_offer.to_owned() } else { format!("{other_offer} {letter}{more}") };
    }
    for (number, grant) in (1..).zip(&mut prospects.grants) {
        grant.name = format!("grant {number}");
    }
    for outlook in &mut prospects.outlooks {
        for (name, _) in &mut outlook.benefits {
            "benefit".clone_into(name);
        }
    }
}

fn nameless_band(band: PayBand, names: &Names) -> PayBand {
    let mut family = band.family;
    names.keep_clean(&mut family);
    let level = if names.stand_in(&band.level) { String::new() } else { band.level };
    PayBand { company: None, family, level, location: None, origin: "the band file".into(), ..band }
}

fn nameless_benchmark(mut row: Benchmark, names: &Names) -> Benchmark {
    if row.company.is_some() || names.stand_in(&row.source) {
        row.source = "market data".into();
    }
    row.company = None;
    row.origin = "a market file".into();
    for text in [&mut row.family, &mut row.level, &mut row.location] {
        names.keep_clean(text);
    }
    row.adjustments.retain(|step| !names.stand_in(&step.what) && !names.stand_in(&step.why));
    row
}

fn nameless_claim(claim: Evidence) -> Evidence {
    let there = |text: Option<String>| text.map(|_| String::new());
    Evidence {
        claim: String::new(),
        metric: None,
        decision: there(claim.decision),
        proof: there(claim.proof),
        goal: None,
        ..claim
    }
}

/// Fingerprints stay, names of files go.
fn nameless_files(inputs: Inputs) -> Inputs {
    let numbered = (1..).zip(inputs.files).map(|(number, (_, hash))| (format!("file {number}"), hash));
    Inputs { files: numbered.collect(), notes: Vec::new() }
}
