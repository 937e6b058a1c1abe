//! What a draft asks of its reporter: the matrix of harms and kinds of desk, as data.

use super::desk::Desk;

/// The matrix.
const NEEDS: &str = include_str!("needs.tsv");

/// The facts that a harm and a desk need, in the order of the table, each once.
pub(super) fn needs(harm: &str, desk: Desk) -> Vec<&'static str> {
    let mut facts: Vec<&'static str> = Vec::new();
    let fits = |list: &str, word: &str| list == "*" || list.split(',').any(|item| item == word);
    for line in NEEDS.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(harms), Some(desks), Some(wanted)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        if fits(harms, harm) && fits(desks, desk.word()) {
            for fact in wanted.split(',') {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::given;

    #[test]
    fn the_matrix_names_known_facts_harms_and_desks_only() {
        let harms: Vec<&str> = crate::advice::harms::HARMS.iter().map(|harm| harm.id).collect();
        let desks: Vec<&str> = Desk::ALL.into_iter().map(Desk::word).collect();
        let facts: Vec<&str> = given::known().map(|fact| fact.key).collect();
        for line in NEEDS.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            for (list, known) in [(fields[0], &harms), (fields[1], &desks), (fields[2], &facts)] {
                for word in list.split(',').filter(|word| *word != "*") {
                    assert!(known.contains(&word), "{word} in {line}");
                }
            }
        }
    }

    #[test]
    fn a_registrar_is_asked_for_the_name_and_a_host_for_the_page() {
        assert!(needs("phishing", Desk::Registrar).contains(&"why_domain"));
        assert!(!needs("phishing", Desk::Host).contains(&"why_domain"));
        assert!(needs("copyright", Desk::Host).contains(&"signature"));
        assert!(!needs("intimate-images", Desk::Host).contains(&"screenshot"));
    }
}
