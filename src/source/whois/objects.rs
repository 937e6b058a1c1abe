//! Answers of address registries as objects: blocks of `key: value` lines.

/// One block of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Object<'a> {
    /// Keys in lower case with their values, in order.
    pub attributes: Vec<(String, &'a str)>,
}

impl<'a> Object<'a> {
    /// The first value of a key that is not empty.
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        self.all(key).next()
    }

    /// Every value of a key that is not empty.
    pub(super) fn all<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'a str> + 's {
        let values = self.attributes.iter().filter(move |(own, _)| own == key);
        values.map(|(_, value)| *value).filter(|value| !value.is_empty())
    }

    /// The key of the first line, which says what the object is.
    pub(super) fn class(&self) -> &str {
        self.attributes.first().map(|(key, _)| key.as_str()).unwrap_or_default()
    }
}

/// Cuts an answer into its objects; comments and prose drop out.
pub(super) fn read(text: &str) -> Vec<Object<'_>> {
    let gap = if is_doubled(text) { 2 } else { 1 };
    let mut objects = Vec::new();
    let mut current = Object::default();
    let mut blanks = 0;
    for line in text.lines() {
        if line.trim().is_empty() {
            blanks += 1;
            continue;
        }
        if blanks >= gap && !current.attributes.is_empty() {
            objects.push(std::mem::take(&mut current));
        }
        blanks = 0;
        current.attributes.extend(attribute(line));
    }
    objects.push(current);
    objects.retain(|object| !object.attributes.is_empty());
    objects
}

/// Reads one line as key and value.
pub(super) fn attribute(line: &str) -> Option<(String, &str)> {
    if line.starts_with(['%', '#', ' ', '\t', '+', '[']) {
        return None;
    }
    let (key, value) = line.split_once(':')?;
    let fits = !key.is_empty() && key.len() <= 40 && !key.contains(char::is_whitespace);
    fits.then(|| (key.to_ascii_lowercase(), value.trim()))
}

/// Whether every line is followed by an empty one, as some copies of answers have it.
fn is_doubled(text: &str) -> bool {
    let (mut pairs, mut close) = (0_usize, 0_usize);
    let mut last_was_text = false;
    for line in text.lines() {
        let is_text = !line.trim().is_empty();
        close += usize::from(is_text && last_was_text);
        pairs += usize::from(is_text);
        last_was_text = is_text;
    }
    pairs >= 8 && close * 10 < pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_objects() {
        let objects = read(
            "% note: x\n\ninetnum: 192.0.2.0 - 192.0.2.255\nnetname:  EXAMPLE\n\nrole: Example\n",
        );
        assert_eq!(objects.len(), 2);
        assert_eq!(objects.first().and_then(|object| object.get("netname")), Some("EXAMPLE"));
        assert_eq!(objects.last().map(Object::class), Some("role"));
    }

    #[test]
    fn doubled_line_ends_do_not_tear_objects_apart() {
        let one = "key: value\n\n".repeat(10);
        assert_eq!(read(&one).len(), 1);
    }
}
