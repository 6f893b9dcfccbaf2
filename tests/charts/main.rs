//! The charts as a reader meets them: nothing covered, nothing cut off, nothing
//! from an input that acts, the same bytes every time.

#![allow(clippy::expect_used)]

mod made_up;

use counteroffer::anchor::Advice;
use counteroffer::domain::Case;
use counteroffer::output::chart::{Ground, NARROW, Picture, WIDTH, png};
use counteroffer::report::figure::{
    AnchorFigure, BandFigure, Figure, LinesFigure, OutcomeFigure, ScenarioFigure, SpansFigure,
};
use counteroffer::report::format::Numbers;
use counteroffer::scenario::{ScenarioTable, compare};
use counteroffer::simulate::Settings;
use made_up::Recipe;

const EN: Numbers = Numbers::ENGLISH;

/// Figures of a made-up case.
fn all_figures(recipe: &mut Recipe) -> Vec<(&'static str, Figure)> {
    let (case, advice, years) = (recipe.case(), recipe.advice(), recipe.years());
    let mut figures = figures_of(&case, &advice, &years);
    let vesting = LinesFigure::vesting(&recipe.vesting(), 4, recipe.currency, EN);
    figures.push(("vesting", Figure::Lines(vesting)));
    figures.push(("compare", Figure::Spans(SpansFigure::compare(&recipe.comparison(years), EN))));
    figures
}

fn example_figures(name: &str) -> Vec<Figure> {
    let (case, advice) = made_up::example(name);
    let years = made_up::years(case, advice, 5_000);
    let settings = Settings { trials: 5_000, ..Settings::default() };
    let comparison = compare(case, &made_up::packages(case, advice), settings).unwrap();
    let mut figures = figures_of(case, advice, &years);
    figures.push(("compare", Figure::Spans(SpansFigure::compare(&comparison, EN))));
    figures.into_iter().map(|(_, figure)| figure).collect()
}

fn figures_of(case: &Case, advice: &Advice, years: &ScenarioTable) -> Vec<(&'static str, Figure)> {
    let mut figures = vec![
        ("outcome", Figure::Outcome(OutcomeFigure::new(advice, EN))),
        ("anchor", Figure::Anchor(AnchorFigure::new(advice, EN))),
        ("band", Figure::Band(BandFigure::new(case, advice, EN))),
        ("ladder", Figure::Spans(SpansFigure::ladder(advice, EN))),
        ("scenario", Figure::Scenario(ScenarioFigure::new(years, EN))),
        ("fan", Figure::Lines(LinesFigure::fan(years, EN))),
    ];
    figures.extend(SpansFigure::market(case, advice, EN).map(|figure| ("market", Figure::Spans(figure))));
    figures
}

/// Draws contact sheets when a folder is named, to be looked at.
#[test]
fn pictures_to_look_at() {
    let Some(folder) = std::env::var_os("COUNTEROFFER_PICTURES") else {
        println!("skipped: COUNTEROFFER_PICTURES names no folder for pictures to look at");
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    for name in ["alloy-pm2", "new-offer"] {
        let figures = example_figures(name);
        contact_sheet(&folder.join(format!("{name}.png")), &figures, &[WIDTH], 2);
        contact_sheet(&folder.join(format!("{name}-narrow.png")), &figures, &[NARROW], 3);
    }
    for seed in 2..8 {
        let figures: Vec<Figure> = all_figures(&mut Recipe::new(seed)).into_iter().map(|(_, f)| f).collect();
        contact_sheet(&folder.join(format!("seed-{seed}.png")), &figures, &[WIDTH, NARROW], 2);
    }
}

/// All figures at all widths on one picture, in columns.
fn contact_sheet(path: &std::path::Path, figures: &[Figure], widths: &[f64], columns: usize) {
    let mut heights = vec![0.0; columns];
    let mut inside = String::new();
    let column_width = widths.iter().copied().fold(0.0, f64::max) + 20.0;
    for (i, (figure, width)) in figures.iter().flat_map(|f| widths.iter().map(move |w| (f, *w))).enumerate() {
        let picture = Picture::new(figure, width).unwrap();
        let svg = picture.svg(Ground::Paper).unwrap();
        let (x, y) = ((i % columns) as f64 * column_width, heights[i % columns]);
        inside.push_str(&svg.replacen("<svg ", &format!("<svg x=\"{x}\" y=\"{y}\" "), 1));
        heights[i % columns] += picture.size().1 + 20.0;
    }
    let (width, height) = (columns as f64 * column_width, heights.into_iter().fold(0.0, f64::max));
    let sheet = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><rect width=\"100%\" height=\"100%\" fill=\"#bbb\"/>{inside}</svg>"
    );
    std::fs::write(path, png(&sheet, width as u32).unwrap()).unwrap();
}

#[test]
fn labels_never_meet_nor_leave_the_frame() {
    for seed in 0..150 {
        for (name, figure) in all_figures(&mut Recipe::new(seed)) {
            for width in [NARROW, WIDTH, 900.0] {
                let picture = Picture::new(&figure, width).unwrap();
                check_labels(&picture, &format!("{name} of seed {seed} at {width}"));
            }
        }
    }
}

fn check_labels(picture: &Picture, what: &str) {
    let (width, height) = picture.size();
    let labels = picture.labels();
    assert!(labels.len() > 4, "{what} says next to nothing");
    for (i, label) in labels.iter().enumerate() {
        let area = label.area;
        assert!(
            area.left >= 0.0 && area.right <= width && area.top >= 0.0 && area.bottom <= height,
            "{what}: {label:?} leaves the frame of {width} × {height}"
        );
        for other in &labels[i + 1..] {
            assert!(!area.overlaps(other.area), "{what}: {label:?} covers {other:?}");
        }
    }
}
