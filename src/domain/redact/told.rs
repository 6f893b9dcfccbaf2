//! What a person tells: who and where, what was done, and what overrules the tables.

use super::figures::figures;
use super::{Keep, Withheld};
use crate::domain::promotion::{Promotion, Strategy};
use crate::domain::{Assumption, Assumptions, Context, Evidence, Inputs, Promise, Role};

impl Withheld {
    pub(super) fn role(&mut self, role: Role, keep: Keep) -> Role {
        let Role { company, title, level, location } = role;
        self.name(company);
        // That there is a level decides which benchmarks may limit the ask.
        let has_level = level.is_some();
        Role {
            company: None,
            title: self.keep(keep.title, title),
            level: self.keep(keep.level, level).or(has_level.then(String::new)),
            location: self.keep(keep.place, location),
        }
    }

    pub(super) fn context(&mut self, context: Context) -> Context {
        let Context { tone, runner_up, ultimatum, deadline, meeting, decides, beyond_money } = context;
        self.name(decides);
        self.texts.extend(beyond_money);
        Context {
            tone: figures(tone),
            runner_up: figures(runner_up),
            ultimatum: figures(ultimatum),
            deadline: figures(deadline),
            meeting: figures(meeting),
            decides: None,
            beyond_money: Vec::new(),
        }
    }

    /// That something was promised, on which day, and whether it is written.
    pub(super) fn promise(&mut self, promise: Promise) -> Promise {
        let Promise { what, by, date, written } = promise;
        self.text(what);
        self.name(by);
        let there = written.as_ref().map(|_| String::new());
        self.text(written);
        Promise { what: String::new(), by: None, date: figures(date), written: there }
    }

    pub(super) fn claim(&mut self, claim: Evidence) -> Evidence {
        let Evidence {
            claim,
            metric,
            change,
            before,
            after,
            period,
            date,
            owner,
            decision,
            dimension,
            goal,
            proof,
        } = claim;
        let there = |text: &Option<String>| text.as_ref().map(|_| String::new());
        let nameless = Evidence {
            claim: String::new(),
            metric: None,
            change: figures(change),
            before: figures(before),
            after: figures(after),
            period: figures(period),
            date: figures(date),
            owner: figures(owner),
            decision: there(&decision),
            dimension: None,
            goal: None,
            proof: there(&proof),
        };
        for text in [Some(claim), metric, decision, dimension, goal, proof] {
            self.text(text);
        }
        nameless
    }

    /// Nothing of it leaves; those whom it names are looked for.
    pub(super) fn promotion(&mut self, promotion: Option<Promotion>) -> Option<Promotion> {
        let promotion = promotion?;
        self.names.extend(promotion.people.list.into_iter().map(|person| person.name));
        self.names.extend(promotion.agreement.manager);
        self.names.extend(promotion.testimonials.iter().map(|told| told.who.clone()));
        self.texts.extend(promotion.testimonials.into_iter().map(|told| told.words));
        let Strategy { document, signed_by, signed_on: _ } = promotion.strategy;
        self.names.extend(signed_by);
        self.texts.extend(promotion.plan_to_say.into_iter().chain(document));
        self.texts.extend(promotion.answers.into_iter().map(|(_, answer)| answer));
        for entry in promotion.log {
            self.names.extend(entry.with);
            self.texts.extend([Some(entry.what), entry.metric, entry.need].into_iter().flatten());
        }
        self.texts.extend(promotion.goals.into_iter().map(|goal| goal.name));
        for work in promotion.roadmap {
            self.names.extend(work.owner.into_iter().chain(work.agree));
            self.texts.push(work.what);
        }
        None
    }

    pub(super) fn assumptions(&mut self, own: &Assumptions, standard: &Assumptions) -> Assumptions {
        let nameless = |ours: &Assumption| {
            let mut row = ours.clone();
            if let Some(theirs) = own.get(&ours.name) {
                let Assumption { name, value, unit, low, high, kind, source, as_of, meaning, overruled } =
                    theirs.clone();
                for (written, known) in [(source, &ours.source), (meaning, &ours.meaning)] {
                    self.text(Some(written).filter(|written| written != known));
                }
                drop((name, unit, as_of));
                (row.value, row.low, row.high) = (figures(value), figures(low), figures(high));
                (row.kind, row.overruled) = (figures(kind), figures(overruled));
            }
            row
        };
        Assumptions::new(standard.iter().map(nameless).collect::<Vec<_>>())
    }

    /// Neither names nor fingerprints of files: a guess could be held against those.
    pub(super) fn inputs(&mut self, inputs: Inputs) -> Inputs {
        let Inputs { files, notes } = inputs;
        self.texts.extend(files.into_iter().map(|(name, _)| name).chain(notes));
        Inputs::default()
    }
}
