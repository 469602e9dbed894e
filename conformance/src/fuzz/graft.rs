//! Mixes trees: pieces of one document in another, where they belong or where they do not.

use super::node::Node;
use fastrand::Rng;

/// Puts a few pieces of another tree, or of the tree itself, into a tree.
pub fn graft(root: &mut Node, other: &Node, rng: &mut Rng) {
    for _ in 0..rng.usize(1..4) {
        let donor = if rng.u8(..3) == 0 { root.clone() } else { other.clone() };
        let Some(piece) = donor.nth(rng.usize(..donor.size())) else { continue };
        match rng.u8(..8) {
            0..=2 => replace_namesake(root, &donor, rng),
            3 | 4 => insert(root, piece, rng),
            5 => swap(root, rng),
            _ => {
                if let Some(place) = root.nth_mut(rng.usize(..root.size())) {
                    *place = piece.clone();
                }
            }
        }
    }
}

/// Gives a member the value that a member of its name has elsewhere.
fn replace_namesake(root: &mut Node, donor: &Node, rng: &mut Rng) {
    let mut members = Vec::new();
    collect_members(donor, &mut members);
    let Some((key, value)) = rng.choice(members) else { return };
    let Some(place) = rng.choice(places_of(root, key)) else { return };
    if let Some(place) = root.nth_mut(place) {
        *place = value.clone();
    }
}

fn collect_members<'n>(node: &'n Node, found: &mut Vec<(&'n str, &'n Node)>) {
    if let Node::Object(members) = node {
        found.extend(members.iter().map(|(key, value)| (key.as_str(), value)));
    }
    node.children().into_iter().for_each(|child| collect_members(child, found));
}

/// Returns the places of all members of a name.
fn places_of(root: &Node, name: &str) -> Vec<usize> {
    fn walk(node: &Node, place: &mut usize, name: &str, found: &mut Vec<usize>) {
        *place += 1;
        match node {
            Node::Token(_) => {}
            Node::Array(items) => items.iter().for_each(|item| walk(item, place, name, found)),
            Node::Object(members) => {
                for (key, value) in members {
                    found.extend((key == name).then_some(*place));
                    walk(value, place, name, found);
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(root, &mut 0, name, &mut found);
    found
}

/// Adds a piece to an array, or the members of an object to an object.
fn insert(root: &mut Node, piece: &Node, rng: &mut Rng) {
    match (root.nth_mut(rng.usize(..root.size())), piece) {
        (Some(Node::Array(items)), piece) => items.insert(rng.usize(..=items.len()), piece.clone()),
        (Some(Node::Object(members)), Node::Object(more)) => {
            members.retain(|(key, _)| more.iter().all(|(other, _)| other != key));
            members.extend(more.iter().cloned());
        }
        _ => {}
    }
}

fn swap(root: &mut Node, rng: &mut Rng) {
    let (one, other) = (rng.usize(..root.size()), rng.usize(..root.size()));
    let (Some(first), Some(second)) = (root.nth(one).cloned(), root.nth(other).cloned()) else { return };
    // The later place first: the earlier one stays where it is, even if the later one lies inside of it.
    let places = if one > other { [(one, second), (other, first)] } else { [(other, first), (one, second)] };
    for (place, value) in places {
        if let Some(node) = root.nth_mut(place) {
            *node = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_by_name() {
        let root = Node::read(r#"{"a":[{"a":1},2],"b":{"a":{}}}"#).unwrap();
        let places = places_of(&root, "\"a\"");
        let found: Vec<String> = places.iter().map(|place| root.nth(*place).unwrap().to_compact()).collect();
        assert_eq!(found, [r#"[{"a":1},2]"#, "1", "{}"]);
    }

    #[test]
    fn mixtures_are_reproducible_and_of_every_kind() {
        let root = Node::read(r#"{"id":1,"panels":[{"id":2}],"x":"old"}"#).unwrap();
        let other = Node::read(r#"{"id":7,"tags":["new"]}"#).unwrap();
        let mix = |seed| {
            let mut mixed = root.clone();
            graft(&mut mixed, &other, &mut Rng::with_seed(seed));
            mixed.to_compact()
        };
        let mixtures: Vec<String> = (0..3000).map(mix).collect();
        assert_eq!(mixtures, (0..3000).map(mix).collect::<Vec<_>>());
        for wanted in [
            r#"{"id":1,"panels":[{"id":7}],"x":"old"}"#,
            r#"{"panels":[{"id":2}],"x":"old","id":7,"tags":["new"]}"#,
            r#"{"id":1,"panels":[{"id":2},["new"]],"x":"old"}"#,
            r#"{"id":1,"panels":["old"],"x":{"id":2}}"#,
            r#"{"id":1,"panels":"new","x":"old"}"#,
        ] {
            assert!(mixtures.iter().any(|mixture| mixture == wanted), "{wanted}");
        }
    }
}
