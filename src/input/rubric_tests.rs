use super::*;
use crate::domain::promotion::Gate;
use crate::input::builtin;

fn read(text: &str) -> Result<Rubric, String> {
    let usual = builtin::usual_promotion().unwrap().rubric;
    let source = Source::builtin("rubric.toml", text);
    read_rubric(&source, Some(&usual), AmountStyle::DecimalPoint)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_one_that_comes_with_the_program() {
    let usual = builtin::usual_promotion().unwrap();
    let names: Vec<_> = usual.rubric.dimensions.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["delivery", "influence", "leadership"]);
    assert_eq!(usual.rubric.gate, Gate::AllRequired);
    assert_eq!(usual.rubric.pass.get(), Decimal::from(4));
    assert!(usual.rubric.dimensions.iter().all(|d| !d.work.is_empty() && d.words.len() > 10));
    assert_eq!(usual.windows.text(), "second week of February, May, August and November");
}

#[test]
fn a_file_of_ones_own_borrows_what_it_leaves_out() {
    let rubric = read(
        "name = \"Craft\"\ngate = \"average\"\npass = 3.5\n[[dimensions]]\nname = \"Delivery\"\n\
         [[dimensions]]\nname = \"craft\"\nwork = [\"review more\"]\nwords = [\"Refactored\"]\n",
    )
    .unwrap();
    assert_eq!((rubric.gate, rubric.pass.get().to_string().as_str()), (Gate::Average, "3.5"));
    assert!(rubric.dimensions[0].words.contains(&"shipped".to_owned()));
    assert_eq!(rubric.best_dimension("I refactored it"), Some("craft"));
    assert_eq!(rubric.origin, RubricOrigin::File("rubric.toml".into()));
}

#[test]
fn what_is_wrong_with_a_rubric_is_said() {
    assert_eq!(
        read("pass = 5.5\ngate = \"avrage\"\n").unwrap_err(),
        "rubric.toml:1:8: `pass`: `5.5` is outside 1 to 5\n\
         rubric.toml:2:8: `gate`: `avrage` is not known here"
    );
    assert!(read("pass = 4.8\n").unwrap_err().contains("3.5 ≤ 4.8 ≤ 4.5 does not hold"));
    let twice = "[[dimensions]]\nname = \"a\"\n[[dimensions]]\nname = \"A\"\n";
    assert!(read(twice).unwrap_err().contains("`a` stands here twice"));
}

#[test]
fn a_job_description_makes_a_rubric_of_its_lines() {
    let usual = builtin::usual_promotion().unwrap().rubric;
    let text = "Senior PM\nYou will:\n- align executives on the roadmap\n* mentor junior PMs\n\
                1. coach and give feedback\nWe offer fruit.\n- a dog-friendly office\n";
    let rubric = rubric_from_job(&Source::builtin("job.txt", text), &usual).unwrap();
    let demands: Vec<_> = rubric.dimensions.iter().map(|d| (d.name.as_str(), d.demands.len())).collect();
    assert_eq!(demands, [("influence", 1), ("leadership", 2)]);
    let none = rubric_from_job(&Source::builtin("job.txt", "Nice people\n- fruit\n"), &usual).unwrap_err();
    assert!(none.iter().any(|problem| problem.message.contains("no listed line")));
}
