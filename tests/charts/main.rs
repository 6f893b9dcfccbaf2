//! The charts as a reader meets them: nothing covered, nothing cut off, nothing
//! from an input that acts, the same bytes every time.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used)]

mod drawing;
mod made_up;

use std::sync::OnceLock;

use counteroffer::advice::{Advice, Setup, Verdict, equal_packages, sensitivity};
use counteroffer::domain::Case;
use counteroffer::output::chart::{Backdrop, NARROW, Picture, WIDTH, page_rules, png};
use counteroffer::report::figure::{
    AnchorFigure, BandFigure, Figure, LinesFigure, OutcomeFigure, ScenarioFigure, SpansFigure,
};
use counteroffer::report::numbers::Numbers;
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
    let equal = recipe.equal_packages(&advice);
    figures.push(("packages", Figure::Spans(SpansFigure::packages(&advice, &equal, EN))));
    let swings = recipe.sensitivity();
    figures.push(("sensitivity", Figure::Spans(SpansFigure::sensitivity(&swings, recipe.currency, EN))));
    figures.push(("compare", Figure::Spans(SpansFigure::compare(&recipe.comparison(years), EN))));
    figures
}

/// Every figure of an example, computed once.
fn example_figures(name: &str) -> Vec<Figure> {
    static PROMOTION: OnceLock<Vec<Figure>> = OnceLock::new();
    static OFFER: OnceLock<Vec<Figure>> = OnceLock::new();
    let cell = if name == "new-offer" { &OFFER } else { &PROMOTION };
    cell.get_or_init(|| figures_of_example(name)).clone()
}

fn figures_of_example(name: &str) -> Vec<Figure> {
    let (case, advice) = made_up::example(name);
    let years = made_up::years(case, advice, 5_000);
    let settings = Settings { trials: 5_000, ..Settings::default() };
    let comparison = compare(case, &advice.lineup(case), settings).unwrap();
    let mut figures = figures_of(case, advice, &years);
    figures.push(("compare", Figure::Spans(SpansFigure::compare(&comparison, EN))));
    let equal = equal_packages(&Setup::of(case), &advice.anchor.package, settings);
    figures.push(("packages", Figure::Spans(SpansFigure::packages(advice, &equal, EN))));
    let swings = sensitivity(case, Settings { trials: 512, ..Settings::default() });
    figures.push(("sensitivity", Figure::Spans(SpansFigure::sensitivity(&swings, case.currency, EN))));
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
        let svg = picture.svg(Backdrop::Paper).unwrap();
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
    assert!(labels.len() > 3, "{what} says next to nothing");
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

/// The same, with the shapes of the letters as resvg draws them: what was
/// measured beforehand is what comes out.
#[test]
fn letters_as_drawn_never_meet_nor_leave_the_frame() {
    for seed in 200..225 {
        for (name, figure) in all_figures(&mut Recipe::new(seed)) {
            let picture = Picture::new(&figure, WIDTH).unwrap();
            let boxes = drawing::letters(&picture.svg(Backdrop::Paper).unwrap());
            let (width, height) = picture.size();
            assert_eq!(boxes.len(), picture.labels().len(), "{name} of seed {seed}");
            for (i, (text, area)) in boxes.iter().enumerate() {
                let inside =
                    area.left >= 0.0 && area.right <= width && area.top >= 0.0 && area.bottom <= height;
                assert!(inside, "{name} of seed {seed}: {text} leaves the frame: {area:?}");
                for (other, second) in &boxes[i + 1..] {
                    assert!(!area.overlaps(*second), "{name} of seed {seed}: {text} covers {other}");
                }
            }
        }
    }
}

#[test]
fn nothing_from_an_input_becomes_markup() {
    for seed in 0..60 {
        for (name, figure) in all_figures(&mut Recipe::new(seed)) {
            for backdrop in [Backdrop::Paper, Backdrop::Page] {
                let svg = Picture::new(&figure, WIDTH).unwrap().svg(backdrop).unwrap();
                drawing::assert_harmless(&svg, name);
                assert!(!svg.contains('\u{202e}'), "{name} of seed {seed} turns the reading direction");
            }
        }
    }
}

#[test]
fn a_chart_says_what_it_shows_to_those_who_cannot_see_it() {
    for figure in example_figures("alloy-pm2") {
        let caption = figure.caption();
        let svg = Picture::new(&figure, WIDTH).unwrap().svg(Backdrop::Page).unwrap();
        assert!(svg.contains("role=\"img\""), "{}", caption.title);
        let escaped = caption.alt.replace('&', "&amp;").replace('\'', "&#39;");
        assert!(svg.contains(&format!("<desc>{escaped}</desc>")), "{}", caption.alt);
        assert!(caption.alt.ends_with('.') && caption.alt.len() > 40, "{}", caption.alt);
    }
}

#[test]
fn a_page_can_turn_every_colour_dark() {
    let rules = page_rules();
    for figure in example_figures("new-offer") {
        let svg = Picture::new(&figure, WIDTH).unwrap().svg(Backdrop::Page).unwrap();
        for (property, colour) in drawing::colours(&svg) {
            assert!(rules.contains(&format!("[{property}=\"{colour}\"]")), "no dark {property} for {colour}");
        }
    }
}

#[test]
fn same_figure_same_bytes() {
    for figure in example_figures("alloy-pm2") {
        let draw = || Picture::new(&figure, WIDTH).unwrap().svg(Backdrop::Paper).unwrap();
        let svg = draw();
        assert_eq!(svg, draw());
        let picture = png(&svg, 1200).unwrap();
        assert_eq!(picture, png(&svg, 1200).unwrap());
        assert!(picture.starts_with(b"\x89PNG") && picture.windows(20).any(|w| w == b"Made by counteroffer"));
    }
}

#[test]
fn a_hundred_dots_are_a_hundred_meetings() {
    for seed in 0..40 {
        let advice = Recipe::new(seed).advice();
        let figure = OutcomeFigure::new(&advice, EN);
        let svg =
            Picture::new(&Figure::Outcome(figure.clone()), WIDTH).unwrap().svg(Backdrop::Paper).unwrap();
        let dots = drawing::dots(&svg);
        let count = |colour: &str| dots.iter().filter(|dot| dot.colour == colour).count();
        assert_eq!(count("#E69F00"), figure.held, "offer stands, seed {seed}");
        assert_eq!(count("#009E73") + count("#0072B2"), figure.moved.len(), "something moves, seed {seed}");
        assert_eq!(count("#D55E00"), figure.withdrawn, "withdrawn, seed {seed}");
        assert_eq!(figure.held + figure.moved.len() + figure.withdrawn, 100, "seed {seed}");
        let share = (advice.improved.value * 100.0 - figure.moved.len() as f64).abs();
        assert!(share <= 1.0, "seed {seed}: {} dots for {}", figure.moved.len(), advice.improved.value);
    }
}

#[test]
fn marks_stand_where_their_figures_are() {
    let (case, advice) = made_up::example("alloy-pm2");
    let figure = BandFigure::new(case, advice, EN);
    let svg = Picture::new(&Figure::Band(figure.clone()), WIDTH).unwrap().svg(Backdrop::Paper).unwrap();
    let dots = drawing::dots(&svg);
    let x = |colour: &str| dots.iter().find(|dot| dot.colour == colour).unwrap().x;
    let (offer, ask, today) = (x("#E69F00"), x("#0072B2"), x("#56B4E9"));
    // Distances on the picture are in proportion to distances in money.
    let base = |view: &counteroffer::advice::PackageView| view.package.base.to_f64();
    let money = (base(&advice.anchor) - base(&advice.offer)) / (base(&advice.offer) - 178_000.0);
    assert!(((ask - offer) / (offer - today) - money).abs() < 0.01, "{ask} {offer} {today}");
    assert_eq!(figure.marks.len(), 5);
}

#[test]
fn columns_are_as_high_as_their_money() {
    let (case, advice) = made_up::example("alloy-pm2");
    let years = made_up::years(case, advice, 1_000);
    let figure = ScenarioFigure::new(&years, EN);
    let svg = Picture::new(&Figure::Scenario(figure), WIDTH).unwrap().svg(Backdrop::Paper).unwrap();
    let heights = drawing::box_heights(&svg, "#3F5B7F");
    let bases: Vec<f64> =
        years.packages.iter().flat_map(|p| p.years.iter().map(|year| year.base.to_f64())).collect();
    // The last box of the colour is the swatch beside the name.
    assert_eq!(heights.len(), bases.len() + 1);
    for (height, base) in heights.iter().zip(&bases) {
        let per_pixel = base / (height + 0.8);
        assert!((per_pixel / (bases[0] / (heights[0] + 0.8)) - 1.0).abs() < 0.01, "{height} for {base}");
    }
}

/// The promotion of the compensation sources with round results.
fn round_advice() -> Advice {
    let mut recipe = Recipe::new(1);
    recipe.currency = counteroffer::num::Currency::USD;
    recipe.base = 190_000.0;
    recipe.advice_of(0.11, 0.49, 0.003)
}

#[test]
fn titles_say_what_was_found() {
    let advice = round_advice();
    let title = |figure: Figure| figure.caption().title.clone();
    let outcome = title(Figure::Outcome(OutcomeFigure::new(&advice, EN)));
    assert_eq!(outcome, "In 49 of 100 meetings something moves, and then about +5.5%");
    let anchor = |advice: &Advice| title(Figure::Anchor(AnchorFigure::new(advice, EN)));
    assert_eq!(anchor(&advice), "Beyond 11% over the offer, asking for more hardly pays");
    let mut capped = advice.clone();
    capped.caps[0].ask = 0.112;
    assert_eq!(anchor(&capped), "Ask 11% over the offer, the most that fits: the band's room");
    let own = Advice { own_ask: true, ..advice.clone() };
    assert!(anchor(&own).starts_with("Your own ask, 11% over the offer, brings +"));
    let left = Advice { verdict: Verdict::LeaveIt, ..advice.clone() };
    assert_eq!(anchor(&left), "No ask brings more than your alternative");
    let ladder = |advice: &Advice| title(Figure::Spans(SpansFigure::ladder(advice, EN)));
    assert_eq!(ladder(&advice), "Come down in shrinking steps: 201,495, then 198,621, then 196,897");
    // Base stands still and the rest is asked for: steps are called by their gain.
    let mut still = advice;
    let base = still.offer.package.base;
    still.anchor.package.base = base;
    still.ladder.iter_mut().for_each(|rung| rung.view.package.base = base);
    assert_eq!(ladder(&still), "Come down in shrinking steps: +11%, then +8.3%, then +6.6%");
}

fn run(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["counteroffer"].iter().chain(args).map(std::ffi::OsString::from);
    let code = counteroffer::cli::run(all, &mut out, &mut err);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

const OFFER: [&str; 6] = ["--offer-base", "100000", "--trials", "500", "--quiet", "--threads"];

#[test]
fn the_command_writes_what_the_ending_says() {
    let folder = tempfile::tempdir().unwrap();
    for (ending, head) in [("svg", &b"<svg"[..]), ("png", b"\x89PNG")] {
        let path = folder.path().join(format!("anchor.{ending}"));
        let path = path.to_str().unwrap();
        let args = [&["chart", "anchor", "-o", path][..], &OFFER, &["1"]].concat();
        let (code, out, err) = run(&args);
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "{ending}");
        assert!(std::fs::read(path).unwrap().starts_with(head), "{ending}");
        // What it made it may make again.
        assert_eq!(run(&args).0, 0, "{ending}");
    }
    let (code, out, _) = run(&[&["chart", "outcome"][..], &OFFER, &["1"]].concat());
    assert!(code == 0 && out.starts_with("<svg") && out.ends_with("</svg>\n"));
}

#[test]
fn the_command_refuses_what_it_cannot_draw() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anchor.jpg");
    let (code, out, err) = run(&["chart", "anchor", "-o", path.to_str().unwrap(), "--offer-base", "1"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("ends in neither .svg nor .png") && err.contains("hint: "), "{err}");
    assert!(!path.exists());
    let (code, _, err) = run(&[&["chart", "market"][..], &OFFER, &["1"]].concat());
    assert_eq!(code, 2);
    assert!(err.contains("the case has no market figures to draw"), "{err}");
    let (code, _, err) = run(&[&["chart", "vesting"][..], &OFFER, &["1"]].concat());
    assert_eq!(code, 2);
    assert!(err.contains("no package has equity of known value"), "{err}");
    let foreign = folder.path().join("mine.svg");
    std::fs::write(&foreign, "<svg>mine</svg>").unwrap();
    let args = [&["chart", "anchor", "-o", foreign.to_str().unwrap()][..], &OFFER, &["1"]].concat();
    let (code, _, err) = run(&args);
    assert_eq!(code, 2);
    assert!(err.contains("was not made by counteroffer"), "{err}");
    assert_eq!(std::fs::read_to_string(&foreign).unwrap(), "<svg>mine</svg>");
}
