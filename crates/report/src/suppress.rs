//! No person can be read out of a report: groups that are too small are hidden, and so is what would give them away.
//!
//! Separate from assembling, because it decides before any number of a group is computed. The total of a file is not a
//! group: whoever runs the program on a file has the file (docs/decisions/0005-suppression.md).

/// Which groups of a segmentation are hidden: those below the minimum, and the next smallest where they could be worked out.
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

/// Who has answered so far, in the order of arrival, as it is for somebody who may not read answers one by one.
#[derive(Debug, Clone, Copy)]
pub struct Arrivals<'a> {
    /// How many.
    pub n: usize,
    /// Whether no more can come.
    pub closed: bool,
    /// Each respondent's group, one list per column, `u32::MAX` for none.
    pub groups: &'a [Vec<u32>],
    /// Per thing that numbers rest on, whether each respondent answered it.
    pub answered: &'a [&'a [bool]],
    /// Per thing, whether the others wait for it; what is for the few who answered everything holds nobody up.
    pub waited_for: &'a [bool],
}

/// What of the arrivals is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Respondents in the numbers of everybody.
    pub everybody: usize,
    /// Respondents in the numbers of groups; never more than `everybody`.
    pub groups: usize,
    /// Per thing that numbers rest on, whether everybody's numbers of it are held back.
    pub held: Vec<bool>,
    /// The same for the numbers of groups.
    pub held_of_groups: Vec<bool>,
}

/// Numbers move without what moved too little after so many steps, rather than wait for a question that hardly anybody answers.
const STEPS_MAX: usize = 10;

/// Numbers that move with every answer would give the answer away: the mean before and after it is enough. So they move
/// from moment to moment, and between two moments each of them has moved by nobody or by at least `step` respondents.
///
/// A moment is a multiple of `step`. It is passed over while something that is waited for moved by fewer since the moment
/// before, up to ten steps; then the others move, and the numbers of that thing are held back until it has
/// moved by enough. Moments are shown only when as many have come after them again, so that the end of a wave, which
/// shows all, gives no last answers away. Groups move at moments at which each group that is large enough to be shown, and
/// all others together, moved by none or by `step`: together the small ones are what is left when the others are subtracted.
///
/// The result depends on nothing but the arrivals up to the last multiple of `step`, so that nobody learns more by looking
/// often or after a new start.
#[must_use]
pub fn shown_of(arrivals: Arrivals<'_>, step: usize) -> Shown {
    let step = step.max(1);
    let known = if arrivals.closed { arrivals.n } else { arrivals.n - arrivals.n % step };
    let counts = Counts::of(arrivals.answered, arrivals.n, step);
    let moments = moments(&counts, arrivals.waited_for, known, step);
    let behind = |moment: &Moment| moment.is_behind(&counts, arrivals.waited_for, known, step);
    let mut seen: Vec<Moment> = moments.into_iter().filter(behind).collect();
    if arrivals.closed {
        let before = seen.last().map_or_else(|| vec![0; counts.series()], |moment| moment.counts.clone());
        seen.push(Moment::after(&before, &counts, known, step));
    }
    let Some(last) = seen.last() else {
        return Shown {
            held: vec![true; counts.series()],
            held_of_groups: vec![true; counts.series()],
            ..Shown::default()
        };
    };
    let (groups, held_of_groups) = shown_of_groups(arrivals, &seen, step);
    Shown { everybody: last.at, groups, held: last.held.clone(), held_of_groups }
}

/// How many respondents had answered each thing at each multiple of the step, and at the end.
struct Counts {
    step: usize,
    /// Per thing, one count per multiple of the step from 0 on, then that of everybody.
    counts: Vec<Vec<u32>>,
}

impl Counts {
    fn of(answered: &[&[bool]], n: usize, step: usize) -> Self {
        let count = |answered: &&[bool]| {
            let mut count = 0;
            let steps = answered[..n].chunks(step).map(|some| {
                count += some.iter().map(|answered| u32::from(*answered)).sum::<u32>();
                count
            });
            std::iter::once(0).chain(steps).collect()
        };
        Self { step, counts: answered.iter().map(count).collect() }
    }

    fn series(&self) -> usize {
        self.counts.len()
    }

    /// At a multiple of the step, or at the end.
    fn at(&self, moment: usize) -> Vec<u32> {
        self.counts.iter().map(|counts| counts[moment.div_ceil(self.step)]).collect()
    }
}

/// A moment at which numbers moved.
#[derive(Debug, Clone)]
struct Moment {
    at: usize,
    /// How many had answered each thing when its numbers last moved.
    counts: Vec<u32>,
    held: Vec<bool>,
}

impl Moment {
    /// The next moment after one with these counts: what moved by too few is held back where it was.
    fn after(before: &[u32], counts: &Counts, at: usize, step: usize) -> Self {
        let now = counts.at(at);
        let held: Vec<bool> =
            before.iter().zip(&now).map(|(before, now)| !fits((now - before) as usize, step)).collect();
        let counts = before.iter().zip(&now).zip(&held).map(|((before, now), held)| if *held { *before } else { *now });
        Self { at, counts: counts.collect(), held }
    }

    /// Whether enough came after it to be shown together at the end.
    fn is_behind(&self, counts: &Counts, waited_for: &[bool], known: usize, step: usize) -> bool {
        let now = counts.at(known);
        let mut shown = self.counts.iter().zip(&self.held).zip(waited_for).zip(&now);
        let enough = shown.all(|(((then, held), waited_for), now)| {
            *held || !waited_for || *then == 0 || step <= (now - then) as usize
        });
        self.at + step <= known && (enough || self.at + STEPS_MAX * step <= known)
    }
}

fn fits(moved: usize, step: usize) -> bool {
    moved == 0 || step <= moved
}

fn moments(counts: &Counts, waited_for: &[bool], known: usize, step: usize) -> Vec<Moment> {
    let mut moments: Vec<Moment> = vec![];
    let (mut last, mut before) = (0, vec![0; counts.series()]);
    for at in (step..=known).step_by(step) {
        let moment = Moment::after(&before, counts, at, step);
        let waits = moment.held.iter().zip(waited_for).any(|(held, waited_for)| *held && *waited_for);
        if waits && at < last + STEPS_MAX * step {
            continue;
        }
        (last, before) = (at, moment.counts.clone());
        moments.push(moment);
    }
    moments
}

/// At which of the moments groups last moved, and what is held back of them.
fn shown_of_groups(arrivals: Arrivals<'_>, moments: &[Moment], step: usize) -> (usize, Vec<bool>) {
    let mut everybody: Vec<Moves> = arrivals.groups.iter().map(|cells| Moves::of(cells)).collect();
    let mut things: Vec<Vec<Moves>> = vec![everybody.clone(); arrivals.answered.len()];
    let mut held = vec![true; arrivals.answered.len()];
    let (mut shown, mut arrived) = (0, 0);
    for moment in moments {
        for (column, cells) in arrivals.groups.iter().enumerate() {
            for (place, cell) in cells.iter().enumerate().take(moment.at).skip(arrived) {
                everybody[column].count(*cell);
                let answered = things.iter_mut().zip(arrivals.answered).filter(|(_, answered)| answered[place]);
                answered.for_each(|(moves, _)| moves[column].count(*cell));
            }
        }
        arrived = moment.at;
        if !everybody.iter().all(|moves| moves.fit(step)) {
            continue;
        }
        shown = moment.at;
        everybody.iter_mut().for_each(Moves::show);
        for (moves, held) in things.iter_mut().zip(&mut held) {
            *held = !moves.iter().all(|moves| moves.fit(step));
            if !*held {
                moves.iter_mut().for_each(Moves::show);
            }
        }
    }
    (shown, held)
}

/// How many there are of each group of a column, and how many of them came since they were last shown; those of no group
/// stand first.
#[derive(Debug, Clone)]
struct Moves(Vec<(usize, usize)>);

impl Moves {
    fn of(cells: &[u32]) -> Self {
        let groups = cells.iter().filter(|cell| **cell != u32::MAX).max().map_or(0, |most| *most as usize + 1);
        Self(vec![(0, 0); groups + 1])
    }

    fn count(&mut self, cell: u32) {
        let group = &mut self.0[if cell == u32::MAX { 0 } else { cell as usize + 1 }];
        *group = (group.0 + 1, group.1 + 1);
    }

    fn show(&mut self) {
        self.0.iter_mut().for_each(|(_, new)| *new = 0);
    }

    /// Whether every group that is shown, and all others together, moved by none or by at least `step`.
    fn fit(&self, step: usize) -> bool {
        let (none, groups) = self.0.split_first().map_or((0, &[][..]), |(none, groups)| (none.1, groups));
        let rest: usize = groups.iter().filter(|(all, _)| *all < step).map(|(_, new)| new).sum();
        let mut shown = groups.iter().filter(|(all, _)| step <= *all);
        fits(none + rest, step) && shown.all(|(_, new)| fits(*new, step))
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrivals, Shown, hidden, shown_of};

    /// What is shown of so many who answered everything.
    fn running(n: usize, groups: &[Vec<u32>]) -> (usize, usize) {
        let shown = shown_of(Arrivals { n, closed: false, groups, answered: &[], waited_for: &[] }, 10);
        (shown.everybody, shown.groups)
    }

    #[test]
    fn numbers_move_in_tens_and_ten_come_after_them() {
        let shown = |n| running(n, &[]).0;
        assert_eq!([0, 9, 10, 19, 20, 29, 57].map(shown), [0, 0, 0, 0, 10, 10, 40]);
    }

    #[test]
    fn a_closed_wave_shows_everybody() {
        let groups = [[0; 30].to_vec()];
        let shown = shown_of(
            Arrivals { n: 30, closed: true, groups: &groups, answered: &[&[true; 30]], waited_for: &[true] },
            10,
        );
        assert_eq!(shown, Shown { everybody: 30, groups: 30, held: vec![false], held_of_groups: vec![false] });
        let few =
            shown_of(Arrivals { n: 7, closed: true, groups: &[], answered: &[&[true; 7]], waited_for: &[true] }, 10);
        assert_eq!((few.everybody, few.held), (7, vec![true]), "seven are too few for a number in any case");
    }

    #[test]
    fn a_group_that_moved_by_less_than_ten_keeps_all_groups_where_they_were() {
        let shown = |cells: &[u32]| running(cells.len() + 10, &[[cells, &[0; 10]].concat()]).1;
        let mut cells = [[0; 20], [1; 20]].concat();
        assert_eq!(shown(&cells), 40);
        cells.extend([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(shown(&cells), 40, "the second moved by one");
        cells.extend([1; 10]);
        assert_eq!(shown(&cells), 40, "the first moved by nine");
        cells.extend([0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(shown(&cells), 70, "ten and twenty");
    }

    #[test]
    fn groups_stay_where_they_were_when_the_end_moves_one_by_less_than_ten() {
        let groups = [[vec![0; 20], vec![1; 20], vec![0; 10], vec![1; 3]].concat()];
        let answered: [&[bool]; 1] = [&[true; 53]];
        let shown =
            shown_of(Arrivals { n: 53, closed: true, groups: &groups, answered: &answered, waited_for: &[true] }, 10);
        // At 40 both had moved by twenty; the last thirteen hold only three of the second.
        assert_eq!((shown.everybody, shown.groups), (53, 40));
    }

    #[test]
    fn questions_that_a_fifth_is_asked_move_together_when_each_has_ten_more() {
        // Five questions in turn: after 50 people each has ten answers, and after 100 ten more came after those.
        let answered: Vec<Vec<bool>> = (0..5).map(|asked| (0..300).map(|place| place % 5 == asked).collect()).collect();
        let answered: Vec<&[bool]> = answered.iter().map(Vec::as_slice).collect();
        let shown =
            |n| shown_of(Arrivals { n, closed: false, groups: &[], answered: &answered, waited_for: &[true; 5] }, 10);
        assert_eq!([99, 100, 149, 150].map(|n| shown(n).everybody), [0, 50, 50, 100]);
        assert!(shown(100).held.iter().all(|held| !held));
    }

    #[test]
    fn a_question_that_hardly_anybody_answers_is_held_back_and_holds_nobody_up() {
        let rare: Vec<bool> = (0..400).map(|place| place % 40 == 0).collect();
        let answered: [&[bool]; 2] = [&[true; 400], &rare];
        let shown =
            |n, closed| shown_of(Arrivals { n, closed, groups: &[], answered: &answered, waited_for: &[true; 2] }, 10);
        // It moves by two or three in a hundred; after ten steps the other moves without it.
        let at_300 = shown(300, false);
        assert_eq!((at_300.everybody, at_300.held), (200, vec![false, true]));
        // 400 people: ten of them answered it, and none was shown before.
        assert_eq!(shown(400, true).held, [false, false]);
        assert_eq!(shown(360, true).held, [false, true], "nine");
    }

    #[test]
    fn between_any_two_moments_groups_and_questions_moved_by_none_or_ten() {
        let mut state = 3_u64;
        let mut below = |end: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % end
        };
        for round in 0..40 {
            let cells: Vec<u32> = (0..300).map(|_| [0, 0, 0, 1, 1, 2, 3, u32::MAX][below(8) as usize]).collect();
            let answered: Vec<Vec<bool>> =
                [1, 2, 5, 30].iter().map(|one_in| (0..300).map(|_| below(*one_in) == 0).collect()).collect();
            let answered: Vec<&[bool]> = answered.iter().map(Vec::as_slice).collect();
            let groups = [cells];
            let ended = 250 + round;
            let ends = [(ended, true)];
            let mut seen: Vec<Shown> = vec![];
            for (n, closed) in (0..=ended).map(|n| (n, false)).chain(ends) {
                let shown = shown_of(
                    Arrivals {
                        n,
                        closed,
                        groups: &groups,
                        answered: &answered,
                        waited_for: &[true, true, false, true],
                    },
                    10,
                );
                assert!(shown.groups <= shown.everybody && shown.everybody <= n);
                if seen.last() != Some(&shown) {
                    seen.push(shown);
                }
            }
            for (thing, answered) in answered.iter().enumerate() {
                let count = |moment: usize| answered[..moment].iter().filter(|answered| **answered).count();
                let shown: Vec<usize> =
                    seen.iter().filter(|shown| !shown.held[thing]).map(|shown| count(shown.everybody)).collect();
                for pair in shown.windows(2) {
                    assert!(pair[1] == pair[0] || pair[0] + 10 <= pair[1], "{pair:?} in round {round}");
                }
                let of = |moment: usize, group: u32| {
                    (0..moment).filter(|place| answered[*place] && groups[0][*place] == group).count()
                };
                let shown: Vec<&Shown> = seen.iter().filter(|shown| !shown.held_of_groups[thing]).collect();
                for pair in shown.windows(2) {
                    for group in [0, 1, 2, 3] {
                        let (before, after) = (of(pair[0].groups, group), of(pair[1].groups, group));
                        // What was too small before was hidden, and tells nothing now.
                        assert!(after == before || before < 10 || before + 10 <= after, "{before} {after}");
                    }
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
