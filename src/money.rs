//! US dollars: whole ones, and ranges of them.

use std::fmt;
use std::ops::Add;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// The most that one amount may be; more is a slip of the keyboard.
const MOST: u64 = 10_000_000;

/// A whole number of US dollars. What is read is at most ten million; sums and months of it may be more, and never reach the
/// end of the type: a catalogue would need a billion parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(u64);

/// What was written is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAmount(String);

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = crate::sanitize::quote_input(&self.0);
        let mut parts = self.0.trim().split('.');
        if let (Some(dollars @ 1..=3), Some(3), None) = (parts.next().map(str::len), parts.next().map(str::len), parts.next()) {
            let (whole, cents) = self.0.trim().split_at(dollars);
            let thousands = format!("{whole}{}", &cents[1..]);
            if thousands.bytes().all(|b| b.is_ascii_digit()) {
                return write!(f, "`{written}` may be {whole} or {thousands}; write whole US dollars without a point");
            }
        }
        write!(f, "`{written}` is not an amount; write whole US dollars, for example 300 (0 means free only)")
    }
}

impl std::error::Error for NotAnAmount {}

impl Usd {
    /// Nothing to pay.
    pub const FREE: Self = Self(0);
    /// The largest amount that is read.
    pub const MOST: Self = Self(MOST);

    /// That many dollars, or `None` beyond ten million.
    #[must_use]
    pub fn new(dollars: impl Into<u64>) -> Option<Self> {
        Some(Self(dollars.into())).filter(|amount| *amount <= Self::MOST)
    }

    /// Whole dollars.
    #[must_use]
    pub const fn dollars(self) -> u64 {
        self.0
    }

    /// This amount without the other; nothing where the other is larger.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This amount `count` times.
    #[must_use]
    pub const fn times(self, count: u32) -> Self {
        Self(self.0 * count as u64)
    }
}

impl Add for Usd {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let mut written = String::from("$");
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                written.push(',');
            }
            written.push(digit);
        }
        f.pad(&written)
    }
}

impl FromStr for Usd {
    type Err = NotAnAmount;

    fn from_str(written: &str) -> Result<Self, NotAnAmount> {
        let lower = written.trim().to_ascii_lowercase();
        if lower == "free" {
            return Ok(Self::FREE);
        }
        let mut amount = lower.trim_start_matches(['~', '<', '≤']).trim_start();
        for most in ["up to ", "at most ", "max ", "max. ", "maximum ", "under ", "less than ", "about "] {
            amount = amount.strip_prefix(most).unwrap_or(amount).trim_start();
        }
        for sign in ["usd", "us$", "$", "dollars", "dollar"] {
            amount = amount.strip_suffix(sign).or_else(|| amount.strip_prefix(sign)).unwrap_or(amount).trim();
        }
        let (amount, thousands) = amount.strip_suffix('k').map_or((amount, false), |amount| (amount, true));
        let (dollars, cents) = amount.split_once('.').unwrap_or((amount, "0"));
        // In some countries a point parts thousands, and then a thousand may be meant.
        let may_be_thousands = cents.len() > 2;
        // In others a comma parts the cents.
        let dollars = if dollars == amount { dollars.strip_suffix(",00").unwrap_or(dollars) } else { dollars };
        let groups: Vec<&str> = dollars.split([',', ' ', '\'', '’', '\u{a0}', '\u{202f}']).collect();
        let is_grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
        let is_figure = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let tenths: Option<u64> = if is_figure(&cents) { cents[..1].parse().ok() } else { None };
        let whole = tenths.filter(|tenths| if thousands { cents.len() == 1 } else { *tenths == 0 && cents.bytes().all(|b| b == b'0') });
        let dollars: Option<u64> = if is_grouped && groups.iter().all(is_figure) { groups.concat().parse().ok() } else { None };
        let amount = dollars
            .zip(whole)
            .filter(|_| !may_be_thousands)
            .and_then(|(dollars, tenths)| if thousands { dollars.checked_mul(1000)?.checked_add(tenths * 100) } else { Some(dollars) });
        amount.and_then(Self::new).ok_or_else(|| NotAnAmount(written.to_owned()))
    }
}

impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for Usd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Amount;

        impl<'de> Visitor<'de> for Amount {
            type Value = Usd;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one amount of whole US dollars, such as 300")
            }

            fn visit_i64<E: de::Error>(self, dollars: i64) -> Result<Usd, E> {
                self.visit_str(&dollars.to_string())
            }

            fn visit_u64<E: de::Error>(self, dollars: u64) -> Result<Usd, E> {
                self.visit_str(&dollars.to_string())
            }

            fn visit_f64<E: de::Error>(self, dollars: f64) -> Result<Usd, E> {
                self.visit_str(&dollars.to_string())
            }

            fn visit_str<E: de::Error>(self, written: &str) -> Result<Usd, E> {
                written.parse().map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Usd, A::Error> {
                Err(de::Error::custom("one amount of whole US dollars is wanted here, not a range"))
            }
        }

        if !deserializer.is_human_readable() {
            return u64::deserialize(deserializer).map(Self);
        }
        // As it is typed, whatever kind of value says it.
        deserializer.deserialize_any(Amount)
    }
}

/// From `low` to `high` US dollars, both included. In TOML one amount (`150`) or two (`[395, 445]`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Range {
    /// The least.
    pub low: Usd,
    /// The most.
    pub high: Usd,
}

impl Range {
    /// Exactly that amount.
    #[must_use]
    pub const fn exactly(amount: Usd) -> Self {
        Self { low: amount, high: amount }
    }

    /// The range that spans both.
    #[must_use]
    pub fn spanning(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

impl Add for Range {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.high == Usd::FREE {
            f.pad("free")
        } else if self.low == self.high {
            self.low.fmt(f)
        } else {
            f.pad(&format!("{}-{}", self.low, self.high.to_string().trim_start_matches('$')))
        }
    }
}

impl<'de> Deserialize<'de> for Range {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RangeVisitor;

        fn amount<E: de::Error>(dollars: i128) -> Result<Usd, E> {
            u64::try_from(dollars)
                .ok()
                .and_then(Usd::new)
                .ok_or_else(|| E::custom(format!("{dollars} is not an amount; write whole US dollars from 0 to {MOST}")))
        }

        impl<'de> Visitor<'de> for RangeVisitor {
            type Value = Range;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("whole US dollars, such as 150 or [395, 445]")
            }

            fn visit_i64<E: de::Error>(self, dollars: i64) -> Result<Range, E> {
                amount(dollars.into()).map(Range::exactly)
            }

            fn visit_u64<E: de::Error>(self, dollars: u64) -> Result<Range, E> {
                amount(dollars.into()).map(Range::exactly)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Range, A::Error> {
                let mut next = |i| seq.next_element::<i64>()?.ok_or_else(|| de::Error::invalid_length(i, &self));
                let (low, high) = (amount(next(0)?.into())?, amount(next(1)?.into())?);
                if seq.next_element::<de::IgnoredAny>()?.is_some() {
                    return Err(de::Error::invalid_length(3, &self));
                }
                if low > high {
                    return Err(de::Error::custom(format!("the low end {low} is above the high end {high}")));
                }
                Ok(Range { low, high })
            }
        }

        if !deserializer.is_human_readable() {
            return Deserialize::deserialize(deserializer).map(|(low, high)| Self { low, high });
        }
        deserializer.deserialize_any(RangeVisitor)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Range {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Dollars".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let amount = serde_json::json!({ "type": "integer", "minimum": 0, "maximum": MOST });
        schemars::json_schema!({
            "description": "Whole US dollars: one amount (150), or from low to high ([395, 445]).",
            "anyOf": [amount, { "type": "array", "items": amount, "minItems": 2, "maxItems": 2 }],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_whole_dollars_and_nothing_else() {
        assert_eq!("300".parse(), Ok(Usd(300)));
        for same in [
            "$300",
            " 300 ",
            "300.00",
            "300 USD",
            "300usd",
            "$300.0",
            "US$300",
            "USD 300",
            "300 dollars",
            "300,00",
            "up to 300",
            "max $300",
            "~300",
        ] {
            assert_eq!(same.parse(), Ok(Usd(300)), "{same}");
        }
        for same in ["1,000", "1 000", "1'000", "1k", "$1.0k"] {
            assert_eq!(same.parse(), Ok(Usd(1000)), "{same}");
        }
        assert_eq!(("1,000".parse(), "$1,234,567".parse(), "Free".parse()), (Ok(Usd(1000)), Ok(Usd(1_234_567)), Ok(Usd::FREE)));
        for wrong in [
            "",
            "x",
            "-1",
            "49.99",
            "1e3",
            "10000001",
            "99999999999999999999",
            "+5",
            "nan",
            "1000,000",
            ",100",
            "300.",
            "3.00.0",
            "$",
            "usd",
            "$$5",
            "300 EUR",
            "1.000",
            "1.000,00",
            "k",
        ] {
            assert!(wrong.parse::<Usd>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn ranges_read_as_people_write_them() {
        let range = |low, high| Range { low: Usd(low), high: Usd(high) }.to_string();
        assert_eq!(range(0, 0), "free");
        assert_eq!(range(300, 300), "$300");
        assert_eq!(range(147, 294), "$147-294");
        assert_eq!(range(19500, 27600), "$19,500-27,600");
        assert_eq!(range(0, 90), "$0-90");
    }
}
