//! A driver that misbehaves as its first argument says; the tests of the runner need it.
//!
//! Questions are answered with `{"n":NUMBER}`; the argument says what happens to request 3 (`die`, `hang`, `babble`,
//! `wrong-id`, `lie`), to every request (`die-always`), at the start (`deaf`, `old`), or nothing (`good`).

use std::io::{BufRead, Write};

fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let number = line.trim_start_matches("{\"id\":").split(',').next().unwrap_or_default().to_owned();
        let start = line.contains("\"verb\":\"start\"");
        match (mode.as_str(), number.as_str(), start) {
            ("deaf", _, true) => wait(),
            ("die", "3", _) | ("die-always", _, false) => {
                eprintln!("something broke at request {number}");
                std::process::exit(7);
            }
            ("hang", "3", _) => wait(),
            ("babble", "3", _) => say("Traceback (most recent call last):"),
            ("wrong-id", "3", _) => say("{\"id\":4,\"ok\":{\"result\":\"{}\"}}"),
            ("lie", "3", _) => say("{\"id\":3,\"ok\":{\"result\":\"{\\\"n\\\":33}\"}}"),
            (_, _, true) => {
                let protocol = if mode == "old" { 0 } else { 1 };
                say(&format!(
                    "{{\"id\":{number},\"ok\":{{\"driver\":\"fake\",\"protocol\":{protocol},\"build\":\"{{}}\",\
                     \"verbs\":[\"detect\",\"families\"],\"registries\":[\"standard\"]}}}}"
                ));
            }
            _ if line.contains("\"verb\":\"stop\"") => {
                say(&format!("{{\"id\":{number},\"ok\":{{}}}}"));
                break;
            }
            _ => say(&format!("{{\"id\":{number},\"ok\":{{\"result\":\"{{\\\"n\\\":{number}}}\"}}}}")),
        }
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

fn wait() {
    std::thread::sleep(std::time::Duration::from_secs(60));
}
