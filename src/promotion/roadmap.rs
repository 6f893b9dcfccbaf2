//! The roadmap: each gap, the work that closes it, whose it is, by when, and who must agree.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{DimensionView, GateView};
use crate::domain::promotion::{Promotion, Side, Work, WorkState};

/// A row of the roadmap. What nobody has settled is `None`, and `with` says whom to settle it with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapRow {
    /// Points that the dimension is short of the gate, where it is.
    pub short_by: Option<Decimal>,
    /// The work, from the case, else proposed by the rubric.
    pub work: Work,
    /// It is proposed, and stands in nobody's plan yet.
    pub proposed: bool,
    /// Its day has passed, and it is not done.
    pub overdue: bool,
    /// Its day lies behind the deadline for evidence.
    pub too_late: bool,
    /// With whom to settle what is open: the manager, else who decides; `None` where neither is named.
    pub with: Option<String>,
}

/// Every gap with the work of the case, or else with what the rubric proposes; where nothing falls
/// short, the weakest dimension. Work of the case stays, whether its dimension is short or not.
pub(super) fn roadmap(
    promotion: &Promotion,
    gate: &GateView,
    today: Date,
    evidence_due: Option<Date>,
) -> Vec<RoadmapRow> {
    let decider = || promotion.people.on(Side::Decider).next().map(|person| person.name.clone());
    let with = promotion.agreement.manager.clone().or_else(decider);
    let row = |dimension: &DimensionView, work: Work, proposed| RoadmapRow {
        short_by: dimension.short_by.filter(|by| *by > Decimal::ZERO),
        overdue: work.state != WorkState::Done && work.due.is_some_and(|due| due < today),
        too_late: work.due.zip(evidence_due).is_some_and(|(due, last)| due > last),
        with: with.clone(),
        proposed,
        work,
    };
    let weakest = gate.weakest().filter(|_| gate.short().next().is_none());
    let wanting =
        |dimension: &DimensionView| gate.short().chain(weakest).any(|one| one.name == dimension.name);
    let rows = gate.dimensions.iter().flat_map(|dimension| {
        let own = promotion.roadmap.iter().filter(|work| work.dimension == dimension.name);
        let mut rows: Vec<RoadmapRow> = own.map(|work| row(dimension, work.clone(), false)).collect();
        if rows.is_empty() && wanting(dimension) {
            let usual = dimension.work.first().map(|what| Work {
                dimension: dimension.name.clone(),
                what: what.clone(),
                owner: None,
                due: None,
                agree: Vec::new(),
                state: WorkState::Open,
            });
            rows.extend(usual.map(|work| row(dimension, work, true)));
        }
        rows
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::promotion::{Score, Scored, rubric_of_tests};
    use crate::promotion::judge;
    use crate::promotion::terms::tests::terms;
    use jiff::civil::date;

    #[test]
    fn a_gap_has_its_own_work_or_a_proposal_and_says_what_is_open() {
        let rubric = rubric_of_tests();
        let names: Vec<String> = rubric.dimensions.iter().map(|dimension| dimension.name.clone()).collect();
        let score = |own| Score::new(Decimal::new(own, 1));
        let low = |name: &String| Scored { dimension: name.clone(), own: score(35), manager: None };
        let scores: Vec<Scored> = names.iter().map(low).collect();
        let gate = judge(&rubric, &scores, &terms());
        let own = Work {
            dimension: names[0].clone(),
            what: "lead the launch".into(),
            owner: Some("me".into()),
            due: Some(date(2026, 8, 1)),
            agree: vec!["Dana".into()],
            state: WorkState::Agreed,
        };
        let mut promotion = Promotion { roadmap: vec![own], ..Promotion::default() };
        promotion.agreement.manager = Some("Dana".into());
        let on = |day| roadmap(&promotion, &gate, day, Some(date(2026, 7, 9)));
        let rows = on(date(2026, 5, 4));
        assert_eq!((rows[0].proposed, rows[0].overdue, rows[0].too_late), (false, false, true));
        assert_eq!(rows[0].short_by, Some(Decimal::new(5, 1)));
        assert!(on(date(2026, 8, 2))[0].overdue);
        let with_work = gate.dimensions.iter().skip(1).filter(|dimension| !dimension.work.is_empty()).count();
        assert_eq!(rows.len(), 1 + with_work, "one row a gap");
        for row in &rows[1..] {
            assert!(row.proposed && row.work.owner.is_none() && row.with.as_deref() == Some("Dana"));
        }
    }
}
