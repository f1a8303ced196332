//! The order is what the grades say, and says why.

use proptest::prelude::*;

use crate::answer::{Verdicts, id};
use crate::asked::asked;
use crate::{FRAMEWORK, always};

#[test]
fn the_order_is_by_grades_and_then_by_id_and_the_ranks_say_so() {
    always(&asked(), |asked| {
        let ranked = Verdicts::of(&asked).ranked;
        for pair in ranked.windows(2) {
            let key = |place: usize| (&pair[place].grades, id(pair[place].id));
            prop_assert!(key(0) < key(1), "{:?} stands before {:?}", key(0), key(1));
        }
        for one in &ranked {
            let better = ranked.iter().filter(|other| other.grades < one.grades).count();
            prop_assert_eq!(one.rank, better + 1, "{} stands behind {}", id(one.id), better);
        }
        Ok(())
    });
}

#[test]
fn each_is_ahead_of_the_next_by_the_first_criterion_that_differs() {
    always(&asked(), |asked| {
        let ranked = Verdicts::of(&asked).ranked;
        for (place, one) in ranked.iter().enumerate() {
            let id = id(one.id);
            prop_assert_eq!(one.grades.len(), FRAMEWORK.criterion.len(), "{}", id);
            let rows = FRAMEWORK.criterion.iter().map(|criterion| criterion.grade.len());
            prop_assert!(one.grades.iter().zip(rows).all(|(grade, rows)| usize::from(*grade) < rows), "{}: {:?}", id, one.grades);
            let Some(next) = ranked.get(place + 1) else {
                prop_assert_eq!(one.ahead_by, None, "{} is the last", id);
                continue;
            };
            prop_assert_eq!(one.ahead_by.is_none(), one.rank == next.rank, "{}: a tie and only a tie has no reason", id);
            if let Some(criterion) = one.ahead_by {
                prop_assert_eq!(&one.grades[..criterion], &next.grades[..criterion], "{}", id);
                prop_assert!(one.grades[criterion] < next.grades[criterion], "{} is not ahead by criterion {}", id, criterion);
            }
        }
        Ok(())
    });
}
