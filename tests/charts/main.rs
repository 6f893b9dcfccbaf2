//! The charts as a reader meets them: nothing covered, nothing cut off, nothing
//! from an input that acts, the same bytes every time.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used)]

mod drawing;
mod made_up;

use std::sync::OnceLock;

use counteroffer::advice::{Advice, EqualPackage, Sensitivity, Setup, Verdict, equal_packages, sensitivity};
use counteroffer::domain::Case;
use counteroffer::output::chart::{Backdrop, Label, NARROW, Picture, WIDTH, page_rules, png};
use counteroffer::report::Words;
use counteroffer::report::chart::{self, Dots, Figure, Rows, Shape};
use counteroffer::scenario::{Comparison, ScenarioTable, compare};
use counteroffer::simulate::Settings;
use made_up::Recipe;

fn english() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::builtin("en").unwrap())
}

fn german() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::builtin("de").unwrap())
}

/// Figures of a made-up case, every other one in German.
fn all_figures(recipe: &mut Recipe) -> Vec<(&'static str, Figure)> {
    let words = if recipe.base % 2.0 == 0.0 { english() } else { german() };
    let (case, advice, years) = (recipe.case(), recipe.advice(), recipe.years());
    let mut figures = figures_of(&case, &advice, &years, words);
    figures.push(("vesting", chart::vesting(&recipe.vesting(), 4, recipe.currency, words)));
    let equal = recipe.equal_packages(&advice);
    figures.push(("packages", chart::packages(&advice, &equal, words)));
    figures.push(("sensitivity", chart::sensitivity(&recipe.sensitivity(), recipe.currency, words)));
    figures.push(("compare", chart::compare(&recipe.comparison(years), words)));
    figures
}

/// What the charts of an example are made of, computed once.
struct Example {
    case: &'static Case,
    advice: &'static Advice,
    years: ScenarioTable,
    comparison: Comparison,
    equal: Vec<EqualPackage>,
    swings: Sensitivity,
}

fn example(name: &str) -> &'static Example {
    static PROMOTION: OnceLock<Example> = OnceLock::new();
    static OFFER: OnceLock<Example> = OnceLock::new();
    let cell = if name == "new-offer" { &OFFER } else { &PROMOTION };
    cell.get_or_init(|| {
        let (case, advice) = made_up::example(name);
        let settings = Settings { trials: 5_000, ..Settings::default() };
        Example {
            case,
            advice,
            years: made_up::years(case, advice, 5_000),
            comparison: compare(case, &advice.lineup(case), settings).unwrap(),
            equal: equal_packages(&Setup::of(case), &advice.anchor.package, settings),
            swings: sensitivity(case, Settings { trials: 512, ..Settings::default() }),
        }
    })
}

/// Every figure of an example.
fn example_figures(name: &str, words: &Words) -> Vec<(&'static str, Figure)> {
    let Example { case, advice, years, comparison, equal, swings } = example(name);
    let mut figures = figures_of(case, advice, years, words);
    figures.push(("compare", chart::compare(comparison, words)));
    figures.push(("packages", chart::packages(advice, equal, words)));
    figures.push(("sensitivity", chart::sensitivity(swings, case.currency, words)));
    figures
}

fn figures_of(
    case: &Case,
    advice: &Advice,
    years: &ScenarioTable,
    words: &Words,
) -> Vec<(&'static str, Figure)> {
    let mut figures = vec![
        ("outcome", chart::outcome(advice, words)),
        ("anchor", chart::anchor(advice, words)),
        ("band", chart::band(case, advice, words)),
        ("ladder", chart::ladder(advice, words)),
        ("scenario", chart::scenario(years, words)),
        ("fan", chart::fan(years, words)),
    ];
    if !case.market.is_empty() {
        figures.push(("market", chart::market(&case.market, None, advice, words)));
    }
    figures
}

fn dots_of(figure: &Figure) -> &Dots {
    match &figure.shape {
        Shape::Dots(dots) => dots,
        other => panic!("{other:?}"),
    }
}

fn rows_of(figure: &Figure) -> &Rows {
    match &figure.shape {
        Shape::Rows(rows) => rows,
        other => panic!("{other:?}"),
    }
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
        for words in [english(), german()] {
            let figures: Vec<Figure> = example_figures(name, words).into_iter().map(|(_, f)| f).collect();
            let file = |width: &str| folder.join(format!("{name}-{}-{width}.png", words.language()));
            contact_sheet(&file("wide"), &figures, &[WIDTH], 3);
            contact_sheet(&file("narrow"), &figures, &[NARROW], 4);
        }
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
    for (_, figure) in example_figures("alloy-pm2", english()) {
        let caption = &figure.caption;
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
    for (_, figure) in example_figures("new-offer", english()) {
        let svg = Picture::new(&figure, WIDTH).unwrap().svg(Backdrop::Page).unwrap();
        for (property, colour) in drawing::colours(&svg) {
            assert!(rules.contains(&format!("[{property}=\"{colour}\"]")), "no dark {property} for {colour}");
        }
    }
}

/// Words of the other language that a chart in this one must not hold. What
/// both languages write alike, and what is a name, tells nothing.
#[test]
fn a_german_chart_says_nothing_in_english() {
    const ENGLISH: &str = " the of and over offer offered ask asks asking gain base equity sign-on today expected \
        target year years meetings futures simulated seed assumptions sources market midpoint from to \
        with what pays brings more than value whisker medians bar line mark lies at is it ";
    for name in ["alloy-pm2", "new-offer"] {
        for (chart, figure) in example_figures(name, german()) {
            let typed = typed(example(name));
            let caption = &figure.caption;
            let mut texts = vec![
                caption.title.clone(),
                caption.note.clone(),
                caption.source.clone(),
                caption.alt.clone(),
            ];
            let picture = Picture::new(&figure, 2_000.0).unwrap();
            texts.extend(picture.labels().iter().map(|label| label.text.clone()));
            // A long name stands there in lines.
            let whole = |text: &String| typed.iter().any(|typed| typed.contains(text.trim_end_matches('…')));
            for text in texts.into_iter().filter(|text| !whole(text)) {
                let own = typed.iter().fold(text.clone(), |text, typed| text.replace(typed.as_str(), ""));
                let foreign = own
                    .split(|c: char| !c.is_alphanumeric() && c != '-')
                    .find(|word| ENGLISH.contains(&format!(" {} ", word.to_lowercase())) && !word.is_empty());
                assert_eq!(foreign, None, "{chart} of {name}: {text}");
            }
        }
    }
}

/// What the person typed, who measured, and what assumptions are called.
fn typed(example: &Example) -> Vec<String> {
    let Example { case, swings, .. } = example;
    let market =
        case.market.iter().flat_map(|b| [Some(b.source.clone()), b.level.clone(), b.location.clone()]);
    let others = case.alternatives.iter().map(|other| Some(other.name.clone()));
    let band = case.band.iter().flat_map(|band| [Some(band.level.clone()), Some(band.origin.clone())]);
    let mut typed: Vec<String> = market.chain(others).chain(band).flatten().collect();
    for swing in &swings.swings {
        let mut letters = swing.meaning.chars();
        typed.extend(letters.next().map(|first| first.to_lowercase().chain(letters).collect()));
        typed.extend([swing.meaning.clone(), swing.name.clone()]);
    }
    typed.retain(|text| !text.is_empty());
    typed
}

/// A line is never seen through a text: what lies beneath one was cut out.
#[test]
fn no_line_runs_through_a_text() {
    for seed in 0..60 {
        for (name, figure) in all_figures(&mut Recipe::new(seed)) {
            for width in [NARROW, WIDTH] {
                let picture = Picture::new(&figure, width).unwrap();
                let svg = picture.svg(Backdrop::Page).unwrap();
                for [from, to] in drawing::lines(&svg) {
                    let within = |label: &&Label| {
                        (1..20).map(|i| f64::from(i) / 20.0).any(|share| {
                            let x = from.0 + share * (to.0 - from.0);
                            let y = from.1 + share * (to.1 - from.1);
                            let area = label.area;
                            x > area.left && x < area.right && y > area.top && y < area.bottom
                        })
                    };
                    let hit = picture.labels().iter().find(within);
                    assert!(hit.is_none(), "{name} of seed {seed} at {width}: a line runs through {hit:?}");
                }
            }
        }
    }
}

/// Pale blue is the pay band, and nothing that is drawn shows through.
#[test]
fn pale_blue_means_one_thing() {
    for (name, figure) in example_figures("new-offer", english()) {
        let svg = Picture::new(&figure, WIDTH).unwrap().svg(Backdrop::Page).unwrap();
        assert_eq!(svg.contains("#E8EEF5"), name == "band", "{name}");
        assert!(!svg.contains("opacity=\"0."), "{name} mixes colours");
    }
}

#[test]
fn same_figure_same_bytes() {
    for (_, figure) in example_figures("alloy-pm2", english()) {
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
        let outcome = chart::outcome(&advice, english());
        let svg = Picture::new(&outcome, WIDTH).unwrap().svg(Backdrop::Paper).unwrap();
        let figure = dots_of(&outcome);
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
    let figure = chart::band(case, advice, english());
    let svg = Picture::new(&figure, WIDTH).unwrap().svg(Backdrop::Paper).unwrap();
    let dots = drawing::dots(&svg);
    let x = |colour: &str| dots.iter().find(|dot| dot.colour == colour).unwrap().x;
    let (offer, ask, today) = (x("#E69F00"), x("#0072B2"), x("#56B4E9"));
    // Distances on the picture are in proportion to distances in money.
    let base = |view: &counteroffer::advice::PackageView| view.package.base.to_f64();
    let money = (base(&advice.anchor) - base(&advice.offer)) / (base(&advice.offer) - 178_000.0);
    assert!(((ask - offer) / (offer - today) - money).abs() < 0.01, "{ask} {offer} {today}");
    assert_eq!(rows_of(&figure).marks.len(), 5);
}

#[test]
fn columns_are_as_high_as_their_money() {
    let (case, advice) = made_up::example("alloy-pm2");
    let years = made_up::years(case, advice, 1_000);
    let svg = Picture::new(&chart::scenario(&years, english()), WIDTH).unwrap().svg(Backdrop::Paper).unwrap();
    let heights = drawing::box_heights(&svg, "#4A3F6B");
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
    let title = |figure: Figure| figure.caption.title;
    let outcome = title(chart::outcome(&advice, english()));
    assert_eq!(outcome, "In 49 of 100 meetings something moves, and then about +5.5%");
    let anchor = |advice: &Advice| title(chart::anchor(advice, english()));
    assert_eq!(anchor(&advice), "No opening ask brings more on average than 11% over the offer: +2.3%");
    // The title says what the curve shows: where it goes on rising, how far.
    let mut rising = advice.clone();
    rising.curve.last_mut().unwrap().mean.value = 0.05;
    assert_eq!(
        anchor(&rising),
        "Asking 11% over the offer brings +2.3% on average, and no ask more than +5%"
    );
    let mut capped = advice.clone();
    capped.caps[0].ask = 0.112;
    assert_eq!(anchor(&capped), "Ask 11% over the offer, the most that fits: the band's room");
    let own = Advice { own_ask: true, ..advice.clone() };
    assert!(anchor(&own).starts_with("Your own ask, 11% over the offer, brings +"));
    let left = Advice { verdict: Verdict::LeaveIt, ..advice.clone() };
    assert_eq!(anchor(&left), "No ask brings more than your alternative");
    let ladder = |advice: &Advice| title(chart::ladder(advice, english()));
    assert_eq!(ladder(&advice), "Come down step by step: 201,495, then 198,621, then 196,897");
    // Base stands still and the rest is asked for: steps are called by their gain.
    let mut still = advice;
    let base = still.offer.package.base;
    still.anchor.package.base = base;
    still.ladder.iter_mut().for_each(|rung| rung.view.package.base = base);
    assert_eq!(ladder(&still), "Come down step by step: +11%, then +8.3%, then +6.6%");
}

/// The last vest day lies a leap day past four years of 365 days, and counts.
#[test]
fn what_vests_to_the_horizon_is_the_whole_grant() {
    let (case, advice) = made_up::example("alloy-pm2");
    let calendars = counteroffer::scenario::vesting(case, &advice.lineup(case));
    let figure = chart::vesting(&calendars, case.preferences.horizon_years, case.currency, english());
    assert_eq!(
        figure.caption.title,
        "Of the offer's 160,000 in equity nothing is yours before 4 May 2027, and half of it by 4 May 2028"
    );
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
