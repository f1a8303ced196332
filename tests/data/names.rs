//! Every name of the data, as people write it, is found, and nothing else.

use certwise::catalog::{CredentialId, Found, NotFound, OutsideId, Thing};

use crate::{CATALOG, frozen};

/// Everything that something is called, each with how it is called: its id, its names, its codes.
fn called(thing: Thing) -> Vec<(String, bool)> {
    let (id, name, code, earlier, aliases) = match thing {
        Thing::Credential(id) => {
            let it = &CATALOG[id];
            // A code that another maker prints too is that one's, when it stands alone.
            let own_code = it.code.clone().filter(|_| !it.shares_code());
            (&it.id, &it.name, own_code, it.earlier(), it.aliases())
        }
        Thing::Outside(id) => {
            let it = &CATALOG[id];
            (&it.id, &it.name, it.code.clone(), it.earlier.as_slice(), it.aliases.as_slice())
        }
    };
    let codes = code.iter().chain(earlier).map(|code| (code.clone(), true));
    let names = [id, name].into_iter().chain(aliases).map(|name| (name.clone(), false));
    codes.chain(names).collect()
}

/// The ways in which people write it.
fn spellings(text: &str, is_code: bool) -> Vec<String> {
    let mut ways = vec![
        text.to_uppercase(),
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " "),
        text.replace('-', "\u{2011}"),
        text.replace('-', " – "),
        format!("  {}®  ", text.replace(' ', "  ")),
        text.replace(['(', ')', ':'], ""),
    ];
    if is_code {
        ways.extend([format!("Exam {text}"), format!("{text} certification"), format!("({text})"), format!("{}.", text.replace('-', ""))]);
    }
    ways
}

fn things() -> impl Iterator<Item = Thing> {
    let credentials = (0..CATALOG.credentials.len()).map(|number| Thing::Credential(CredentialId::new(number)));
    credentials.chain((0..CATALOG.outside.len()).map(|number| Thing::Outside(OutsideId::new(number))))
}

#[test]
fn everything_is_found_by_whatever_it_is_called_in_any_spelling() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for thing in things() {
        for (text, is_code) in called(thing) {
            for written in spellings(&text, is_code) {
                tried += 1;
                match CATALOG.find(&written, None) {
                    Ok(Found { what, .. }) if what == thing => {}
                    // Of two things of one name both are offered.
                    Err(NotFound::Several(_, all)) if all.contains(&thing) => {}
                    other => wrong.push(format!("{}: `{written}` is {other:?}", CATALOG.id_of(thing))),
                }
            }
        }
    }
    assert!(tried > 10_000, "{tried} spellings");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The name with its code, in whatever order, and the issuer in front: as badges, résumés and HR lists have it.
#[test]
fn a_name_is_found_with_its_code_and_its_issuer() {
    let mut wrong = Vec::new();
    for thing in things() {
        let name = CATALOG.name_of(thing);
        let mut ways: Vec<String> = CATALOG.issuer_of(thing).map(|issuer| format!("{issuer} {name}")).into_iter().collect();
        if let Some(code) = CATALOG.code_of(thing) {
            ways.extend([
                format!("{name} ({code})"),
                format!("{name} - {code}"),
                format!("{code}: {name}"),
                format!("{code} {name}"),
                format!("{name} [{}]", code.replace('-', "")),
            ]);
        }
        for written in ways {
            match CATALOG.find(&written, None) {
                Ok(found) if found.what == thing => {}
                Err(NotFound::Several(_, all)) if all.contains(&thing) => {}
                other => wrong.push(format!("{}: `{written}` is {other:?}", CATALOG.id_of(thing))),
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_not_held_is_nothing_and_suggests_nothing_of_another_maker() {
    for written in [
        "AZ-104 training",
        "preparing for CKA",
        "Udemy course on AWS",
        "MBA",
        "BSc Computer Science",
        "Driving licence",
        "CKAX",
        "CTFX",
        "AI-900 prep course",
        "Certified Kitten Whisperer",
        "AWS re:Invent 2024 attendee",
        "in progress: AZ-900",
    ] {
        assert!(
            CATALOG.find(written, None).is_err_and(|unknown| unknown.near().is_empty()),
            "{written}: {:?}",
            CATALOG.find(written, None)
        );
    }
    for (written, near) in [
        ("AWS Certified Cloud Practitoner", "aws-clf-c02"),
        ("Microsoft Certified: Azure Fundementals", "ms-az-900"),
        ("AIF-C10", "aws-aif-c01"),
        ("kaggle-lern", "kaggle-learn"),
    ] {
        let unknown = CATALOG.find(written, None).expect_err("a slip");
        let ids: Vec<&str> = unknown.near().iter().map(|thing| CATALOG.id_of(*thing)).collect();
        assert_eq!(ids.first(), Some(&near), "{written}: {ids:?}");
    }
}

/// A code that two makers print means the one whose pages print it bare.
#[test]
fn a_code_of_two_makers_means_the_one_that_prints_it_bare() {
    use certwise::catalog::Catalog;
    use certwise::diagnostic::SourceFile;
    let text = "[[credential]]\nid = \"snowflake-adv-mlops\"\nname = \"SnowPro Advanced: MLOps Engineer\"\nprovider = \"snowflake\"\n\
                code = \"MLA-C01\"\nshares_code = true\nkind = \"proctored-exam\"\n";
    let over = SourceFile { name: "over.toml".to_owned(), text: text.to_owned() };
    let catalog = Catalog::load(&[frozen::provider_files(), vec![over]]).expect("sound");
    let found = |written: &str| catalog.find(written, None).map(|found| catalog.id_of(found.what).to_owned());
    for (written, id) in [
        ("MLA-C01", "aws-mla-c01"),
        ("mlac01", "aws-mla-c01"),
        ("AWS MLA-C01", "aws-mla-c01"),
        ("Snowflake MLA-C01", "snowflake-adv-mlops"),
        ("snowflake mlac01", "snowflake-adv-mlops"),
        ("SnowPro Advanced: MLOps Engineer (MLA-C01)", "snowflake-adv-mlops"),
    ] {
        assert_eq!(found(written).as_deref(), Ok(id), "{written}");
    }
}
