//! No person can be read out of a report: groups that are too small are hidden, and so is what would give them away.
//!
//! Separate from assembling, because it decides before any number of a group is computed. The total of a file is not a
//! group: whoever runs the program on a file has the file (docs/decisions/0005-suppression.md).

/// Which groups of a segmentation are hidden; see [`hide`].
#[must_use]
pub fn hidden(sizes: &[u64], without: u64, minimum: u64) -> Vec<bool> {
    let mut hidden = vec![false; sizes.len()];
    hide(sizes, without, minimum, &mut hidden);
    hidden
}

/// Hides groups until nothing can be found by subtraction; says whether it hid any that were not hidden before.
///
/// A group below `minimum` respondents is hidden (an empty one has nothing to hide). What is left when the shown groups are
/// taken from the total are the hidden groups and those `without` a group. When that is fewer than `minimum` people, or one
/// hidden group alone, the next smallest group is hidden too: complementary suppression.
pub fn hide(sizes: &[u64], without: u64, minimum: u64, hidden: &mut [bool]) -> bool {
    let before = hidden.iter().filter(|hidden| **hidden).count();
    for (hidden, size) in hidden.iter_mut().zip(sizes) {
        *hidden |= *size < minimum;
    }
    loop {
        let secret: u64 = sizes.iter().zip(&*hidden).filter(|(_, hidden)| **hidden).map(|(size, _)| size).sum();
        let count = sizes.iter().zip(&*hidden).filter(|(size, hidden)| **hidden && **size > 0).count();
        let left = secret + without;
        if left == 0 || (left >= minimum && (count != 1 || without > 0)) {
            break;
        }
        let next = (0..sizes.len()).filter(|group| !hidden[*group]).min_by_key(|group| sizes[*group]);
        match next {
            Some(group) => hidden[group] = true,
            None => break,
        }
    }
    before < hidden.iter().filter(|hidden| **hidden).count()
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
    fn a_few_respondents_without_a_group_take_the_smallest_group_with_them() {
        // Total 58 minus 27 and 28 would give away the three who named no branch.
        assert_eq!(hidden(&[27, 28], 3, 10), [true, false]);
    }

    #[test]
    fn an_empty_segmentation_hides_nothing() {
        assert!(hidden(&[], 5, 10).is_empty());
    }
}
