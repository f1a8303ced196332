//! The order is what the grades and the links say, and says why.

use std::cell::Cell;

use certwise::recommendation::{Ahead, Ranked};
use proptest::prelude::*;

use crate::answer::{Verdicts, id};
use crate::asked::asked;
use crate::{FRAMEWORK, always};

fn grade(ranked: &Ranked) -> Option<certwise::vocabulary::NamingGrade> {
    ranked.named.map(|named| named.grade)
}

#[test]
fn what_has_no_leader_stands_by_its_grades_and_then_by_id() {
    always(&asked(), |asked| {
        let ranked = Verdicts::of(&asked).ranked;
        let free: Vec<&Ranked> = ranked.iter().filter(|one| one.leader.is_none()).collect();
        for pair in free.windows(2) {
            let key = |place: usize| (&pair[place].grades, id(pair[place].id));
            prop_assert!(key(0) < key(1), "{:?} stands before {:?}", key(0), key(1));
        }
        for (place, one) in ranked.iter().enumerate() {
            let level = ranked[..place].iter().filter(|other| other.rank == one.rank).count();
            prop_assert_eq!(one.rank, place + 1 - level, "{}", id(one.id));
            prop_assert!(ranked.iter().all(|other| other.rank != one.rank || other.grades == one.grades), "{}", id(one.id));
        }
        Ok(())
    });
}

#[test]
fn what_has_a_leader_stands_behind_it_and_directly_where_it_is_named_so_too() {
    let (behind, moved) = (Cell::new(0), Cell::new(0));
    always(&asked(), |asked| {
        let ranked = Verdicts::of(&asked).ranked;
        for one in ranked.iter().filter(|one| one.leader.is_some()) {
            let leader = one.leader.and_then(|(leader, _)| ranked.iter().find(|other| other.id == leader));
            let leader = leader.ok_or_else(|| TestCaseError::fail(format!("what leads to {} does not fit", id(one.id))))?;
            prop_assert!(leader.rank < one.rank, "{} stands before {}", id(one.id), id(leader.id));
            behind.set(behind.get() + 1);
            // Whatever stands before it with worse grades stands behind something too.
            let free = || ranked.iter().filter(|other| other.leader.is_none() && leader.rank < other.rank);
            if grade(one).is_some() && grade(one) == grade(leader) {
                prop_assert!(free().all(|other| other.rank > one.rank), "{} is not directly behind {}", id(one.id), id(leader.id));
            } else {
                prop_assert!(free().all(|other| other.rank > one.rank || other.grades <= one.grades), "{}", id(one.id));
            }
            moved.set(moved.get() + u32::from(one.grades < leader.grades));
        }
        Ok(())
    });
    assert!(behind.get() > 500 && moved.get() > 50, "only {} stand behind something, {} of them by the link", behind.get(), moved.get());
}

#[test]
fn each_is_ahead_of_the_next_by_the_first_criterion_that_differs_or_by_a_link() {
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
            match one.ahead_by {
                Some(Ahead::By(criterion)) => {
                    prop_assert_eq!(&one.grades[..criterion], &next.grades[..criterion], "{}", id);
                    prop_assert!(one.grades[criterion] < next.grades[criterion], "{} is not ahead by criterion {}", id, criterion);
                }
                Some(Ahead::Link(why)) => {
                    prop_assert!(one.grades >= next.grades, "{} is ahead by its grades", id);
                    prop_assert!([one.leader, next.leader].iter().flatten().any(|(_, its)| *its == why), "{}", id);
                }
                None => {}
            }
        }
        Ok(())
    });
}
