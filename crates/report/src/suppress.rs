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

/// How many of the answers in the order of arrival are shown to whoever may not read them one by one, while more come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShownWhileRunning {
    /// In the numbers of everybody.
    pub everybody: usize,
    /// In the numbers of groups; never more than `everybody`.
    pub groups: usize,
}

/// Numbers that move with every answer would give the answer away: the mean before and after it is enough. So they move in
/// steps: everybody's by `step` answers, and those of groups only when every group has moved by none or by at least `step`.
///
/// `facets` holds each respondent's group, one list per column, `u32::MAX` for none. Groups that are too small to be shown
/// count as one together, because together they are what is left when the others are subtracted. The result depends on
/// nothing but the order of arrival, so that nobody learns more by looking often or after a new start.
#[must_use]
pub fn shown_while_running(n: usize, facets: &[Vec<u32>], step: usize) -> ShownWhileRunning {
    let step = step.max(1);
    let everybody = n - n % step;
    let mut groups = 0;
    for moment in (step..=everybody).step_by(step) {
        if facets.iter().all(|cells| moved_in_steps(&cells[..moment], groups, step)) {
            groups = moment;
        }
    }
    ShownWhileRunning { everybody, groups }
}

/// Whether between two moments every group that is shown, and all others together, moved by none or by at least `step`.
fn moved_in_steps(cells: &[u32], before: usize, step: usize) -> bool {
    let mut counts: std::collections::BTreeMap<u32, (usize, usize)> = std::collections::BTreeMap::new();
    for (place, cell) in cells.iter().enumerate() {
        let (all, new) = counts.entry(*cell).or_default();
        *all += 1;
        *new += usize::from(before <= place);
    }
    let fits = |moved: usize| moved == 0 || step <= moved;
    let small = |cell: &u32, all: usize| all < step || *cell == u32::MAX;
    let rest = counts.iter().filter(|(cell, (all, _))| small(cell, *all)).map(|(_, (_, new))| new).sum();
    let mut shown = counts.iter().filter(|(cell, (all, _))| !small(cell, *all));
    fits(rest) && shown.all(|(_, (_, new))| fits(*new))
}

#[cfg(test)]
mod tests {
    use super::{ShownWhileRunning, hidden, shown_while_running};

    #[test]
    fn numbers_move_in_tens() {
        let shown = |n| shown_while_running(n, &[], 10).everybody;
        assert_eq!([0, 9, 10, 19, 57].map(shown), [0, 0, 10, 10, 50]);
    }

    #[test]
    fn a_group_that_moved_by_less_than_ten_keeps_all_groups_where_they_were() {
        let shown = |cells: &[u32]| shown_while_running(cells.len(), &[cells.to_vec()], 10);
        let mut cells = [[0; 20], [1; 20]].concat();
        assert_eq!(shown(&cells), ShownWhileRunning { everybody: 40, groups: 40 });
        cells.extend([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(shown(&cells), ShownWhileRunning { everybody: 50, groups: 40 }, "the second moved by one");
        cells.extend([1; 10]);
        assert_eq!(shown(&cells).groups, 40, "the first moved by nine");
        cells.extend([0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(shown(&cells).groups, 70, "ten and twenty");
    }

    #[test]
    fn between_any_two_moments_groups_moved_by_none_or_ten() {
        let mut state = 3_u64;
        for _ in 0..200 {
            let cells: Vec<u32> = (0..300)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    [0, 0, 0, 1, 1, 2, 3, u32::MAX][(state >> 61) as usize]
                })
                .collect();
            let facets = [cells];
            let mut seen = vec![];
            for n in 0..=300 {
                let shown = shown_while_running(n, &facets, 10);
                assert!(shown.groups <= shown.everybody && (shown.everybody - shown.groups).is_multiple_of(10));
                if seen.last() != Some(&shown.groups) {
                    seen.push(shown.groups);
                }
            }
            let size = |moment: usize, group: u32| facets[0][..moment].iter().filter(|cell| **cell == group).count();
            for pair in seen.windows(2) {
                for group in [0, 1, 2, 3] {
                    let (before, after) = (size(pair[0], group), size(pair[1], group));
                    // What was too small before was hidden, and tells nothing now.
                    assert!(after == before || before < 10 || before + 10 <= after, "{before} {after}");
                }
            }
        }
    }

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
