//! What to look for on a page: the quote of a source, else the facts that it proves as pages write them.

use super::Subject;
use super::page::{Page, fold, words};
use crate::calendar::Day;
use crate::catalog::Source;
use crate::money::Range;
use crate::vocabulary::Fact;

/// One thing to look for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What it is, as people call it: `exam fee $300`.
    pub said: String,
    forms: Forms,
}

#[derive(Clone, Debug)]
enum Forms {
    /// Folded text, as it stands.
    Text(String),
    /// Words, of which one form is enough.
    Words(Vec<String>),
    /// An amount of US dollars.
    Dollars(u64),
}

impl Wanted {
    fn words(said: String, forms: impl IntoIterator<Item = String>) -> Self {
        // What has no word, as a name in brackets without one, would stand everywhere.
        let forms = forms.into_iter().map(|form| words(&fold(&form))).filter(|form| form != " ");
        Self { said, forms: Forms::Words(forms.collect()) }
    }

    /// Whether the page says it.
    #[must_use]
    pub fn stands_on(&self, page: &Page) -> bool {
        match &self.forms {
            Forms::Text(text) => page.texts.iter().any(|on| places(on, text).next().is_some()),
            Forms::Words(forms) => forms.iter().any(|form| page.words.iter().any(|on| on.contains(form.as_str()))),
            Forms::Dollars(0) => {
                [" free ", " no cost ", " no charge "].iter().any(|form| page.words[0].contains(form)) || has_dollars(page, 0)
            }
            Forms::Dollars(dollars) => has_dollars(page, *dollars),
        }
    }
}

/// What to look for of that source. Empty where it proves nothing that pages write in a form of its own.
#[must_use]
pub fn wanted(subject: &Subject<'_>, source: &Source) -> Vec<Wanted> {
    if let Some(quote) = &source.quote {
        return vec![Wanted { said: format!("the quote \"{quote}\""), forms: Forms::Text(fold(quote)) }];
    }
    let mut all = Vec::new();
    let names = |fact: Fact| source.proves.contains(&fact);
    for fact in &source.proves {
        match fact {
            Fact::Name => all.push(Wanted::words(format!("name {}", subject.name), full_names(subject.name))),
            Fact::Code => all.extend(subject.code.map(|code| Wanted::words(format!("code {code}"), codes(code)))),
            // A page that says whether it can be earned calls it by some name.
            Fact::Status if !names(Fact::Name) && !names(Fact::Code) => {
                let forms = full_names(subject.name).into_iter().chain(subject.code.into_iter().flat_map(codes));
                let also = subject.aliases.iter().cloned();
                all.push(Wanted::words(format!("any name of {}", subject.name), forms.chain(also)));
            }
            Fact::ValidMonths => {
                let said = |months| format!("{} {months} months", fact.label());
                all.extend(subject.valid_months.map(|months| Wanted::words(said(months), spans(months))));
            }
            fact => {
                all.extend(subject.day(*fact).map(|day| Wanted::words(format!("{} {day}", fact.label()), days(day))));
                all.extend(subject.price(*fact).into_iter().flat_map(|price| dollars(*fact, price)));
            }
        }
    }
    all
}

/// The name, and the name without what stands in brackets at its end.
fn full_names(name: &str) -> Vec<String> {
    let short = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).map(|(name, _)| name.to_owned());
    std::iter::once(name.to_owned()).chain(short).collect()
}

fn codes(code: &str) -> [String; 2] {
    [code.to_owned(), code.replace(['-', ' '], "")]
}

fn days(day: Day) -> Vec<String> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let iso = day.to_string();
    let mut parts = iso.split('-').skip(1).filter_map(|part| part.parse::<usize>().ok());
    let (Some(month), Some(number)) = (parts.next().and_then(|month| MONTHS.get(month - 1).copied()), parts.next()) else {
        return vec![iso];
    };
    let ordinal = match number {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let mut forms = vec![iso];
    for month in [month, &month[..3], if month == "september" { "sept" } else { month }] {
        for number in [number.to_string(), format!("{number:02}"), format!("{number}{ordinal}")] {
            forms.push(format!("{number} {month} {}", day.year()));
            forms.push(format!("{month} {number} {}", day.year()));
        }
    }
    forms
}

fn spans(months: u32) -> Vec<String> {
    const NUMBERS: [&str; 5] = ["one", "two", "three", "four", "five"];
    let years = (months.is_multiple_of(12)).then_some(months / 12);
    let word = years.and_then(|years| NUMBERS.get(years.checked_sub(1)? as usize)).map(ToString::to_string);
    let counted = |number: String, what: &str| [format!("{number} {what}"), format!("{number} {what}s")];
    let years = years.map(|years| years.to_string()).into_iter().chain(word).flat_map(|years| counted(years, "year"));
    counted(months.to_string(), "month").into_iter().chain(years).collect()
}

fn dollars(fact: Fact, price: Range) -> Vec<Wanted> {
    let mut ends = vec![price.low, price.high];
    ends.dedup();
    ends.into_iter().map(|end| Wanted { said: format!("{} {end}", fact.label()), forms: Forms::Dollars(end.dollars()) }).collect()
}

/// Where a text stands in another, and no figure or word goes on at either end.
fn places<'t>(text: &'t str, wanted: &'t str) -> impl Iterator<Item = usize> + 't {
    let goes_on = |one: Option<char>, other: Option<char>| one.zip(other).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric());
    let (first, last) = (wanted.chars().next(), wanted.chars().next_back());
    text.match_indices(wanted).map(|(at, _)| at).filter(move |at| {
        let (before, behind) = (&text[..*at], &text[at + wanted.len()..]);
        // `1,200` and `300.50` are no 200 and no 300.
        let parted = |end: Option<char>, inner: Option<char>, outer: Option<char>| {
            matches!(inner, Some('.' | ',')) && end.zip(outer).is_some_and(|(a, b)| a.is_ascii_digit() && b.is_ascii_digit())
        };
        let (mut left, mut right) = (before.chars().rev(), behind.chars());
        let (left, right) = ([left.next(), left.next()], [right.next(), right.next()]);
        let cents = behind.strip_prefix(".00").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        !goes_on(first, left[0])
            && !goes_on(last, right[0])
            && !parted(first, left[0], left[1])
            && (cents || !parted(last, right[0], right[1]))
    })
}

/// Whether the page names that many US dollars: the figure, and the dollars before or behind it.
fn has_dollars(page: &Page, dollars: u64) -> bool {
    const UNITS: [&str; 4] = ["usd", "dollar", "us dollar", "u.s. dollar"];
    let (plain, grouped) = (dollars.to_string(), grouped(dollars));
    let named = |text: &str, figure: &str| {
        places(text, figure).any(|at| {
            let before = text[..at].trim_end_matches([' ', ':', '(', ')', '*', '~']);
            let behind = text[at + figure.len()..].trim_start_matches(".00").trim_start_matches([' ', '(', '*']);
            before.ends_with('$') || before.ends_with("usd") || UNITS.iter().any(|unit| behind.starts_with(unit))
        })
    };
    page.texts.iter().any(|text| named(text, &plain) || (grouped != plain && named(text, &grouped)))
}

/// `1,200`.
fn grouped(dollars: u64) -> String {
    if dollars < 1000 { dollars.to_string() } else { format!("{},{:03}", grouped(dollars / 1000), dollars % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    const NONE: [&str; 0] = [];

    /// What of a source that proves those facts of a credential is missing on a page with that text.
    fn missing(source: &Source, text: &str) -> Vec<String> {
        let (mut catalog, ..) = embedded::prepared();
        let id = catalog.find_credential("aws-mla-c02").expect("it is there");
        let mut credential =
            catalog.credentials.swap_remove(catalog.credentials.iter().position(|it| it.id == catalog[id].id).expect("there"));
        credential.record.cost.exam = toml_range("[900, 1200]");
        credential.record.lifecycle.last_day = Day::new(2026, 9, 3);
        credential.record.valid_months = Some(36);
        let page = Page::read(text.as_bytes(), "text/plain").expect("text");
        wanted(&Subject::of(&credential), source).into_iter().filter(|it| !it.stands_on(&page)).map(|it| it.said).collect()
    }

    fn toml_range(written: &str) -> Option<Range> {
        #[derive(serde::Deserialize)]
        struct Whole {
            price: Range,
        }
        toml::from_str::<Whole>(&format!("price = {written}")).ok().map(|whole| whole.price)
    }

    fn proving(facts: &str) -> Source {
        toml::from_str(&format!("title = \"t\"\nkind = \"official\"\nconfidence = \"high\"\n{facts}")).expect("a source")
    }

    #[test]
    fn a_fact_is_found_in_every_form_in_which_pages_write_it_and_in_no_other() {
        let cases: [(&str, &[&str], &[&str]); 5] = [
            (
                "cost.exam",
                &["$900 to $1,200", "usd 900 / 1200 USD", "900.00 US dollars, US$ 1,200.00", "fee (USD): 900; $ 1200*"],
                &["$9000 to $1,200", "$900", "900 and 1,200", "$11,200 $900", "$900.50, $1,200", "€900, €1,200", "900 min, $1,200"],
            ),
            (
                "lifecycle.last_day",
                &["2026-09-03", "3 September 2026", "on Sept. 3rd, 2026.", "September 03, 2026", "3 SEP 2026"],
                &["13 September 2026", "September 3", "2026-09-30", "3 September 2027"],
            ),
            ("valid_months", &["three years", "a 3-year badge", "36 months"], &["3 yearly", "13 years", "136 months"]),
            ("code", &["(MLA-C02)", "MLA C02", "mlac02", "MLA\u{2011}C02"], &["MLA-C021", "MLA-C01"]),
            (
                "name",
                &["the AWS Certified Machine Learning Engineer \u{2013} Associate\u{ae} exam"],
                &["AWS Certified Machine Learning Engineer", "AWS Certified Machine Learning"],
            ),
        ];
        for (fact, says, says_not) in cases {
            let source = proving(&format!("proves = [\"{fact}\", \"topics\", \"hands_on\"]"));
            for text in says {
                assert_eq!(missing(&source, text), NONE, "{text}");
            }
            for text in says_not {
                assert!(!missing(&source, text).is_empty(), "{fact} in {text}");
            }
        }
        assert_eq!(missing(&proving("proves = [\"topics\", \"url\"]"), ""), NONE, "nothing can be looked for");
        assert_eq!(missing(&proving("proves = [\"status\"]"), "MLA-C02"), NONE, "some name is enough");
    }

    #[test]
    fn a_quote_is_all_that_is_looked_for() {
        let source = proving("proves = [\"name\"]\nquote = \"It\u{2019}s 150 US dollars\"");
        assert_eq!(missing(&source, "it's   150 US\u{a0}Dollars."), NONE);
        assert_eq!(missing(&source, "it's 150 US dollarsign"), ["the quote \"It\u{2019}s 150 US dollars\""]);
        assert_eq!(missing(&source, "bit's 150 US dollars").len(), 1);
    }
}
