//! No person can be read out of a report: groups that are too small are hidden, and so is what would give them away.
//!
//! Separate from assembling, because it decides before any number of a group is computed. The total of a file is not a
//! group: whoever runs the program on a file has the file (docs/decisions/0005-suppression.md).

/// Which groups of a segmentation are hidden.
///
/// A group below `minimum` respondents is hidden. When what is hidden (together with respondents who are in no group)
/// could be found by subtracting the shown groups from the total and is itself below `minimum`, or is one group alone,
/// the next smallest group is hidden too: complementary suppression.
#[must_use]
pub fn hidden(sizes: &[u64], without: u64, minimum: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = sizes.iter().map(|size| *size < minimum).collect();
    loop {
        let secret: u64 = sizes.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(size, _)| size).sum();
        let count = hidden.iter().filter(|hidden| **hidden).count();
        if count == 0 || (count > 1 && secret + without >= minimum) || (without > 0 && secret + without >= minimum) {
            return hidden;
        }
        let next = (0..sizes.len()).filter(|group| !hidden[*group]).min_by_key(|group| sizes[*group]);
        match next {
            Some(group) => hidden[group] = true,
            None => return hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn groups_of_ten_are_shown() {
        assert_eq!(hidden(&[10, 50, 12], 0, 10), [false, false, false]);
    }

    #[test]
    fn one_small_group_takes_the_next_smallest_with_it() {
        // Total 72 minus 50 and 13 would give away the group of 9.
        assert_eq!(hidden(&[9, 50, 13], 0, 10), [true, false, true]);
    }

    #[test]
    fn two_small_groups_that_are_large_together_hide_each_other() {
        assert_eq!(hidden(&[6, 50, 7], 0, 10), [true, false, true]);
    }

    #[test]
    fn two_small_groups_that_are_small_together_take_a_third() {
        assert_eq!(hidden(&[3, 50, 4, 20], 0, 10), [true, false, true, true]);
    }

    #[test]
    fn respondents_without_a_group_help_to_hide_a_small_one() {
        assert_eq!(hidden(&[9, 50, 13], 30, 10), [true, false, false]);
    }

    #[test]
    fn an_empty_segmentation_hides_nothing() {
        assert!(hidden(&[], 5, 10).is_empty());
    }
}
