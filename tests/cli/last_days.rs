//! The first and the last days of the calendar: every command ends on them, and soon.

use std::time::{Duration, Instant};

use crate::harness::{Folder, certwise};

/// On no other day does a command take nearly as long, even unoptimised on a busy machine.
const SOON: Duration = Duration::from_secs(20);

const DAYS: [&str; 6] = ["9999-12-31", "9999-12-20", "9999-12-01", "9999-11-30", "0001-01-01", "0000-01-01"];

/// It takes longer than the calendar goes on, and opens and ends on its last days.
const LONG: &str = "[provider]\nid = \"acme\"\nname = \"Acme\"\n\n[[credential]]\nid = \"acme-long\"\nname = \"Acme Long\"\n\
    kind = \"proctored-exam\"\nroles = [\"developer\"]\ngoals = [\"foundations\"]\nvalid_months = 4294967295\n\
    lifecycle = { active_from = 9999-12-30, last_day = 9999-12-31, end_reason = \"the calendar ends\" }\n\
    cost = { exam = 100, monthly = 10 }\nprep = { hours = [1, 100000] }\nretake = { wait_days = 65535 }\n\
    renewal = { how = [\"retake\"], window_days = 65535 }\n";

/// What is asked of one person on a day, each in the formats that it has.
const OF_ONE: [(&str, &str); 4] = [
    ("plan --role developer", "table json csv markdown html ics"),
    ("plan --role developer --parallel 8 --hours-per-week 8 --retake", "table ics"),
    ("recommend --role developer --explain", "table json csv markdown html"),
    ("why aws-aif-c01 acme-long", "table json csv markdown"),
];

/// The longest pauses that can be told, and deadlines.
const AROUND: [&str; 4] =
    ["", "--pause 0001-01-01..9999-12-31", "--pause 9999-12-31..9999-12-31 --weeks 999", "--by 9999-12-31 --budget 300"];

#[track_caller]
fn ends_soon(line: &str, folder: &Folder, input: &str) {
    let began = Instant::now();
    let ran = certwise(line).words("--catalog long.toml").input(input).inside(folder).run();
    assert!(ran.code == Some(0) || ran.code == Some(1), "{line} leaves with {:?} and says {}", ran.code, ran.err);
    assert!(began.elapsed() < SOON, "{line} takes {:?}", began.elapsed());
}

#[test]
fn what_is_asked_of_one_person_ends_on_the_last_day_of_the_calendar() {
    let folder = Folder::with("long.toml", LONG);
    for day in DAYS {
        for (line, formats) in OF_ONE {
            for format in formats.split(' ') {
                ends_soon(&format!("{line} --format {format} --as-of {day}"), &folder, "");
            }
        }
    }
}

#[test]
fn pauses_and_deadlines_at_the_ends_of_the_calendar_end_too() {
    let folder = Folder::with("long.toml", LONG);
    for day in ["9999-12-31", "0001-01-01", "2026-11-22"] {
        for (line, _) in OF_ONE {
            for around in AROUND {
                ends_soon(&format!("{line} {around} --as-of {day}"), &folder, "");
            }
        }
    }
}

#[test]
fn what_is_asked_of_the_whole_catalogue_ends_on_the_last_day_of_the_calendar() {
    let folder = Folder::with("long.toml", LONG);
    for day in DAYS {
        for line in ["quick", "list --sort expiry", "show acme-long aws-mla-c01", "check"] {
            ends_soon(&format!("{line} --as-of {day}"), &folder, "");
        }
        ends_soon(&format!("diff 0000-01-01 {day}"), &folder, "");
        ends_soon(&format!("diff {day} 9999-12-31"), &folder, "");
        ends_soon(&format!("batch - --as-of {day}"), &folder, "{\"weeks\":999,\"pause\":[\"2026-01-01..9999-12-31\"]}\n");
    }
}
