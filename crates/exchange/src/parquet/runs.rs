//! Small whole numbers as Parquet packs them: runs of one number, and runs of numbers of a few bits each.
//!
//! Separate from pages, because levels and dictionary positions are packed alike. Numbers have at most eight bits; wider
//! ones are left to the library.

use parquet::data_type::ByteArray;

/// Packed numbers, read forward.
pub(crate) struct Runs {
    data: ByteArray,
    /// Where the next run begins.
    next: usize,
    /// Bits of a number, at most 8.
    width: usize,
    run: Run,
}

/// What is left of the run being read.
enum Run {
    /// One number again and again.
    Same { number: u8, left: usize },
    /// Numbers side by side from a byte on, some of which were read.
    Packed { start: usize, done: usize, count: usize },
}

impl Default for Run {
    fn default() -> Self {
        Self::Same { number: 0, left: 0 }
    }
}

impl Default for Runs {
    fn default() -> Self {
        Self::new(vec![].into(), 0)
    }
}

impl Runs {
    /// Numbers of `width` bits, at most 8.
    pub(crate) fn new(data: ByteArray, width: u8) -> Self {
        Self { data, next: 0, width: usize::from(width.min(8)), run: Run::default() }
    }

    /// Passes over numbers when a single run says that they all are `number`; else stays where it is.
    pub(crate) fn pass(&mut self, number: u8, count: usize) -> bool {
        match &mut self.run {
            Run::Same { number: same, left } if *same == number && count <= *left => {
                *left -= count;
                true
            }
            _ => false,
        }
    }

    /// Reads the next numbers; `None` when there are too few.
    pub(crate) fn read(&mut self, mut numbers: &mut [u8]) -> Option<()> {
        if self.width == 0 {
            // A number without bits is zero, and needs no run.
            numbers.fill(0);
            return Some(());
        }
        while !numbers.is_empty() {
            let taken = match &mut self.run {
                Run::Same { number, left } => {
                    let taken = numbers.len().min(*left);
                    numbers[..taken].fill(*number);
                    *left -= taken;
                    taken
                }
                Run::Packed { start, done, count } => {
                    let taken = numbers.len().min(*count - *done);
                    let packed = self.data.data().get(*start..)?;
                    unpack(self.width, packed, *done, &mut numbers[..taken])?;
                    *done += taken;
                    taken
                }
            };
            if taken == 0 {
                self.begin()?;
            }
            numbers = &mut numbers[taken..];
        }
        Some(())
    }

    /// Begins the next run; `None` at the end.
    fn begin(&mut self) -> Option<()> {
        let (mut header, mut shift) = (0_u64, 0);
        loop {
            let byte = *self.data.data().get(self.next)?;
            self.next += 1;
            header |= u64::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        let length = usize::try_from(header >> 1).ok()?;
        if header & 1 == 0 {
            let number = *self.data.data().get(self.next)?;
            if u32::from(number) >> self.width != 0 {
                return None;
            }
            self.run = Run::Same { number, left: length };
            self.next += 1;
        } else {
            // The last run may hold fewer bytes than whole groups of eight would need.
            let held = self.data.len() - self.next;
            let count = length.checked_mul(8)?.min(held * 8 / self.width);
            self.run = Run::Packed { start: self.next, done: 0, count };
            self.next += length.checked_mul(self.width)?.min(held);
        }
        Some(())
    }
}

/// Numbers from the `done`th on.
fn unpack(width: usize, packed: &[u8], done: usize, numbers: &mut [u8]) -> Option<()> {
    // Eight numbers begin at a whole byte: the ones before that singly, and those after in groups.
    let (before, groups) = numbers.split_at_mut(numbers.len().min(done.next_multiple_of(8) - done));
    for (at, number) in (done..).zip(before.iter_mut()) {
        *number = single(width, packed, at)?;
    }
    let first = (done + before.len()) / 8 * width;
    if groups.is_empty() {
        return Some(());
    }
    let packed = packed.get(first..)?;
    match width {
        1 => unpack_groups::<1>(packed, groups),
        2 => unpack_groups::<2>(packed, groups),
        3 => unpack_groups::<3>(packed, groups),
        4 => unpack_groups::<4>(packed, groups),
        5 => unpack_groups::<5>(packed, groups),
        6 => unpack_groups::<6>(packed, groups),
        7 => unpack_groups::<7>(packed, groups),
        _ => unpack_groups::<8>(packed, groups),
    }
}

fn unpack_groups<const WIDTH: usize>(mut packed: &[u8], numbers: &mut [u8]) -> Option<()> {
    let (groups, rest) = numbers.as_chunks_mut::<8>();
    for group in groups {
        let word = match packed.first_chunk() {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => short(packed),
        };
        *group = spread::<WIDTH>(word).to_le_bytes();
        packed = packed.get(WIDTH..)?;
    }
    for (at, number) in rest.iter_mut().enumerate() {
        *number = single(WIDTH, packed, at)?;
    }
    Some(())
}

/// The lowest eight numbers of a word, a byte to each: four move apart from four, then two from two, then one from one.
#[inline]
fn spread<const WIDTH: usize>(word: u64) -> u64 {
    let mask = |numbers: usize| u64::MAX >> (64 - numbers * WIDTH);
    let apart =
        |word: u64, lanes: u64, from: usize, to: usize| (word & lanes) | ((word << (to - from)) & (lanes << to));
    let fours = apart(word, mask(4), 4 * WIDTH, 32);
    let twos = apart(fours, mask(2) * 0x1_0000_0001, 2 * WIDTH, 16);
    apart(twos, mask(1) * 0x1_0001_0001_0001, WIDTH, 8)
}

/// Up to eight bytes as a word.
fn short(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

fn single(width: usize, packed: &[u8], at: usize) -> Option<u8> {
    let bit = at * width;
    let low = u16::from(*packed.get(bit / 8)?);
    let high = packed.get(bit / 8 + 1).map_or(0, |&byte| u16::from(byte));
    let mask = u16::MAX >> (16 - width);
    Some(((high << 8 | low) >> (bit % 8) & mask) as u8)
}

#[cfg(test)]
mod tests {
    use super::Runs;

    /// Reads all in pieces of this many.
    fn read(data: &'static [u8], width: u8, count: usize, piece: usize) -> Option<Vec<u8>> {
        let (mut runs, mut numbers) = (Runs::new(data.into(), width), vec![0; count]);
        numbers.chunks_mut(piece).try_for_each(|piece| runs.read(piece)).map(|()| numbers)
    }

    // The packed bytes of 0 to 7 in three bits are the example of the format's own description.
    const PACKED: &[u8] = &[0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010];

    #[test]
    fn numbers_of_three_bits_are_read_whatever_the_pieces() {
        for piece in 1..=8 {
            assert_eq!(read(PACKED, 3, 8, piece), Some(vec![0, 1, 2, 3, 4, 5, 6, 7]), "{piece}");
        }
        assert_eq!(read(PACKED, 3, 9, 9), None);
        assert_eq!(read(&PACKED[..3], 3, 5, 5), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(read(&PACKED[..3], 3, 6, 6), None);
    }

    #[test]
    fn a_run_of_one_number_and_packed_ones_follow_each_other() {
        let data = &[0b1010, 6, 0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010, 0b100, 1];
        assert_eq!(read(data, 3, 15, 4), Some(vec![6, 6, 6, 6, 6, 0, 1, 2, 3, 4, 5, 6, 7, 1, 1]));
    }

    #[test]
    fn numbers_of_any_width_are_read_as_they_were_packed() {
        for width in 1..=8_u8 {
            let numbers: Vec<u8> = (0..64_u8).map(|at| (at.wrapping_mul(37) ^ 0x5a) >> (8 - width)).collect();
            let bits: Vec<bool> = numbers.iter().flat_map(|n| (0..width).map(move |bit| n >> bit & 1 == 1)).collect();
            let bytes = bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |byte, &bit| byte << 1 | u8::from(bit)));
            let data: Vec<u8> = [8 << 1 | 1].into_iter().chain(bytes).collect();
            for piece in [1, 5, 8, 64] {
                assert_eq!(read(data.clone().leak(), width, 64, piece), Some(numbers.clone()), "{width} {piece}");
            }
        }
    }

    #[test]
    fn a_number_without_bits_is_zero_and_one_too_long_or_too_wide_is_damage() {
        assert_eq!(read(&[], 0, 3, 2), Some(vec![0; 3]));
        assert_eq!(read(&[0b110, 2], 1, 3, 3), None);
        assert_eq!(read(&[0xff; 12], 3, 3, 3), None);
    }
}
