//! Many situations: one entry a line, whatever the lines hold.

use std::io::Write as _;
use std::process::{Command, Stdio};

use certwise::batch::{Entry, situations};
use certwise::situation::SituationInput;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use crate::asked::{Asked, asked};
use crate::words::{FIELDS, any_text, near_a_value};
use crate::{CATALOG, always};

fn entries(input: &[u8]) -> Vec<Entry> {
    let read = situations(input).expect("bytes in memory can be read");
    read.map(|entry| entry.expect("bytes in memory can be read")).collect()
}

/// The situation as a JSON object of the fields that are set.
fn object(situation: &SituationInput) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() && value != json!([]) {
            object.insert(key.to_owned(), value);
        }
    };
    put("role", json!(situation.role));
    put("level", json!(situation.level));
    put("coding", json!(situation.coding));
    put("years", json!(situation.years));
    put("goal", json!(situation.goal));
    put("platform", json!(situation.platform));
    put("budget", json!(situation.budget));
    put("hours_per_week", json!(situation.hours_per_week));
    put("by", json!(situation.by));
    put("weeks", json!(situation.weeks));
    put("have", json!(situation.have));
    put("hands_on", json!(situation.hands_on));
    put("retake", json!(situation.retake));
    put("pause", json!(situation.pause));
    put("as_of", json!(situation.as_of));
    Value::Object(object)
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        near_a_value().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-5..2000i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| vec(inner, 0..3).prop_map(Value::from))
}

/// A line: a situation, an object with the right keys and any values, any JSON, or any text.
fn line() -> impl Strategy<Value = String> {
    let key = prop_oneof![6 => select(FIELDS).prop_map(str::to_owned), 1 => any_text()];
    let any_object = btree_map(key, any_value(), 0..5).prop_map(|map| Value::from_iter(map).to_string());
    prop_oneof![
        2 => asked().prop_map(|asked| object(&asked.situation.written(&CATALOG)).to_string()),
        3 => any_object,
        1 => any_value().prop_map(|value| value.to_string()),
        2 => any_text().prop_map(|text| text.replace('\n', " ")),
        1 => "[ \t\r]{0,3}",
    ]
}

#[test]
fn every_line_that_says_something_is_one_entry_with_its_number() {
    always(&(vec(line(), 1..12), any::<bool>()), |(lines, ends)| {
        // What the first line is tells what the file is: here an object a line.
        let lines: Vec<String> = std::iter::once("{}".to_owned()).chain(lines).collect();
        let input = lines.join("\n") + if ends { "\n" } else { "" };
        let numbers: Vec<u64> = entries(input.as_bytes()).into_iter().map(|(number, _)| number).collect();
        let saying = lines.iter().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        prop_assert_eq!(numbers, saying.map(|(_, number)| number).collect::<Vec<_>>());
        Ok(())
    });
}

/// The same rows in some spelling of a file: what parts the cells, how the lines end, and how the text is encoded.
fn spelt(table: &[Vec<String>], delimiter: u8, end: &str, encoding: usize) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in table {
        writer.write_record(row).expect("memory can be written");
    }
    let text = String::from_utf8(writer.into_inner().expect("memory can be written")).expect("UTF-8").replace('\n', end);
    let utf_16 = |mark: &str, order: fn(u16) -> [u8; 2]| format!("{mark}{text}").encode_utf16().flat_map(order).collect();
    match encoding {
        0 => text.into_bytes(),
        1 => format!("\u{feff}{text}").into_bytes(),
        2 => utf_16("\u{feff}", u16::to_le_bytes),
        3 => utf_16("\u{feff}", u16::to_be_bytes),
        _ => utf_16("", u16::to_le_bytes),
    }
}

/// No row is lost and none is made up, whatever stands in its cells and however the file is written; and what is the caller's own
/// comes back as it stood.
#[test]
fn answers_and_faults_are_as_many_as_rows_in_every_spelling() {
    let cell = prop_oneof![3 => near_a_value(), 1 => "[a-z\"',;|\t\n=é–€ 日]{0,8}", 1 => Just(String::new())];
    let spelling = (select(&b",;\t|"[..]), select(&["\n", "\r\n", "\r"][..]), 0..5usize);
    always(&(vec(vec(cell, 4), 0..8), spelling), |(mut rows, (delimiter, end, encoding))| {
        for row in &mut rows {
            // Line ends within cells become those of the file, and a mark is no text in UTF-16.
            for cell in row {
                *cell = cell.replace(['\r', '\n', '\u{feff}'], " ");
            }
        }
        rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let head = ["role", "Own name", "budget", "own"].map(str::to_owned).to_vec();
        let table: Vec<Vec<String>> = std::iter::once(head).chain(rows.iter().cloned()).collect();
        let input = spelt(&table, delimiter, end, encoding);
        let read: Vec<_> = certwise::batch::rows(&*input).expect("a table").map(|row| row.expect("in memory").read()).collect();
        let lines: Vec<u64> = read.iter().map(|row| row.line).collect();
        prop_assert_eq!(lines, (2..2 + rows.len() as u64).collect::<Vec<_>>(), "{}", String::from_utf8_lossy(&input));
        for (row, wrote) in read.iter().zip(&rows) {
            let own: Vec<(&str, String)> = row.given.cells().collect();
            prop_assert_eq!(own, [("Own name", wrote[1].clone()), ("own", wrote[3].clone())]);
        }
        Ok(())
    });
}

/// JSON objects, sound or not, in every layout of a file.
#[test]
fn an_object_is_one_entry_in_every_layout() {
    let object = btree_map(select(FIELDS).prop_map(str::to_owned), any_value(), 0..4).prop_map(Value::from_iter);
    always(&(vec(object, 1..6), any::<bool>(), any::<bool>()), |(objects, is_list, is_spread)| {
        let written = |object: &Value| if is_spread { serde_json::to_string_pretty(object) } else { serde_json::to_string(object) };
        let written: Vec<String> = objects.iter().map(|object| written(object).expect("JSON")).collect();
        let input = if is_list { format!("[{}]", written.join(",\n")) } else { written.join("\n") };
        // Of objects one behind the other the first tells the layout.
        prop_assume!(is_list || !is_spread || written[0].contains('\n'));
        let mut begins = 1;
        let numbers: Vec<u64> = entries(input.as_bytes()).into_iter().map(|(number, _)| number).collect();
        for (number, written) in numbers.iter().zip(&written) {
            prop_assert_eq!(*number, begins, "{}", input);
            begins += written.matches('\n').count() as u64 + 1;
        }
        prop_assert_eq!(numbers.len(), objects.len(), "{}", input);
        Ok(())
    });
}

#[test]
fn a_situation_written_as_json_reads_back_as_the_situation() {
    always(&asked(), |Asked { situation, as_of }| {
        let situation = SituationInput { as_of: Some(as_of), ..situation.written(&CATALOG) };
        let line = object(&situation).to_string();
        let expected: Vec<Entry> = vec![(1, Ok(situation))];
        prop_assert_eq!(entries(line.as_bytes()), expected, "{}", line);
        Ok(())
    });
}

#[test]
fn a_row_is_one_entry_whatever_its_cells_hold() {
    let head = subsequence(FIELDS, 1..6);
    let rows = vec(vec(near_a_value(), 6), 0..6);
    always(&(head, rows), |(head, rows)| {
        let twice = |one: &str, other: &str| head.contains(&one) && head.contains(&other);
        if twice("platform", "cloud") || twice("hours_per_week", "hours-per-week") {
            prop_assert!(situations(head.join(",").as_bytes()).is_err(), "{:?} names a field twice", head);
            return Ok(());
        }
        let rows: Vec<&[String]> = rows.iter().map(|row| &row[..head.len()]).collect();
        prop_assume!(rows.iter().all(|row| row.iter().any(|cell| !cell.trim().is_empty())), "a row of empty cells says nothing");
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&head).expect("memory can be written");
        for row in &rows {
            writer.write_record(*row).expect("memory can be written");
        }
        let input = writer.into_inner().expect("memory can be written");
        prop_assert_eq!(entries(&input).len(), rows.len(), "{}", String::from_utf8_lossy(&input));
        Ok(())
    });
}

#[test]
fn any_bytes_are_read_to_their_end_in_the_order_of_their_lines() {
    let head = select(vec!["", "role,budget\n", "\u{feff}have\r\n", "{}\n", "[\n{", "{\n\"role\":", "certificate;role\r"]);
    always(&(head, vec(any::<u8>(), 0..200), vec(select(&b"\n\r\",{}:"[..]), 0..20)), |(head, bytes, marks)| {
        let input = [head.as_bytes(), &bytes, &marks, &bytes].concat();
        let _ = certwise::certificates::read(&input);
        // What is no table of people is refused as a whole.
        let Ok(read) = situations(&*input) else { return Ok(()) };
        let numbers: Vec<u64> = read.map(|entry| entry.expect("bytes in memory can be read").0).collect();
        prop_assert!(numbers.is_sorted(), "{:?}", numbers);
        let last = input.split(|byte| b"\r\n".contains(byte)).count();
        prop_assert!(numbers.iter().all(|number| (1..=last as u64).contains(number)), "{:?} of {} lines", numbers, last);
        Ok(())
    });
}

#[test]
fn any_number_of_empty_lines_is_passed_over() {
    // Another process reads them: a stack that overflows ends the whole process.
    for (head, last) in [("role,budget", "developer,300"), ("{}", "{\"role\":\"developer\"}")] {
        for end in ["\n", "\r\n"] {
            let input = [head, end, &end.repeat(200_000), last, end].concat();
            let mut certwise = Command::new(env!("CARGO_BIN_EXE_certwise"));
            certwise.args(["batch", "-", "--as-of", "2026-11-22", "--top", "1"]).env_remove("CERTWISE_CATALOG");
            certwise.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut child = certwise.spawn().expect("the program starts");
            // When the program ends early, writing fails: what it leaves with says more.
            let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
            let output = child.wait_with_output().expect("the program ends");
            assert!(output.status.success(), "200 000 empty lines that end in {end:?} behind {head}: {}", output.status);
        }
    }
}
