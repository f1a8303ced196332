//! What is said of the faults of a situation file, and where: the file, line and column.

use snapbox::{IntoData, assert_data_eq, str};

use crate::harness::{Folder, dated};

#[track_caller]
fn refuses(text: &str, expected: impl IntoData) {
    let folder = Folder::with("s.toml", text);
    assert_data_eq!(dated("recommend --situation s.toml").inside(&folder).refusal(), expected);
}

#[test]
fn an_unknown_key_is_met_with_the_nearest() {
    refuses(
        "role = \"developer\"\ngaol = \"x\"\n",
        str!["error: s.toml:2:1: unknown field `gaol`; did you mean `goal`? known: role, level, [..], as_of"],
    );
    refuses(
        "hours-per-week = 6\n",
        str!["error: s.toml:1:1: unknown field `hours-per-week`; did you mean `hours_per_week`? known: role, level, [..], as_of"],
    );
    refuses("[situation]\n", str!["error: s.toml:1:2: unknown field `situation`[..]known: role, level, [..], as_of"]);
}

#[test]
fn a_word_outside_its_list_is_met_with_the_list_and_the_nearest() {
    refuses(
        "role = \"develper\"\n",
        str![
            "error: s.toml:1:8: unknown role `develper`; did you mean `developer`? known: student, career-changer, developer, data-engineer, data-scientist, ml-engineer, business, leader, researcher"
        ],
    );
    refuses("\n\nlevel = \"wizard\"\n", str!["error: s.toml:3:9: unknown level `wizard`; known: beginner, intermediate, advanced"]);
    refuses("goal = \"cloud-lm\"\n", str!["error: s.toml:1:8: unknown goal `cloud-lm`; did you mean `cloud-ml`? known: foundations, [..]"]);
    refuses("platform = \"azur\"\n", str!["error: s.toml:1:12: unknown platform `azur`; did you mean `azure`? known: aws, [..]"]);
    refuses("cloud = [\"aws\", \"azur\"]\n", str!["error: s.toml:1:[..]: unknown platform `azur`; did you mean `azure`? known: aws, [..]"]);
}

#[test]
fn a_figure_that_is_none_or_out_of_its_range_is_told_what_is_right() {
    refuses(
        "budget = -1\n",
        str!["error: s.toml:1:10: `-1` is not an amount; write whole US dollars, for example 300 (0 means free only)"],
    );
    refuses("budget = 49.99\n", str!["error: s.toml:1:10: `49.99` is not an amount; write whole US dollars, [..]"]);
    refuses("budget = \"x\"\n", str!["error: s.toml:1:10: `x` is not an amount; write whole US dollars, [..]"]);
    refuses("budget = [100, 200]\n", str!["error: s.toml:1:10: one amount of whole US dollars is wanted here, not a range"]);
    for hours in ["0", "169", "-6"] {
        let folder = Folder::with("s.toml", format!("hours_per_week = {hours}\n"));
        let said = dated("recommend --situation s.toml").inside(&folder).refusal();
        let wanted = format!("error: s.toml:1:18: `{hours}` is no number of study hours in a week; write 1 to 168, for example 6 or 6.5");
        assert_eq!(said, wanted);
    }
}

/// `i64` and `u32` are no words of a user of the program.
#[test]
fn a_figure_of_another_kind_is_told_what_is_right_and_not_how_the_program_keeps_it() {
    for (text, place, right) in [
        ("hours_per_week = \"six\"\n", "s.toml:1:18: ", "write 1 to 168, for example 6 or 6.5"),
        ("hours_per_week = 0.5\n", "s.toml:1:18: ", "write 1 to 168, for example 6 or 6.5"),
        ("weeks = -1\n", "s.toml:1:9: ", "a whole number from 1 to 999"),
        ("weeks = \"x\"\n", "s.toml:1:9: ", "a whole number from 1 to 999"),
        ("years = -1\n", "s.toml:1:9: ", "a whole number of years from 0 to 80"),
        ("years = 99999999999\n", "s.toml:1:9: ", "a whole number of years from 0 to 80"),
    ] {
        let folder = Folder::with("s.toml", text);
        let said = dated("recommend --situation s.toml").inside(&folder).refusal();
        assert!(said.contains(place) && said.contains(right) && !said.contains("i64") && !said.contains("u32"), "{text}: {said}");
    }
}

#[test]
fn a_figure_out_of_its_range_is_named_by_its_place() {
    refuses(
        "role = \"developer\"\n\nyears = 81\n",
        str!["error: s.toml:3:9: `81` is no length of a career; write a whole number of years from 0 to 80"],
    );
    refuses("weeks = 0\n", str!["error: s.toml:1:9: `0` is no number of weeks; write a whole number from 1 to 999"]);
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_named_by_its_place() {
    refuses(
        "by = \"2026-02-30\"\n",
        str![[r#"error: s.toml:1:6: `2026-02-30` is not a day, nor a length of time; write 2030-03-31, "March 2030", "3 months" or 12w"#]],
    );
    refuses("by = 2026-02-30\n", str!["error: s.toml:1:6: invalid date, expected day between 01 and 28"]);
    refuses(
        "by = 2026-08-01T10:00:00\n",
        str![
            "error: s.toml:1:6: the deadline 2026-08-01 lies before 2026-11-22, the day the answer is for; give a later one, or ask --as-of an earlier day"
        ],
    );
    refuses("as_of = \"tomorrow\"\n", str!["error: s.toml:1:9: `tomorrow` is not a day; write it as YYYY-MM-DD, for example 2030-03-31"]);
    refuses(
        "have = [\"AI-900@soon\"]\n",
        str!["error: s.toml:1:9: AI-900@soon: `soon` is not a day; write it as YYYY-MM-DD, for example 2030-03-31"],
    );
}

#[test]
fn two_deadlines_in_a_file_are_named_by_their_place() {
    refuses("by = 2027-01-01\nweeks = 4\n", str!["error: s.toml:[..]:[..]: `by` and `weeks` are two deadlines; give one of them"]);
}

#[test]
fn what_is_held_and_cannot_be_is_named_by_its_place() {
    refuses(
        "have = [\"AI-900@2027-01-01\"]\n",
        str!["error: s.toml:1:[..]: `ms-ai-900` is earned on 2027-01-01, which lies after 2026-11-22, the day the answer is for"],
    );
}

#[test]
fn what_is_no_toml_is_named_by_its_place() {
    refuses("role = developer\n", str!["error: s.toml:1:8: string values must be quoted, expected literal string"]);
    refuses("role = \"developer\n", str![[r#"error: s.toml:1:18: invalid basic string, expected `"`"#]]);
    refuses("role = \"student\"\nrole = \"leader\"\n", str!["error: s.toml:2:1: duplicate key"]);
    refuses("hands_on = \"maybe\"\n", str!["error: s.toml:1:12: `maybe` is neither true nor false"]);
    refuses("hands_on = []\n", str!["error: s.toml:1:12: invalid type: list, expected true or false"]);
    refuses(
        "have = [1]\n",
        str!["error: s.toml:1:9: invalid type: integer `1`, expected a name, or a table with name, earned and expires"],
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_shift_nothing() {
    refuses(
        "role = \"developer\"\r\nlevel = \"wizards\"\r\n",
        str!["error: s.toml:2:9: unknown level `wizards`; known: beginner, intermediate, advanced"],
    );
    refuses(
        "\u{feff}# hello\nlevel = \"wizards\"\n",
        str!["error: s.toml:2:9: unknown level `wizards`; known: beginner, intermediate, advanced"],
    );
}

#[test]
fn what_a_file_says_cannot_drive_the_terminal_it_is_repeated_on() {
    refuses("role = \"\\u001b[31m\\u202e\\n\"\n", str!["error: s.toml:1:8: unknown role `�[31m��`; known: [..]"]);
    refuses("\"\\u001b[31m\\n\" = 1\n", str!["error: s.toml:1:1: unknown field `�[31m[..]`[..]"]);
}

#[test]
fn a_flag_beats_the_file_and_the_file_fills_what_no_flag_says() {
    let text = "role = \"developer\"\nplatform = [\"aws\"]\nbudget = 100\nhours_per_week = 6\nas_of = 2026-01-09\nretake = true\n";
    let folder = Folder::with("s.toml", text);
    let file = dated("recommend --situation s.toml --budget 300 --retake=false --format json").inside(&folder).json();
    let flags = dated("recommend --role developer --platform aws --budget 300 --hours-per-week 6 --retake=false --format json").json();
    assert_eq!(file, flags);
    let other_day = crate::harness::certwise("recommend --situation s.toml --format json").inside(&folder).json();
    assert_eq!(other_day["as_of"], "2026-01-09");
}

#[test]
fn a_deadline_by_flag_takes_the_place_of_the_other_kind_in_the_file() {
    let folder = Folder::with("s.toml", "by = 2027-06-01\n");
    let answer = dated("recommend --situation s.toml --weeks 4 --format json").inside(&folder).json();
    assert_eq!(answer["situation"]["by"], "2026-12-20");
}
