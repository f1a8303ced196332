//! People to try the page on: all kinds of them, the same each time.

use certwise::vocabulary::{Closed, Coding, Delivery, Goal, KindGroup, Language, Level, Platform, Role};
use serde_json::{Value, json};

/// Numbers that look drawn by lot, the same each time (the generator of Numerical Recipes).
struct Lot(u32);

impl Lot {
    fn below(&mut self, many: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % many
    }

    fn one<T: Closed>(&mut self) -> Value {
        json!(T::ALL[self.below(T::ALL.len())].word())
    }
}

/// So many people, as the page tells of them.
pub fn some(many: usize) -> Vec<Value> {
    let mut lot = Lot(1);
    (0..many).map(|_| person(&mut lot)).collect()
}

fn person(lot: &mut Lot) -> Value {
    const HELD: [&str; 6] = ["aws-aif-c01", "ms-ai-900@2025-06-30", "az-900", "google-pmle@2024-12-01", "basket weaving", "aws-clf-c02"];
    let mut you = json!({});
    // Each is told by about every second or fourth.
    let mut tell = |lot: &mut Lot, of: usize, key: &str, value: &dyn Fn(&mut Lot) -> Value| {
        if lot.below(of) == 0 {
            you[key] = value(lot);
        }
    };
    tell(lot, 2, "role", &|lot| lot.one::<Role>());
    tell(lot, 2, "goal", &|lot| lot.one::<Goal>());
    tell(lot, 2, "level", &|lot| lot.one::<Level>());
    tell(lot, 4, "coding", &|lot| lot.one::<Coding>());
    tell(lot, 2, "platform", &|lot| json!([lot.one::<Platform>(), lot.one::<Platform>()]));
    tell(lot, 3, "budget", &|lot| json!(([0, 50, 150, 300, 2000][lot.below(5)]).to_string()));
    tell(lot, 3, "hours_per_week", &|lot| json!(["2", "5", "6.5", "20"][lot.below(4)]));
    tell(lot, 4, "by", &|lot| json!(["2026-12-24", "2027-03-31", "2028-06-30"][lot.below(3)]));
    tell(lot, 4, "have", &|lot| json!([HELD[lot.below(6)], HELD[lot.below(6)]]));
    tell(lot, 8, "kind", &|lot| lot.one::<KindGroup>());
    tell(lot, 8, "language", &|lot| lot.one::<Language>());
    tell(lot, 8, "delivery", &|lot| lot.one::<Delivery>());
    tell(lot, 8, "hands_on", &|_| json!("true"));
    tell(lot, 8, "retake", &|_| json!("true"));
    tell(lot, 8, "years", &|lot| json!(["0", "4", "15"][lot.below(3)]));
    tell(lot, 12, "provider", &|lot| json!(["aws", "Microsoft"][lot.below(2)]));
    tell(lot, 12, "tier", &|lot| json!(["1", "2"][lot.below(2)]));
    tell(lot, 12, "pause", &|_| json!("2026-12-20..2027-01-05"));
    you
}
