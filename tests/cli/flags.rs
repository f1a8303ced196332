//! What is said to wrong flags, and to wrong values of them.

use snapbox::{IntoData, assert_data_eq, str};

use crate::harness::{certwise, dated};

#[track_caller]
fn refuses(line: &str, expected: impl IntoData) {
    assert_data_eq!(dated(line).refusal(), expected);
}

#[test]
fn a_word_of_the_situation_outside_its_list_is_met_with_the_list_and_the_nearest_word() {
    refuses(
        "recommend --role develper",
        str![
            "error: --role: unknown role `develper`; did you mean `developer`? known: student, career-changer, developer, data-engineer, data-scientist, ml-engineer, business, leader, researcher"
        ],
    );
    refuses("recommend --level wizard", str!["error: --level: unknown level `wizard`; known: beginner, intermediate, advanced"]);
    refuses(
        "recommend --goal cloud-lm",
        str![
            "error: --goal: unknown goal `cloud-lm`; did you mean `cloud-ml`? known: foundations, literacy, cloud-ml, generative-ai, deep-learning, gpu, data-at-scale, prestige, governance"
        ],
    );
    refuses(
        "recommend --platform aws,azur",
        str![
            "error: --platform: unknown platform `azur`; did you mean `azure`? known: aws, google-cloud, azure, databricks, snowflake, nvidia, ibm, oracle, salesforce"
        ],
    );
}

#[test]
fn a_word_of_the_output_or_the_filter_outside_its_list_is_met_with_the_list() {
    refuses(
        "recommend --format xml",
        str!["error: invalid value 'xml' for '--format <FORMAT>'; did you mean `html`? known: table, json, csv, markdown, html, ics"],
    );
    refuses("quick --color maybe", str!["error: invalid value 'maybe' for '--color <WHEN>'; known: auto, always, never"]);
    refuses(
        "list --status closed",
        str!["error: invalid value 'closed' for '--status <STATUS>'; known: announced, beta, active, retiring, retired, open"],
    );
    refuses(
        "list --kind badges",
        str![
            "error: --kind: unknown kind `badges`; did you mean `badge`? known: exam, course, programme, proctored-exam, assessed-certificate, course-certificate, badge, university-programme, training"
        ],
    );
    refuses(
        "list --sort prvider",
        str!["error: --sort: unknown sort key `prvider`; did you mean `provider`? known: id, name, provider, tier, cost, prep, expiry"],
    );
    assert_data_eq!(
        certwise("completions tcsh").refusal(),
        str!["error: invalid value 'tcsh' for '<SHELL>'; [..]known: bash, elvish, fish, powershell, zsh"]
    );
}

#[test]
fn an_amount_is_whole_dollars_and_nothing_else() {
    refuses(
        "recommend --budget x",
        str!["error: --budget: `x` is not an amount; write whole US dollars, for example 300 (0 means free only)"],
    );
    refuses(
        "recommend --budget=-1",
        str!["error: --budget: `-1` is not an amount; write whole US dollars, for example 300 (0 means free only)"],
    );
    refuses(
        "recommend --budget 49.99",
        str!["error: --budget: `49.99` is not an amount; write whole US dollars, for example 300 (0 means free only)"],
    );
    refuses(
        "list --max-cost $",
        str!["error: --max-cost: `$` is not an amount; write whole US dollars, for example 300 (0 means free only)"],
    );
}

#[test]
fn a_negative_figure_is_a_wrong_value_and_no_unknown_flag() {
    refuses(
        "recommend --budget -1",
        str!["error: --budget: `-1` is not an amount; write whole US dollars, for example 300 (0 means free only)"],
    );
    refuses(
        "recommend --hours-per-week -1",
        str!["error: --hours-per-week: `-1` is no number of study hours in a week; write 1 to 168, for example 6 or 6.5"],
    );
}

#[test]
fn a_figure_out_of_its_range_is_told_its_range() {
    for hours in ["0", "169", "six"] {
        let said = dated("recommend --hours-per-week").word(hours).refusal();
        let wanted =
            format!("error: --hours-per-week: `{hours}` is no number of study hours in a week; write 1 to 168, for example 6 or 6.5");
        assert_eq!(said, wanted);
    }
    refuses("recommend --weeks 0", str!["error: --weeks: `0` is no number of weeks; write a whole number from 1 to 999"]);
    refuses("recommend --years 81", str!["error: --years: `81` is no length of a career; write a whole number of years from 0 to 80"]);
    refuses("recommend --top 0", str!["error: --top: `0` is no number of rows; write a whole number from 1 up, or all"]);
    refuses("batch - --top 0", str!["error: --top: `0` is no number of rows; write a whole number from 1 up, or all"]);
}

#[test]
fn a_tier_that_is_no_figure_is_told_what_a_tier_is() {
    let said = dated("list --tier gold").refusal();
    assert_eq!(said, "error: --tier: `gold` is no tier; write its number, for example 1");
    assert!(!said.contains("invalid digit"), "this is Rust's word for it, not the user's: {said}");
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_met_with_the_form() {
    refuses(
        "recommend --by 2026-02-30",
        str![[r#"error: --by: `2026-02-30` is not a day, nor a length of time; write 2030-03-31, "March 2030", "3 months" or 12w"#]],
    );
    for command in ["recommend", "quick", "list", "show AIF-C01", "batch -"] {
        let said = certwise(command).word("--as-of").word("tomorrow").refusal();
        assert_eq!(said, "error: --as-of: `tomorrow` is not a day; write it as YYYY-MM-DD, for example 2030-03-31");
    }
}

#[test]
fn what_is_held_must_be_known_and_earned_by_the_day_of_the_answer() {
    refuses("recommend --strict --have nope", str!["error: `nope` is not known here: it is not counted"]);
    refuses(
        "recommend --strict --have AIFF-C01",
        str!["error: `AIFF-C01` is not known here: it is not counted; did you mean AWS Certified AI Practitioner (`aws-aif-c01`)?"],
    );
    refuses(
        "recommend --have AI-900@2027-01-01",
        str!["error: `ms-ai-900` is earned on 2027-01-01, which lies after 2026-11-22, the day the answer is for"],
    );
    refuses(
        "recommend --have AI-900@soon",
        str!["error: AI-900@soon: `soon` is not a day; write it as YYYY-MM-DD, for example 2030-03-31"],
    );
    refuses("recommend --have @2026-01-01", str!["error: @2026-01-01: a name is wanted before the day, for example `AI-900@2025-06-30`"]);
}

#[test]
fn an_unknown_flag_or_command_is_met_with_the_nearest() {
    refuses("recommend --rolle developer", str!["error: unexpected argument '--rolle' found; did you mean `--role`?"]);
    refuses("quick --xyzzy", str!["error: unexpected argument '--xyzzy' found"]);
    assert_data_eq!(certwise("recomend").refusal(), str!["error: unrecognized subcommand 'recomend'; did you mean `recommend`?"]);
    assert_data_eq!(certwise("frobnicate").refusal(), str!["error: unrecognized subcommand 'frobnicate'"]);
}

#[test]
fn two_deadlines_are_one_too_many() {
    refuses("recommend --by 2027-01-01 --weeks 4", str!["error: the argument '--by <DAY>' cannot be used with '--weeks <N>'"]);
}

#[test]
fn what_a_command_cannot_do_without_is_named() {
    refuses("show", str!["error: the following required arguments were not provided: <ID>...; for example: certwise show AIF-C01"]);
    assert_data_eq!(
        certwise("batch").refusal(),
        str!["error: the following required arguments were not provided: <FILE>; for example: certwise batch people.csv"]
    );
}

#[test]
fn an_id_or_provider_that_nobody_knows_is_met_with_the_nearest() {
    refuses("show AIF-C02", str!["error: no credential has the id, code or name `AIF-C02`; did you mean `aws-aif-c01`?"]);
    refuses("show zzzzzz", str!["error: no credential has the id, code or name `zzzzzz`; `certwise list --search TEXT` looks for one"]);
    refuses("list --provider microsft", str!["error: unknown provider `microsft`; did you mean `microsoft`? known: anthropic, aws, [..]"]);
    refuses("list --provider zzzzzz", str!["error: unknown provider `zzzzzz`; known: anthropic, aws, [..]"]);
}

#[test]
fn a_wrong_word_cannot_drive_the_terminal_it_is_repeated_on() {
    for wrong in ["\u{1b}[31mred", "two\nlines", "\u{7}bell", "\u{202e}drow", "\u{9b}31m", "Usage: x\nerror: y"] {
        for line in
            ["recommend --role", "recommend --budget", "recommend --as-of", "recommend --strict --have", "list --provider", "show", "--"]
        {
            let said = certwise(line).word(wrong).refusal();
            assert!(!said.contains('\u{202e}'), "{line} {wrong:?}: {said:?}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_word_that_is_no_text_is_refused() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;

    let said = dated("list --search").word(OsString::from_vec(vec![0xff])).refusal();
    assert_eq!(said, "error: invalid UTF-8 was detected in one or more arguments");
}

/// What can be told is taken as it is meant; what cannot says what would be right.
#[test]
fn what_is_nearly_right_is_understood_or_met_with_what_would_be() {
    let meant = dated("recommend --role developer --top 1").answer();
    for near in ["recommend --ROLE developer --top 1", "recommend -role developer --top 1", "recommend --Role=developer -top=1"] {
        assert_eq!(dated(near).answer(), meant, "{near}");
    }
    assert_eq!(dated("list --sort price").answer(), dated("list --sort cost").answer());
    assert_data_eq!(
        certwise("--budget 100").refusal(),
        str!["error: unexpected argument '--budget' found; it belongs to a command: certwise recommend --budget"]
    );
    refuses("recommend developer", str!["error: unexpected argument 'developer' found; did you mean --role developer?"]);
    refuses("show", str!["error: the following required arguments were not provided: <ID>...; for example: certwise show AIF-C01"]);
    for wrong in ["tomorrow", "2026-13-01"] {
        let said = certwise("recommend --by").word(wrong).refusal();
        assert!(said.contains("3 months") && said.contains("2030-03-31"), "{said}");
    }
    let said = certwise("recommend --situation nope.toml").refusal();
    assert!(said.contains("nope.toml") && !said.contains("os error"), "{said}");
}

/// A variable that other programs may set is no wish for completions.
#[test]
fn a_variable_of_somebody_else_changes_nothing() {
    assert_eq!(dated("quick").env("COMPLETE", "bash").answer(), dated("quick").answer());
}
