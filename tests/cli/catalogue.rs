//! What is said of the faults of a catalogue or framework file, and where: its file, line and column.

use snapbox::{IntoData, assert_data_eq, str};

use crate::harness::{Folder, dated, frozen_framework};

/// The first lines of a change to a credential of the embedded catalogue.
const CHANGE: &str = "[[credential]]\nid = \"aws-aif-c01\"\n";

/// A complete credential of a new provider: what follows begins in line 8.
const NEW: &str = "[provider]\nid = \"acme\"\nname = \"Acme\"\n[[credential]]\nid = \"acme-one\"\nname = \"One\"\nkind = \"badge\"\n";

#[track_caller]
fn refuses(text: impl AsRef<[u8]>, expected: impl IntoData) {
    let folder = Folder::with("c.toml", text);
    assert_data_eq!(dated("list --catalog c.toml").inside(&folder).refusal(), expected);
}

#[test]
fn an_unknown_key_is_met_with_the_nearest() {
    refuses(
        format!("{CHANGE}successor = []\n"),
        str!["error: c.toml:3:1: unknown field `successor`; did you mean `successors`? known: id, name, [..], sources"],
    );
    refuses(
        format!("{CHANGE}cost = {{ exma = 1 }}\n"),
        str!["error: c.toml:3:10: unknown field `exma`; did you mean `exam`? known: exam, [..]"],
    );
    refuses(
        "[[credentail]]\nid = \"x\"\n",
        str![
            "error: c.toml:1:3: unknown field `credentail`; did you mean `credential`? known: format, provider, policy, credential, outside"
        ],
    );
    refuses(format!("{CHANGE}zzzzzzzzzz = 1\n"), str!["error: c.toml:3:1: unknown field `zzzzzzzzzz`[..]id[..]sources[..]"]);
}

#[test]
fn an_id_is_lower_case_words_joined_by_dashes() {
    refuses(
        "[[credential]]\nid = \"Acme Two\"\n",
        str!["error: c.toml:2:6: the id `Acme Two` is not of the form lower-case-words-joined-by-dashes, for example `acme-two`[..]"],
    );
    for wrong in ["", "-", "a--b", "a-", "ä", "日本", "a_b", "a b", "A"] {
        let folder = Folder::with("c.toml", format!("[[credential]]\nid = \"{wrong}\"\n"));
        let said = dated("list --catalog c.toml").inside(&folder).refusal();
        assert!(said.starts_with(&format!("error: c.toml:2:6: the id `{wrong}` is not of the form ")), "{said}");
    }
}

#[test]
fn an_id_stands_once_in_a_layer() {
    refuses(format!("{CHANGE}{CHANGE}"), str!["error: c.toml:4:6: the id `aws-aif-c01` stands twice; first in c.toml:2"]);
    let folder = Folder::with("inner/a.toml", CHANGE).and("inner/b.toml", CHANGE);
    let said = dated("list --catalog inner").inside(&folder).refusal();
    assert_data_eq!(said, str!["error: inner/b.toml:2:6: the id `aws-aif-c01` stands twice; first in inner/a.toml:2"]);
}

#[test]
fn a_provider_or_an_outside_qualification_stands_once_in_a_layer() {
    let provider = |name: &str| {
        format!("[provider]\nid = \"acme\"\nname = \"{name}\"\n[[credential]]\nid = \"acme-{name}\"\nname = \"A\"\nkind = \"badge\"\n")
    };
    let outside = |name: &str| format!("[[outside]]\nid = \"acme-licence\"\nname = \"{name}\"\n");
    let folder = Folder::with("twice/a.toml", provider("one")).and("twice/b.toml", provider("two")).and("new.toml", provider("one"));
    let said = dated("list --catalog twice").inside(&folder).refusal();
    assert_eq!(said, "error: twice/b.toml:2:6: the provider `acme` stands twice; first in twice/a.toml:2");
    refuses(
        format!("{}{}", outside("One"), outside("Two")),
        str!["error: c.toml:5:6: the id `acme-licence` stands twice; first in c.toml:2"],
    );
    // A credential and an outside qualification of one id are two things, unless the credential comes later and says all of it.
    refuses(
        format!("{NEW}[[outside]]\nid = \"acme-one\"\nname = \"One\"\n"),
        str!["error: c.toml:9:6: the id `acme-one` stands twice; first in c.toml:5"],
    );
    let over = NEW.replace("acme-one", "isaca-cisa");
    let call = |line: &str| dated(line).words("--catalog cisa.toml").inside(&Folder::with("cisa.toml", &over)).run();
    assert!(call("show isaca-cisa").out.starts_with("One · as of "), "{}", call("show isaca-cisa").err);
}

/// A file that begins with the provider whose credentials it has must not say another thing of it to everybody.
#[test]
fn an_overlay_names_a_provider_and_does_not_change_it() {
    let file = |provider: &str| {
        format!("[provider]\nid = \"aws\"\n{provider}[[credential]]\nid = \"aws-in-house\"\nname = \"A\"\nkind = \"badge\"\n")
    };
    let plain = dated("show AIF-C01 --format json").json()["credentials"][0]["provider"].clone();
    for same in ["", "name = \"Amazon Web Services\"\n"] {
        let folder = Folder::with("c.toml", file(same));
        let known = dated("show aws-in-house --format json --catalog c.toml").inside(&folder).json();
        assert_eq!(known["credentials"][0]["provider"], plain, "{same}");
    }
    refuses(
        file("name = \"My Company\"\n"),
        str![
            "error: c.toml:3:8: the provider `aws` has another `name`, `Amazon Web Services`, and a file that lies over it only says whose its credentials are; leave `name` out, or give a provider of your own an `id` of its own"
        ],
    );
    refuses(
        file("home = \"https://example.com/\"\n"),
        str!["error: c.toml:3:8: the provider `aws` has another `home`, `https://aws.amazon.com/[..]`, and [..]"],
    );
    refuses(file("prefixes = [\"x\"]\n"), str!["error: c.toml:3:12: the provider `aws` has another `prefixes`, [..]"]);
    refuses("[provider]\nid = \"acme\"\n", str!["error: c.toml:2:6: the new provider `acme` lacks `name`"]);
}

/// What people type must not come to mean another thing because of a file.
#[test]
fn a_code_or_an_alias_means_one_credential_in_all_layers() {
    for (name, means) in [
        ("code = \"aif-C01\"", "`aif-C01` already means `aws-aif-c01`"),
        ("aliases = [\"x\", \"AWS-AIF-C01\"]", "`AWS-AIF-C01` already means `aws-aif-c01`"),
        ("code = \"ISACA-CISA\"", "`ISACA-CISA` already means `isaca-cisa`"),
    ] {
        let folder = Folder::with("c.toml", format!("{NEW}{name}\n"));
        let said = dated("list --catalog c.toml").inside(&folder).refusal();
        assert!(
            said.starts_with("error: c.toml:8:") && said.ends_with(&format!(": {means}; a code or an alias means one thing")),
            "{said}"
        );
    }
    // What was added and then changed in another file is still told where the name is written.
    let folder =
        Folder::with("a.toml", format!("{NEW}code = \"AIF-C01\"\n")).and("b.toml", "[[credential]]\nid = \"aws-aif-c01\"\ncost.exam = 1\n");
    let said = dated("list --catalog a.toml --catalog b.toml").inside(&folder).refusal();
    assert!(said.starts_with("error: a.toml:8:8: `AIF-C01` already means `aws-aif-c01`"), "{said}");
}

#[test]
fn a_new_credential_must_be_complete() {
    refuses(
        "[[credential]]\nid = \"acme-two\"\n",
        str![
            "error: c.toml:2:6: the new credential `acme-two` lacks `[..]provider`; a new one needs at least `name`, `kind` and a provider"
        ],
    );
    refuses("[[credential]]\nname = \"x\"\n", str!["error: c.toml:1:1: missing field `id`"]);
    refuses(
        "[[credential]]\nid = \"acme-two\"\nname = \"Two\"\nkind = \"badge\"\nprovider = \"micrsoft\"\n",
        str!["error: c.toml:5:12: no file declares the provider `micrsoft`; did you mean `microsoft`?"],
    );
}

#[test]
fn what_names_a_credential_that_is_not_there_is_met_with_the_nearest() {
    refuses(
        format!("{NEW}successors = [\"acme-on\"]\n"),
        str![
            "error: c.toml:8:15: `successors` of `acme-one` names `acme-on`, which is no credential of the catalogue; did you mean `acme-one`?"
        ],
    );
    for (line, key) in [
        ("requires = [{ any_of = [\"nowhere-at-all\"] }]\n", "requires"),
        ("recommends = [{ any_of = [\"nowhere-at-all\"] }]\n", "recommends"),
        ("renewal = { how = [\"retake\"], by = [\"nowhere-at-all\"] }\n", "renewal.by"),
    ] {
        let folder = Folder::with("c.toml", format!("{NEW}{line}"));
        let said = dated("list --catalog c.toml").inside(&folder).refusal();
        let wanted = format!("`{key}` of `acme-one` names `nowhere-at-all`, which is no credential of the catalogue");
        assert!(said.starts_with("error: c.toml:8:") && said.ends_with(&wanted), "{said}");
    }
}

#[test]
fn successors_that_go_in_a_circle_are_a_fault() {
    refuses(
        format!("{NEW}successors = [\"acme-one\"]\n"),
        str!["error: c.toml:[..]:[..]: the successors go in a circle: acme-one -> acme-one"],
    );
    let second = "[[credential]]\nid = \"acme-two\"\nname = \"Two\"\nkind = \"badge\"\nsuccessors = [\"acme-one\"]\n";
    refuses(
        format!("{NEW}successors = [\"acme-two\"]\n{second}"),
        str!["error: c.toml:[..]:[..]: the successors go in a circle: acme-[..] -> acme-[..] -> acme-[..]"],
    );
}

/// The embedded catalogue has no circle, so the file that closes one is to blame.
#[test]
fn a_circle_is_named_in_the_file_that_closes_it() {
    refuses(
        "[[credential]]\nid = \"aws-mla-c02\"\nsuccessors = [\"aws-mla-c01\"]\n",
        str!["error: c.toml:[..]:[..]: the successors go in a circle: aws-mla-c0[..]"],
    );
}

#[test]
fn a_word_outside_its_list_is_met_with_the_list_and_the_nearest() {
    refuses(
        format!("{CHANGE}kind = \"badg\"\n"),
        str![
            "error: c.toml:3:8: unknown kind `badg`; did you mean `badge`? known: proctored-exam, assessed-certificate, course-certificate, badge, university-programme, training"
        ],
    );
    refuses(
        format!("{CHANGE}level = \"expert\"\n"),
        str!["error: c.toml:3:9: unknown level `expert`; did you mean `advanced`? known: beginner, intermediate, advanced"],
    );
    refuses(
        format!("{CHANGE}platforms = [\"azur\"]\n"),
        str!["error: c.toml:3:[..]: unknown platform `azur`; did you mean `azure`? known: aws, [..]"],
    );
}

#[test]
fn an_amount_is_whole_dollars_from_low_to_high() {
    refuses(
        format!("{CHANGE}cost = {{ exam = -1 }}\n"),
        str!["error: c.toml:3:17: -1 is not an amount; write whole US dollars from 0 to 10000000"],
    );
    refuses(format!("{CHANGE}cost.exam = [200, 100]\n"), str!["error: c.toml:3:13: the low end $200 is above the high end $100"]);
    refuses(
        format!("{CHANGE}cost.exam = 49.99\n"),
        str!["error: c.toml:3:13: invalid type: floating point `49.99`, expected whole US dollars[..]"],
    );
    refuses(
        format!("{CHANGE}cost.exam = nan\n"),
        str!["error: c.toml:3:13: invalid type: floating point `NaN`, expected whole US dollars[..]"],
    );
    refuses(
        format!("{CHANGE}cost.exam = 99999999999\n"),
        str!["error: c.toml:3:13: 99999999999 is not an amount; write whole US dollars from 0 to 10000000"],
    );
}

#[test]
fn study_hours_go_from_low_to_high() {
    refuses(format!("{CHANGE}prep = {{ hours = [40, 20] }}\n"), str!["error: c.toml:3:18: the low end 40 is above the high end 20"]);
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_named_by_its_place() {
    refuses(
        format!("{CHANGE}lifecycle.last_day = \"2026-02-30\"\n"),
        str!["error: c.toml:3:22: `2026-02-30` is not a day; write it as YYYY-MM-DD, for example 2030-03-31"],
    );
    refuses(
        format!("{CHANGE}lifecycle = {{ last_day = 2026-02-30 }}\n"),
        str!["error: c.toml:3:26: invalid date, expected day between 01 and 28"],
    );
}

#[test]
fn what_is_no_toml_is_named_by_its_place() {
    refuses(format!("{CHANGE}name = \"open\n"), str![[r#"error: c.toml:3:13: invalid basic string, expected `"`"#]]);
    refuses(format!("{CHANGE}{CHANGE}name = = 1\n"), str!["error: c.toml:5:[..]: [..]"]);
}

#[test]
fn of_several_faults_one_is_told_and_nothing_is_half_loaded() {
    let said = {
        let folder = Folder::with("c.toml", format!("{CHANGE}cost.exam = -1\nkind = \"badg\"\n"));
        dated("list --catalog c.toml").inside(&folder).refusal()
    };
    assert!(said.starts_with("error: c.toml:3:13: -1 is not an amount; "), "{said}");
}

#[test]
fn what_a_file_says_cannot_drive_the_terminal_it_is_repeated_on() {
    refuses("[[credential]]\nid = \"acme-\\u001b[31m\"\n", str!["error: c.toml:2:6: the id `acme-�[31m` is not of the form [..]"]);
    refuses(format!("{CHANGE}kind = \"\\u001b[31m\\u202e\\n\"\n"), str!["error: c.toml:3:8: unknown kind `�[31m��`; known: [..]"]);
    refuses(format!("{CHANGE}\"\\u001b[31m\" = 1\n"), str!["error: c.toml:3:1: unknown field `�[31m`[..]"]);
    refuses(
        format!("{NEW}successors = [\"a\\u0007\\nb\"]\n"),
        str!["error: c.toml:8:15: `successors` of `acme-one` names `a��b`, which [..]"],
    );
    refuses(
        format!("{NEW}provider = \"a\\u001b\\nb\"\n"),
        str!["error: c.toml:8:12: no file declares the provider `a��b`; give it a [provider] table"],
    );
}

#[test]
fn a_framework_file_is_held_to_its_form_and_to_the_catalogue() {
    let whole = frozen_framework();
    let line_of = |text: &str, wanted: &str| text.lines().position(|line| line.contains(wanted)).expect("there") + 1;
    for (from, to, wanted) in [
        ("id = \"over-budget\"", "id = \"over-budgett\"", "unknown gate `over-budgett`; did you mean `over-budget`?"),
        ("{budget}", "{budgett}", "unknown placeholder `{budgett}`; did you mean `{budget}`?"),
        ("\n[[gate]]", "\n[[gates]]", "unknown field `gates`; did you mean `gate`?"),
        (
            "names = [\"ibm-ai-engineering\"",
            "names = [\"ibm-ai-engineerin\"",
            "no credential has the id, code or name `ibm-ai-engineerin`; did you mean `ibm-ai-engineering`",
        ),
        ("role = [\"student\"]", "role = [\"stundent\"]", "unknown role `stundent`; did you mean `student`?"),
    ] {
        let text = whole.replacen(from, to, 1);
        assert_ne!(text, whole, "the framework has no {from}");
        let folder = Folder::with("f.toml", &text);
        let said = dated("quick --framework f.toml").inside(&folder).refusal();
        let place = format!("error: f.toml:{}:", line_of(&text, to.trim_start()));
        assert!(said.starts_with(&place) && said.contains(wanted), "{from}: {said}");
    }
}
