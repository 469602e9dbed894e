//! Overlaps without a look at every pair.
//!
//! A line goes down the rows. Of the rooms that it crosses, it keeps how many begin and how many end at each column: a room that
//! begins overlaps all of them but those that end to its left and those that begin to its right. So overlaps are
//! counted in `n log n`, however many there are. To list them, the rooms that are crossed lie in a bucket for each
//! pair of edges: all in a bucket overlap, or none.

use crate::json::sorted;

/// The columns that are looked at; what lies outside of the grid overlaps nothing.
const COLUMNS: i64 = 12;

/// The columns a room can end before: 0 to 12.
const EDGES: usize = COLUMNS as usize + 1;

/// A rectangle, in rows and columns; `bottom` and `right` are the first ones that it does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    pub(super) top: i64,
    pub(super) bottom: i64,
    pub(super) left: i64,
    pub(super) right: i64,
}

/// A room's part of the grid.
#[derive(Debug, Clone, Copy)]
struct Part {
    place: usize,
    group: usize,
    top: i64,
    bottom: i64,
    left: usize,
    right: usize,
}

impl Part {
    /// Returns the part that lies on the grid, if any.
    fn of(place: usize, group: usize, room: Room) -> Option<Self> {
        let edge = |column: i64| usize::try_from(column.clamp(0, COLUMNS)).unwrap_or_default();
        let (left, right) = (edge(room.left), edge(room.right));
        let part = Self { place, group, top: room.top.max(0), bottom: room.bottom, left, right };
        (part.top < part.bottom && left < right).then_some(part)
    }
}

/// Returns for each room how many of its group it overlaps among those that begin above it, or in the same row and are
/// given before it; and the pairs, at most so many.
pub(super) fn sweep(rooms: &[(usize, Room)], most: usize) -> (Vec<u64>, Vec<[usize; 2]>) {
    let parts = rooms.iter().enumerate().filter_map(|(place, (group, room))| Part::of(place, *group, *room));
    let parts = sorted(parts.collect(), |left, right| (left.group, left.top).cmp(&(right.group, right.top)));
    let mut counts = vec![0; rooms.len()];
    let mut pairs = Vec::new();
    for group in parts.chunk_by(|left, right| left.group == right.group) {
        let ends = sorted(group.iter().collect(), |left, right| left.bottom.cmp(&right.bottom));
        let mut ends = ends.into_iter().peekable();
        let mut line = Line::default();
        for part in group {
            while let Some(ended) = ends.next_if(|end| end.bottom <= part.top) {
                line.leave(ended);
            }
            let count = line.crossed(part);
            if let Some(slot) = counts.get_mut(part.place) {
                *slot = count;
            }
            if count > 0 {
                line.list(part, most, &mut pairs);
            }
            line.enter(part, most);
        }
    }
    (counts, pairs)
}

/// What the line crosses.
#[derive(Default)]
struct Line<'p> {
    total: u64,
    /// How many begin at a column.
    begin: [u64; EDGES],
    /// How many end before a column.
    end: [u64; EDGES],
    /// Those with the same edges; some of them have ended.
    buckets: Vec<Bucket<'p>>,
}

struct Bucket<'p> {
    left: usize,
    right: usize,
    parts: Vec<&'p Part>,
}

impl<'p> Line<'p> {
    fn enter(&mut self, part: &'p Part, most: usize) {
        self.total += 1;
        for (edges, edge) in [(&mut self.begin, part.left), (&mut self.end, part.right)] {
            if let Some(count) = edges.get_mut(edge) {
                *count += 1;
            }
        }
        if most == 0 {
            return;
        }
        match self.buckets.iter_mut().find(|bucket| (bucket.left, bucket.right) == (part.left, part.right)) {
            Some(bucket) => bucket.parts.push(part),
            None => self.buckets.push(Bucket { left: part.left, right: part.right, parts: vec![part] }),
        }
    }

    fn leave(&mut self, part: &Part) {
        self.total -= 1;
        for (edges, edge) in [(&mut self.begin, part.left), (&mut self.end, part.right)] {
            if let Some(count) = edges.get_mut(edge) {
                *count -= 1;
            }
        }
    }

    /// Counts those that a part overlaps.
    fn crossed(&self, part: &Part) -> u64 {
        let before: u64 = self.end.iter().take(part.left + 1).sum();
        let behind: u64 = self.begin.iter().skip(part.right).sum();
        self.total - before - behind
    }

    /// Lists those that a part overlaps until there are enough; each bucket forgets those that have ended.
    fn list(&mut self, part: &Part, most: usize, pairs: &mut Vec<[usize; 2]>) {
        for bucket in &mut self.buckets {
            if pairs.len() < most && bucket.left < part.right && part.left < bucket.right {
                bucket.parts.retain(|other| other.bottom > part.top);
                let room = most - pairs.len();
                pairs.extend(bucket.parts.iter().take(room).map(|other| [other.place, part.place]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same in every run.
    fn random(state: &mut u64, below: i64) -> i64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(*state >> 33).unwrap() % below
    }

    fn overlap(left: &Room, right: &Room) -> bool {
        let on_grid = |room: &Room| (room.top.max(0), room.bottom, room.left.max(0), room.right.min(12));
        let ((a, b, c, d), (e, f, g, h)) = (on_grid(left), on_grid(right));
        a.max(e) < b.min(f) && c.max(g) < d.min(h)
    }

    #[test]
    fn all_pairs_are_found_and_counted() {
        let mut state = 7;
        for round in 0..2_000 {
            let mut room = || {
                let (top, left) = (random(&mut state, 12) - 2, random(&mut state, 18) - 3);
                let (bottom, right) = (top + 1 + random(&mut state, 5), left + 1 + random(&mut state, 6));
                let room = Room { top, bottom, left, right };
                (usize::try_from(random(&mut state, 2)).unwrap(), room)
            };
            let rooms: Vec<(usize, Room)> = (0..round % 30).map(|_| room()).collect();
            let mut expected = Vec::new();
            for (right, (group, room)) in rooms.iter().enumerate() {
                for (left, (other_group, other)) in rooms.iter().enumerate().take(right) {
                    if group == other_group && overlap(room, other) {
                        expected.push([left, right]);
                    }
                }
            }
            let (counts, mut pairs) = sweep(&rooms, usize::MAX);
            pairs.iter_mut().for_each(|pair| pair.sort_unstable());
            pairs.sort_unstable();
            expected.sort_unstable();
            assert_eq!(pairs, expected, "{rooms:?}");
            for most in [0, 1, 5] {
                let (same, few) = sweep(&rooms, most);
                assert_eq!((same, few.len()), (counts.clone(), most.min(expected.len())));
            }
            assert_eq!(counts.iter().sum::<u64>(), expected.len() as u64);
        }
    }

    #[test]
    fn a_pile_is_counted_without_being_listed() {
        let room = Room { top: 0, bottom: 1 << 53, left: 0, right: 12 };
        let (counts, pairs) = sweep(&vec![(0, room); 100_000], 10);
        assert_eq!((counts.iter().sum::<u64>(), pairs.len()), (4_999_950_000, 10));
    }
}
