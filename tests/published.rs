//! Published figures that the default model must reproduce.
#![allow(clippy::expect_used)]

use counteroffer::input;
use counteroffer::simulate::Settings;
use counteroffer::validation::reproduce;

#[test]
fn every_published_figure_comes_out_within_its_tolerance() {
    let assumptions = input::assumptions::standard().expect("the compiled-in table");
    let published = input::published::standard().expect("the compiled-in table");
    let settings = Settings { seed: 1, trials: 1_000_000 };
    let figures = reproduce(&assumptions, &published, settings);
    assert_eq!(figures.len(), published.len(), "a published figure that nobody works out");
    let outside: Vec<(&str, f64)> =
        figures.iter().filter(|f| !f.within).map(|f| (f.published.name.as_str(), f.model.value)).collect();
    assert!(outside.is_empty(), "outside: {outside:?}");
}

#[test]
fn the_figures_are_those_that_were_documented() {
    // never-withdrew is documented as .903; here asks vary from one negotiation
    // to the next, which gives a little less, and both lie within 83 to 94%.
    let assumptions = input::assumptions::standard().expect("the compiled-in table");
    let published = input::published::standard().expect("the compiled-in table");
    let figures = reproduce(&assumptions, &published, Settings { seed: 2, trials: 1_000_000 });
    let of = |name: &str| figures.iter().find(|f| f.published.name == name).expect("a figure").model.value;
    for (name, documented, digits) in [
        ("asked-full", 0.275, 0.001),
        ("asked-part", 0.384, 0.0015),
        ("asked-held", 0.341, 0.0015),
        ("raise-full", 0.397, 0.0015),
        ("raise-part", 0.307, 0.002),
        ("raise-held", 0.295, 0.0015),
        ("mean-if-moved", 0.077, 0.0006),
        ("bold-odds", 2.01, 0.02),
        ("never-withdrew", 0.879, 0.004),
        ("withdrawn", 0.016, 0.0006),
        ("competing", 0.024, 0.001),
    ] {
        assert!((of(name) - documented).abs() <= digits, "{name}: {:.4} instead of {documented}", of(name));
    }
}
