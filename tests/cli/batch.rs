//! Many situations, one after another: in order, one answer a line, a fault in its place.

#[cfg(unix)]
mod terminal;

use serde_json::{Value, json};

use crate::harness::{Folder, certwise, dated, rows};

fn objects(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("every line is one JSON object")).collect()
}

#[test]
fn json_lines_are_read_from_a_file_and_from_standard_input() {
    let lines = "{\"role\":\"developer\",\"platform\":\"aws\"}\n{\"budget\":0}\n";
    let folder = Folder::with("lines.jsonl", lines);
    let from_file = dated("batch lines.jsonl").inside(&folder).answer();
    assert_eq!(from_file, dated("batch -").input(lines).answer());
    let answers = objects(&from_file);
    assert_eq!(answers[0]["situation"], json!({ "role": "developer", "platform": ["aws"], "hours_per_week": 10 }));
    assert_eq!(answers[1]["situation"], json!({ "budget": 0, "hours_per_week": 10 }));
    assert_eq!(answers.len(), 2);
}

#[test]
fn csv_is_read_from_a_file_and_from_standard_input() {
    let sheet = "role,platform,budget,hours-per-week,hands_on\ndeveloper,\"aws,azure\",300,6,yes\nstudent,,,,\n";
    let folder = Folder::with("sheet.csv", sheet);
    let from_file = dated("batch sheet.csv").inside(&folder).answer();
    assert_eq!(from_file, dated("batch -").input(sheet).answer());
    let answers = objects(&from_file);
    let first = json!({ "role": "developer", "platform": ["aws", "azure"], "budget": 300, "hours_per_week": 6, "hands_on": true });
    assert_eq!(answers[0]["situation"], first);
    assert_eq!(answers[1]["situation"], json!({ "role": "student", "hours_per_week": 10 }));
}

/// What `recommend` gives beyond `batch`, since it asks a hundred times for one answer; and the line, which only `batch` gives.
fn as_in_a_batch(alone: &mut Value) {
    alone["line"] = json!(1);
    for key in ["firmness", "next_question"] {
        assert!(alone.as_object_mut().expect("an object").remove(key).is_some(), "{key}");
    }
}

#[test]
fn an_answer_is_that_of_recommend_with_the_three_first_and_without_what_is_ruled_out() {
    let mut alone = dated("recommend --role developer --platform aws --format json --top 3").json();
    let in_batch = objects(&dated("batch -").input("{\"role\":\"developer\",\"platform\":\"aws\"}\n").answer());
    alone.as_object_mut().expect("an object").remove("ruled_out");
    as_in_a_batch(&mut alone);
    assert_eq!(in_batch, [alone]);
}

#[test]
fn top_and_explain_give_more() {
    let one = objects(&dated("batch - --top 1").input("{}\n").answer());
    assert_eq!(one[0]["recommendations"].as_array().map(Vec::len), Some(1));
    assert_eq!(one[0].get("ruled_out"), None);
    let all = objects(&dated("batch - --top 1000 --explain").input("{}\n").answer());
    let mut alone = dated("recommend --format json").json();
    as_in_a_batch(&mut alone);
    assert_eq!(all, [alone]);
}

#[test]
fn the_order_of_the_lines_is_kept() {
    let roles = ["developer", "student", "leader", "researcher", "business", "student", "ml-engineer"];
    let lines: Vec<String> = roles.iter().cycle().take(70).map(|role| format!("{{\"role\":\"{role}\"}}")).collect();
    let answers = objects(&dated("batch - --top 1").input(lines.join("\n")).answer());
    let told: Vec<&str> = answers.iter().map(|answer| answer["situation"]["role"].as_str().expect("text")).collect();
    assert!(told.iter().eq(roles.iter().cycle().take(70)), "{told:?}");
    assert!(answers.iter().zip(1..).all(|(answer, line)| answer["line"] == json!(line)));
}

#[test]
fn a_faulty_line_stands_in_its_place_and_the_run_goes_on() {
    let lines = concat!(
        "{\"role\":\"student\"}\n",
        "oops\n",
        "{\"role\":\"develper\"}\n",
        "{\"budget\":-1}\n",
        "{\"have\":[\"nope\"]}\n",
        "{\"by\":\"2027-01-01\",\"weeks\":4}\n",
        "{\"have\":[\"AI-900@2027-01-01\"]}\n",
        "{\"weeks\":0}\n",
        "{\"role\":\"student\"} {}\n",
        "null\n",
        "{\"role\":\"leader\"}\n",
    );
    let answers = objects(&dated("batch -").input(lines).answer_without_success());
    let faulty: Vec<(u64, &str)> =
        answers.iter().filter_map(|answer| Some((answer["line"].as_u64()?, answer["error"].as_str()?))).collect();
    let lines: Vec<u64> = faulty.iter().map(|(line, _)| *line).collect();
    assert_eq!((answers.len(), lines), (11, vec![2, 3, 4, 6, 7, 8, 9, 10]));
    assert_eq!(answers[4]["not_counted"][0]["written"], json!("nope"));
    assert_eq!((&answers[0]["situation"]["role"], &answers[10]["situation"]["role"]), (&json!("student"), &json!("leader")));
    let said = |line: u64| faulty.iter().find(|(number, _)| *number == line).map(|(_, error)| *error).expect("faulty");
    assert!(said(3).contains("unknown role `develper`; did you mean `developer`?"), "{}", said(3));
    assert!(said(4).contains("`-1` is not an amount; write whole US dollars"), "{}", said(4));
    assert_eq!(said(6), "`by` and `weeks` are two deadlines; give one of them");
    assert_eq!(said(7), "`ms-ai-900` is earned on 2027-01-01, which lies after 2026-11-22, the day the answer is for");
    assert_eq!(said(8), "weeks: `0` is no number of weeks; write a whole number from 1 to 999");
}

#[test]
fn what_is_no_field_comes_back_as_it_stood() {
    let lines = concat!(
        "{\"id\":7,\"role\":\"student\",\"n\":{\"x\":1.10}}\n",
        "{\"role\":\"student\"}\n",
        "{\"role\":\"\",\"id\":\"\u{202e}\"}\n",
        "{\"name\":\"Ann\"}\n"
    );
    let out = dated("batch - --top 1").input(lines).answer_without_success();
    let given: Vec<Value> = objects(&out).iter().map(|answer| answer["given"].clone()).collect();
    assert_eq!(given, [json!({ "id": 7, "n": { "x": 1.1 } }), Value::Null, json!({ "id": "\u{202e}" }), json!({ "name": "Ann" })]);
    assert!(out.contains("\"given\":{\"id\":7,\"n\":{\"x\":1.10}}") && !out.contains('\u{202e}'), "{out}");
    assert!(objects(&out)[2]["error"].is_string() && !objects(&out)[1].as_object().expect("an object").contains_key("given"));
}

#[test]
fn a_key_that_may_be_meant_for_a_field_is_named_once() {
    let lines = "{\"role\":\"student\"}\n{\"gaol\":\"x\",\"id\":1}\n".repeat(500);
    let ran = dated("batch - --top 1").input(lines).run();
    let said = "note: line 2: `gaol` is no field and comes back in `given`; did you mean `goal`?\n";
    assert_eq!((ran.code, ran.err.as_str(), ran.out.lines().count()), (Some(0), said, 1000));
    assert_eq!(objects(&ran.out)[999]["given"], json!({ "gaol": "x", "id": 1 }));
}

/// Nothing may be known of somebody; where it is so of everybody, it is another file that was meant.
#[test]
fn lines_without_a_field_are_answered_and_said_to_say_nothing() {
    let ran = dated("batch -").input("{\"id\":1}\n{\"id\":2}\n").run();
    let said = "note: no line says anything of a person: none of its keys is a field\n";
    assert_eq!((ran.code, ran.err.as_str(), ran.out.lines().count()), (Some(0), said, 2));
    for some in ["{\"id\":1}\n{}\n", "{\"id\":1}\n{\"role\":\"student\"}\n"] {
        dated("batch -").input(some).answer();
    }
}

#[test]
fn a_value_of_another_kind_is_told_what_is_right_and_not_how_the_program_keeps_it() {
    let lines = "3\n{\"weeks\":-1}\n{\"years\":\"x\"}\n{\"hours_per_week\":\"six\"}\n";
    for answer in objects(&dated("batch -").input(lines).answer_without_success()) {
        let said = answer["error"].as_str().expect("text");
        assert!(!["struct", "i64", "u32"].iter().any(|word| said.contains(word)), "{said}");
    }
}

/// A situation is an object: a list would be read by the order of the fields, which nobody knows.
#[test]
fn a_list_is_no_situation() {
    for line in ["[]\n", "[\"developer\",\"advanced\"]\n"] {
        let answers = objects(&dated("batch -").input(format!("{{}}\n{line}")).answer_without_success());
        assert_eq!((answers.len(), answers[1]["line"].as_u64()), (2, Some(2)), "{line}");
    }
}

#[test]
fn a_faulty_row_says_its_line_and_its_cell() {
    let sheet = "role,budget\ndeveloper,x\nstudent,1,1\nleader,100\nleadr,\n";
    let answers = objects(&dated("batch -").input(sheet).answer_without_success());
    let error = "budget: `x` is not an amount; write whole US dollars, for example 300 (0 means free only)";
    assert_eq!(answers[0], json!({ "line": 2, "error": error }));
    assert_eq!(
        answers[1],
        json!({ "line": 3, "error": "the row has 3 cells and the heading 2; a cell with a `,` in it is put in quotes" })
    );
    assert_eq!(answers[2]["situation"]["role"], "leader");
    let said = answers[3]["error"].as_str().expect("text");
    assert!(answers[3]["line"] == 5 && said.starts_with("role: unknown role `leadr`; did you mean `leader`?"), "{}", answers[3]);
}

#[test]
fn a_heading_that_may_be_meant_for_a_field_is_named_once_and_comes_back() {
    let ran = dated("batch - --top 1").input("role,buget\nstudent,1\nleader,2\n").run();
    let said = "note: line 1: `buget` is no field and comes back in `given`; did you mean `budget`?\n";
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), said));
    assert_eq!(objects(&ran.out)[1]["given"], json!({ "buget": "2" }));
}

#[test]
fn what_is_no_field_stands_in_front_of_a_sheet_and_beside_the_line_on_a_page() {
    let people = "name,role,team\n=1+1,student,x\n,leadr,y\n";
    let sheet = rows(&dated("batch - --top 2 --format csv").input(people).answer_without_success());
    let front: Vec<&[String]> = sheet.iter().map(|row| &row[..3]).collect();
    assert_eq!(front, [["name", "team", "line"], ["'=1+1", "x", "2"], ["'=1+1", "x", "2"], ["", "y", "3"]]);
    for (format, title) in
        [("table", "Line 2, name =1+1, team x. For a student"), ("markdown", "**Line 2, name =1+1, team x. For a student")]
    {
        let out = dated("batch - --top 1 --format").word(format).input(people).answer_without_success();
        assert!(out.contains(title) && out.contains("Line 3, team y"), "{out}");
    }
}

/// The headings of a sheet are written before the last lines are read.
#[test]
fn a_key_that_comes_too_late_for_a_column_is_named_once() {
    let lines = format!("{{\"id\":1}}\n{}{}", "{\"role\":\"student\"}\n".repeat(500), "{\"late\":2,\"id\":3}\n".repeat(2));
    let ran = dated("batch - --top 1 --format csv").input(lines).run();
    let said = "note: line 502: `late` comes too late for a column of its own; --format json has it in `given`\n";
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), said));
    let sheet = rows(&ran.out);
    assert_eq!((&sheet[0][..2], &sheet[503][..2]), (&["id".to_owned(), "line".to_owned()][..], &["3".to_owned(), "503".to_owned()][..]));
}

#[test]
fn a_summary_counts_rows_answers_faults_and_first_places() {
    let people = "role,budget,by\nleader,,\nleader,,\nstudent,0,2026-11-23\nleadr,,\n";
    let ran = dated("batch - --top 1 --summary").input(people).run();
    let mut said = ran.err.lines();
    assert_eq!(said.next(), Some("summary: 4 rows, 3 answers (nothing fits: 1), 1 fault"));
    let first = &objects(&ran.out)[0]["recommendations"][0];
    let named = format!("  first place for 2: {} ({})", first["name"].as_str().expect("text"), first["id"].as_str().expect("text"));
    assert_eq!((said.next(), said.next()), (Some(named.as_str()), None));
}

#[test]
fn empty_lines_are_passed_over_and_counted() {
    let lines = "\n{\"role\":\"student\"}\n\n   \n\toops\n\n";
    let answers = objects(&dated("batch -").input(lines).answer_without_success());
    assert_eq!((answers.len(), &answers[1]["line"]), (2, &json!(5)));
}

#[test]
fn empty_rows_are_passed_over_and_counted() {
    let answers = objects(&dated("batch -").input("role\nstudent\n\n\noops\n").answer_without_success());
    assert_eq!((answers.len(), &answers[1]["line"]), (2, &json!(5)));
    let sheet = rows(&dated("batch - --format csv --top 1").input("role\n\nstudent\n\nleader\n").answer());
    assert_eq!(sheet.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["line", "3", "5"]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    for lines in ["{\"role\":\"student\"}\n{\"goal\":\"gpu\"}\n", "role,goal\nstudent,\n,gpu\n"] {
        let plain = dated("batch -").input(lines).answer();
        let other = format!("\u{feff}{}", lines.replace('\n', "\r\n"));
        assert_eq!(dated("batch -").input(other).answer(), plain);
        assert_eq!(dated("batch -").input(lines.trim_end()).answer(), plain, "without the last line end");
    }
}

#[test]
fn the_day_in_a_line_counts_where_no_flag_says_another() {
    let lines = "{\"as_of\":\"2026-01-09\",\"platform\":\"aws\"}\n{\"as_of\":\"2026-05-01\",\"platform\":\"aws\"}\n";
    let days = |out: &str| objects(out).iter().map(|answer| answer["as_of"].as_str().expect("text").to_owned()).collect::<Vec<_>>();
    assert_eq!(days(&certwise("batch -").input(lines).answer()), ["2026-01-09", "2026-05-01"]);
    assert_eq!(days(&dated("batch -").input(lines).answer()), ["2026-11-22", "2026-11-22"]);
    assert_eq!(days(&certwise("batch -").input("as_of,platform\n2026-01-09,aws\n").answer()), ["2026-01-09"]);
}

#[test]
fn bytes_that_are_no_utf_8_are_read_as_windows_1252_and_that_is_said_once() {
    for lines in [&b"role,name\nstudent,x\nleader,Zo\xeb\nleader,\x80\n"[..], b"{}\n{}\n{\"name\":\"Zo\xeb\"}\n{\"name\":\"\x80\"}\n"] {
        let ran = dated("batch - --top 1").input(lines).run();
        let said = "note: line 3: the text is read as Windows-1252, for example `Zo";
        assert!(ran.code == Some(0) && ran.err.starts_with(said) && ran.err.lines().count() == 1, "{}", ran.err);
        let given: Vec<Value> = objects(&ran.out).iter().map(|answer| answer["given"]["name"].clone()).collect();
        assert_eq!(given[given.len() - 2..], [json!("Zoë"), json!("€")]);
    }
}

#[test]
fn a_sheet_has_one_header_and_the_number_of_the_line_in_every_row() {
    let out = dated("batch - --format csv --top 2").input("{}\noops\n{\"role\":\"leader\"}\n").answer_without_success();
    let rows = rows(&out);
    let lines: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(lines, ["line", "1", "1", "2", "3", "3"]);
    assert!(rows[3].iter().any(|cell| cell.starts_with("error: ")), "{:?}", rows[3]);
}

#[test]
fn a_line_for_which_nothing_fits_has_its_place_in_every_format() {
    let lines = "{\"budget\":0,\"by\":\"2026-11-23\"}\n{}\n";
    let answers = objects(&dated("batch -").input(lines).run().out);
    assert!(answers[0]["fallback"].is_object() && answers[1]["fallback"].is_null());
    for format in ["table", "markdown"] {
        let out = dated("batch - --format").word(format).input(lines).run().out;
        assert!(out.contains("Line 1. Free only, by 23 Nov 2026") && out.contains("Nothing fits.") && out.contains("Line 2. "), "{out}");
    }
    let sheet = rows(&dated("batch - --format csv --top 1").input(lines).run().out);
    let lines: Vec<&str> = sheet.iter().skip(1).map(|row| row[0].as_str()).collect();
    assert!(lines.contains(&"1") && lines.contains(&"2"), "{lines:?}");
}

#[test]
fn nothing_in_is_nothing_out() {
    for lines in ["", "\n", "\n \r\n", "role,goal\n"] {
        assert_eq!(dated("batch -").input(lines).answer(), "", "{lines:?}");
        assert_eq!(rows(&dated("batch - --format csv").input(lines).answer()).len(), 1, "{lines:?}");
    }
}

/// More lines than are answered at a time, of several days, with faults among them: every line has its answer in its place, the one
/// that it has alone.
#[test]
fn many_lines_keep_their_order_and_have_the_answers_that_they_have_alone() {
    let line = |number: usize| match number % 5 {
        0 => "{\"role\":\"nonsense\"}".to_owned(),
        1 => format!("{{\"role\":\"developer\",\"budget\":{}}}", number % 700),
        2 => format!("{{\"platform\":[\"azure\"],\"as_of\":\"2026-0{}-15\"}}", 1 + number % 9),
        3 => format!("{{\"goal\":\"gpu\",\"hours_per_week\":{},\"retake\":true}}", 1 + number % 60),
        _ => "{\"have\":[\"AI-900\"],\"level\":\"beginner\"}".to_owned(),
    };
    let input = (1..=3000).map(line).collect::<Vec<_>>().join("\n");
    let ran = certwise("batch -").input(input).run();
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3000);
    for number in [1, 2, 3, 4, 5, 255, 256, 257, 511, 512, 513, 1024, 2998, 2999, 3000] {
        let alone = certwise("batch -").input(line(number)).run().out;
        assert_eq!(lines[number - 1].replace(&format!("\"line\":{number},"), "\"line\":1,"), alone.trim_end(), "line {number}");
    }
    let ran = certwise("batch - --faults-ok").input("nonsense\n{}\n").run();
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 2), "each fault stands in its line");
}
