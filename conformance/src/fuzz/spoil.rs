//! Changes trees so that they stay JSON but are no longer what one expects.

use super::node::Node;
use super::odd;
use fastrand::Rng;

/// Spoils a tree: half of the trees stay, most others change in a few places, some everywhere.
pub fn spoil(root: &mut Node, rng: &mut Rng) {
    let places = match rng.u8(..20) {
        0..=9 => 0,
        10..=17 => rng.usize(1..4),
        _ => root.size() / 10 + 1,
    };
    for _ in 0..places {
        let place = rng.usize(..root.size());
        if let Some(node) = root.nth_mut(place) {
            spoil_node(node, rng);
        }
    }
}

fn spoil_node(node: &mut Node, rng: &mut Rng) {
    match rng.u8(..12) {
        0..=2 => *node = odd::value(rng),
        3 => *node = odd::number(rng),
        4 => *node = odd::string(rng),
        5 => *node = other_type(std::mem::replace(node, Node::token("null"))),
        6 if rng.u8(..3) == 0 => *node = odd::nest(std::mem::replace(node, Node::token("null")), rng),
        _ => spoil_inside(node, rng),
    }
}

/// Changes one member or element.
fn spoil_inside(node: &mut Node, rng: &mut Rng) {
    if node.is_empty() {
        *node = odd::value(rng);
        return;
    }
    let index = rng.usize(..node.len());
    match (node, rng.u8(..6)) {
        (node, 0) => node.remove(index, 1),
        (Node::Array(items), 1 | 2) => {
            let again = items.get(index).cloned().into_iter();
            items.splice(index..index, again);
        }
        (Node::Array(items), _) => items.insert(index, odd::value(rng)),
        (Node::Object(members), 1 | 2) => {
            let value = if rng.bool() { members.get(index).map(|(_, value)| value.clone()) } else { None };
            let value = value.unwrap_or_else(|| odd::value(rng));
            let key = members.get(index).map(|(key, _)| key.clone()).unwrap_or_default();
            let key = if rng.u8(..3) == 0 { odd::escape(&key) } else { key };
            members.insert(rng.usize(..=members.len()), (key, value));
        }
        (Node::Object(members), 3) => {
            if let Some((key, _)) = members.get_mut(index) {
                *key = odd::escape(key);
            }
        }
        (Node::Object(members), 4) => {
            members.insert(index, (odd::pick(rng, odd::KEYS).to_owned(), odd::value(rng)));
        }
        (Node::Object(members), _) => {
            if let Some((_, value)) = members.get_mut(index) {
                *value = odd::value(rng);
            }
        }
        (Node::Token(_), _) => {}
    }
}

/// Says the same with another type, as careless programs do.
fn other_type(node: Node) -> Node {
    match node {
        Node::Token(text) if text.starts_with('"') => {
            let bare = text.trim_matches('"');
            let number =
                !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) && !bare.starts_with('0');
            if number { Node::token(bare) } else { Node::Array(vec![Node::Token(text)]) }
        }
        Node::Token(text) => Node::token(format!("\"{text}\"")),
        Node::Array(items) => Node::Object(
            items.into_iter().enumerate().map(|(index, item)| (format!("\"{index}\""), item)).collect(),
        ),
        Node::Object(members) => Node::Array(members.into_iter().map(|(_, value)| value).collect()),
    }
}
