//! Who knows whom: the files of the program by their modules, and what each of them names.

use std::collections::{BTreeMap, BTreeSet};

/// The modules of the program.
pub(crate) struct Rooms {
    /// Each module's code.
    code: BTreeMap<String, String>,
    /// What a module passes on under a name of its own: the module it is from, and its name there.
    passed_on: BTreeMap<(String, String), (String, String)>,
}

impl Rooms {
    /// The modules of sources, each with its path below `src` and its code.
    pub(crate) fn of(sources: impl Iterator<Item = (String, String)>) -> Self {
        let code = sources.map(|(path, code)| (module(&path), code)).collect();
        let mut rooms = Self { code, passed_on: BTreeMap::new() };
        for (module, code) in &rooms.code {
            for (shown, path) in uses(code).filter(|(is_shown, _)| *is_shown) {
                debug_assert!(shown);
                let (path, name) = path.split_once(" as ").unwrap_or((&path, ""));
                let Some((from, item)) = rooms.home(module, path) else { continue };
                let name = if name.is_empty() { &item } else { name };
                rooms.passed_on.insert((module.clone(), name.to_owned()), (from, item.clone()));
            }
        }
        rooms
    }

    /// The modules that a module names, its own ones and those around it apart: the head of a room
    /// holds the contract of what is in it.
    fn known_to(&self, module: &str) -> BTreeSet<String> {
        let Some(code) = self.code.get(module) else { return BTreeSet::new() };
        let named = uses(code).filter(|(is_shown, _)| !is_shown).map(|(_, path)| path);
        let named = named.chain(paths(code));
        let homes = named.filter_map(|path| self.home(module, &path));
        let homes = homes.map(|(home, item)| self.source(home, item));
        let around = |home: &String| home == module || module.starts_with(&format!("{home}::"));
        homes.filter(|home| !around(home)).collect()
    }

    /// The module that a path leads to from another, and the first item of it that it names.
    fn home(&self, module: &str, path: &str) -> Option<(String, String)> {
        let path = path.split(" as ").next().unwrap_or_default().trim();
        let mut parts: Vec<&str> = path.split("::").collect();
        let mut from: Vec<&str> = module.split("::").collect();
        match *parts.first()? {
            "crate" => from.clear(),
            "self" => {}
            "super" => {
                while parts.first() == Some(&"super") {
                    parts.remove(0);
                    from.pop();
                }
                parts.insert(0, "");
            }
            first if self.code.contains_key(&format!("{module}::{first}")) => parts.insert(0, ""),
            _ => return None,
        }
        from.extend(parts.iter().skip(1));
        let long = (1..=from.len())
            .rev()
            .find(|long| self.code.contains_key(&from[..*long].join("::")))?;
        Some((from[..long].join("::"), from.get(long).copied().unwrap_or_default().to_owned()))
    }

    /// The module in which an item stands that others may pass on.
    fn source(&self, mut home: String, mut item: String) -> String {
        while let Some((next, name)) = self.passed_on.get(&(home.clone(), item.clone())) {
            (home, item) = (next.clone(), name.clone());
        }
        home
    }

    /// The circles: modules each of which leads back to itself over others.
    pub(crate) fn circles(&self) -> Vec<String> {
        let known: BTreeMap<&String, BTreeSet<String>> =
            self.code.keys().map(|module| (module, self.known_to(module))).collect();
        let mut found = Vec::new();
        for module in self.code.keys() {
            let mut reached: BTreeSet<&String> = BTreeSet::new();
            let mut next: Vec<&String> = known[module].iter().collect();
            while let Some(one) = next.pop() {
                if reached.insert(one) {
                    next.extend(known.get(one).into_iter().flatten());
                }
            }
            let back = known[module]
                .iter()
                .filter(|one| known.get(one).is_some_and(|of| of.contains(module)));
            if reached.contains(module) {
                let direct: Vec<&str> = back.map(String::as_str).collect();
                found.push(format!(
                    "{module} leads back to itself; directly: {}",
                    direct.join(", ")
                ));
            }
        }
        found
    }

    /// The types that are defined under one name in several modules.
    pub(crate) fn names_twice(&self) -> BTreeMap<String, Vec<String>> {
        let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (module, code) in &self.code {
            for line in code.lines() {
                let line = line
                    .strip_prefix("pub ")
                    .or_else(|| line.strip_prefix("pub(")?.split_once(") ").map(|(_, rest)| rest))
                    .unwrap_or(line);
                let kinds = ["struct ", "enum ", "trait ", "type "];
                let Some(rest) = kinds.iter().find_map(|kind| line.strip_prefix(kind)) else {
                    continue;
                };
                let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                named.entry(name.to_owned()).or_default().push(module.clone());
            }
        }
        named.retain(|_, modules| modules.len() > 1);
        named
    }
}

/// The module of a file.
fn module(path: &str) -> String {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
}

/// The paths of the `use` declarations, each with whether it passes on what it names.
fn uses(code: &str) -> impl Iterator<Item = (bool, String)> {
    let mut found = Vec::new();
    for statement in code.split(';') {
        let start = statement.rfind("\nuse ").map(|at| (at, false));
        let shown = statement.rfind("\npub").filter(|at| {
            let line = statement[at + 1..].lines().next().unwrap_or_default();
            line.split_once(" use ")
                .is_some_and(|(head, _)| head.starts_with("pub") && !head.contains("fn"))
        });
        let Some((at, is_shown)) = shown.map(|at| (at, true)).or(start) else { continue };
        let Some((_, tree)) = statement[at..].split_once("use ") else { continue };
        let tree: String = tree.split_whitespace().collect::<Vec<_>>().join(" ");
        found.extend(leaves(&tree).into_iter().map(|path| (is_shown, path)));
    }
    found.into_iter()
}

/// The paths of a tree of names.
fn leaves(tree: &str) -> Vec<String> {
    let Some((head, rest)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut depth, mut from, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                let one = inner[from..at].trim();
                from = (at + 1).min(inner.len());
                if !one.is_empty() {
                    found.extend(leaves(&format!("{}{one}", head.trim())));
                }
            }
            _ => {}
        }
    }
    found
}

/// The paths that stand in code outside of `use`.
fn paths(code: &str) -> impl Iterator<Item = String> {
    let lines = code.lines().filter(|line| !line.contains("use ") && !line.contains("pub(in "));
    lines
        .flat_map(|line| line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')))
        .filter(|word| word.contains("::"))
        .map(str::to_owned)
}
