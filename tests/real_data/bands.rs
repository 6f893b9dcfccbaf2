//! Published pay bands with other people's headers.

use std::fs;

use counteroffer::input::{CaseDraft, ReadOptions, read_case};

use super::shared;

/// A case that names a shared band file, with its columns mapped.
fn case(file: &str, currency: &str, role: &str, columns: &str) -> Option<counteroffer::Result<CaseDraft>> {
    let path = shared(file)?;
    let folder = tempfile::TempDir::new().unwrap();
    let text = format!(
        "profile = \"raise\"\ncurrency = \"{currency}\"\n[current]\nbase = 60_000\n[role]\n{role}\n\
         [files]\nbands = '{}'\n[columns]\n{columns}\n",
        path.display()
    );
    fs::write(folder.path().join("case.toml"), text).unwrap();
    Some(read_case(&folder.path().join("case.toml"), &ReadOptions::default()))
}

fn range(draft: counteroffer::Result<CaseDraft>) -> String {
    let band = draft.unwrap().case.band.unwrap();
    format!("{} to {}", band.base.min(), band.base.max())
}

const GOVERNMENT: &str =
    "level = \"Grade\"\nbase_min = \"Payscale Minimum (£)\"\nbase_max = \"Payscale Maximum (£)\"";

#[test]
fn a_government_department_states_one_band_in_many_rows() {
    let read = |level: &str| {
        case("pay-bands/uk_dfe_workforce.csv", "GBP", &format!("level = \"{level}\""), GOVERNMENT)
    };
    let Some(national) = read("Grade 7 - National") else { return };
    assert_eq!(range(national), "58185 GBP to 67219 GBP");
    assert_eq!(range(read("Grade 7 - London").unwrap()), "62336 GBP to 72057 GBP");
}

#[test]
fn pounds_are_not_read_as_dollars() {
    let role = "level = \"Grade 7 - National\"";
    let Some(read) = case("pay-bands/uk_dfe_workforce.csv", "USD", role, GOVERNMENT) else { return };
    let Err(counteroffer::Error::Problems(problems)) = read else { panic!("pounds were read as dollars") };
    assert!(
        problems.iter().all(|p| p.message.starts_with("this is GBP, the case is in USD")),
        "{problems:?}"
    );
}

#[test]
fn a_pay_model_is_narrowed_by_title_and_place() {
    let role =
        |place: &str| format!("title = \"Product Engineer\"\nlevel = \"Senior\"\nlocation = \"{place}\"");
    let columns = "family = \"role\"\nlocation = \"area\"\nbase_min = \"band_min\"\nbase_mid = \"band_mid\"\n\
                   base_max = \"band_max\"";
    let read = |currency, place: &str| case("pay-bands/posthog_bands.csv", currency, &role(place), columns);
    let Some(berlin) = read("EUR", "Berlin/Leipzig") else { return };
    assert_eq!(range(berlin), "138410 EUR to 187260 EUR");
    let Err(counteroffer::Error::Problems(problems)) = read("EUR", "Berlin").unwrap() else {
        panic!("a place that the file does not have was taken")
    };
    let hint = problems.iter().next().unwrap().hint.clone().unwrap();
    assert_eq!(&*hint, "did you mean `Berlin/Leipzig`?");
}

#[test]
fn grades_with_blank_midpoints() {
    let columns =
        "level = \"band\"\nbase_min = \"entry_gbp\"\nbase_mid = \"intermediate_gbp\"\nbase_max = \"top_gbp\"";
    let Some(nhs) = case("pay-bands/nhs_afc_2025.csv", "GBP", "level = \"Band 7\"", columns) else { return };
    assert_eq!(range(nhs), "47810 GBP to 54710 GBP");
    let columns = "level = \"grade\"\nbase_min = \"min\"\nbase_mid = \"mid\"\nbase_max = \"max\"\n\
                   effective_date = \"year\"";
    let gs = case("pay-bands/us_gs_bands.csv", "USD", "level = \"GS-1\"", columns).unwrap();
    assert_eq!(range(gs), "22584 USD to 28248 USD");
}

/// The bands of a file as the command lists them.
fn listed(file: &str, args: &[&str]) -> Option<serde_json::Value> {
    let path = shared(file)?;
    let all = [&["band", "--bands", path.to_str().unwrap(), "--format", "json"], args].concat();
    Some(serde_json::from_str(&super::run(&all)).unwrap())
}

/// `level min max currency` of each band.
fn ranges(list: &serde_json::Value) -> Vec<String> {
    let text = |band: &serde_json::Value, key: &str| band[key].as_str().unwrap().to_owned();
    let one = |band| ["level", "min", "max", "currency"].map(|key| text(band, key)).join(" ");
    list["bands"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn the_command_knows_a_government_department_by_its_headers() {
    let file = "pay-bands/uk_dfe_workforce.csv";
    let Some(list) = listed(file, &["--level", "grade 7*"]) else { return };
    assert_eq!(ranges(&list), ["Grade 7 - London 62336 72057 GBP", "Grade 7 - National 58185 67219 GBP"]);
    // The absurd band is a problem, and nothing else is refused for it.
    let problems = list["problems"].as_array().unwrap();
    assert_eq!((problems.len(), &problems[0]["line"]), (10, &2_349.into()));
    assert!(problems[0]["message"].as_str().unwrap().contains("`Legacy Grade` runs from 1 to 150000"));
    let all = listed(file, &[]).unwrap();
    assert_eq!(all["bands"].as_array().unwrap().len(), 41);
    let rows: u64 = all["bands"].as_array().unwrap().iter().map(|band| band["rows"].as_u64().unwrap()).sum();
    assert_eq!(rows + 10, 3_191);
    // Named, as somebody would who knows the headers.
    let named = ["--column", "level=Grade", "--column", "base_min=Payscale Minimum (£)", "--column"];
    let named = [named.as_slice(), &["base_max=Payscale Maximum (£)", "--level", "grade 7*"]].concat();
    assert_eq!(ranges(&listed(file, &named).unwrap()), ranges(&list));
}

#[test]
fn the_command_knows_the_other_published_bands() {
    let Some(nhs) = listed("pay-bands/nhs_afc_2025.csv", &["--level", "band 8a"]) else { return };
    assert_eq!(ranges(&nhs), ["Band 8a 55690 62682 GBP"]);
    assert_eq!(nhs["bands"][0]["mid"], "59186");
    let schedule = listed("pay-bands/us_gs_bands.csv", &["--level", "GS-15"]).unwrap();
    assert_eq!(ranges(&schedule).last().unwrap(), "GS-15 126384 164301 USD");
    assert_eq!(schedule["bands"][2]["effective_date"], "2026-01-01");
    let model = listed("pay-bands/posthog_bands.csv", &["--level", "senior"]).unwrap();
    let bands = model["bands"].as_array().unwrap();
    let berlin = bands.iter().find(|band| {
        (&band["family"], &band["location"]) == (&"Product Engineer".into(), &"Berlin/Leipzig".into())
    });
    assert_eq!((&berlin.unwrap()["min"], &berlin.unwrap()["max"]), (&"138410".into(), &"187260".into()));
    let places: std::collections::BTreeSet<&str> =
        bands.iter().map(|band| band["location"].as_str().unwrap()).collect();
    assert_eq!(places.len(), 43);
}
