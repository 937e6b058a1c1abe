//! Many targets at once: one draft a recipient with all its places, split where a desk takes one host
//! or address a report.

use super::draft::{Draft, Place};

/// Joins the drafts for the same desk, and splits those that its form does not take together.
pub fn gather(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::new();
    for draft in drafts {
        match joined.iter_mut().find(|known| is_same(known, &draft)) {
            Some(known) => {
                for place in draft.places {
                    if !known
                        .places
                        .iter()
                        .any(|other| other.host == place.host && other.url == place.url)
                    {
                        known.places.push(place);
                    }
                }
            }
            None => joined.push(draft),
        }
    }
    joined.into_iter().flat_map(split).collect()
}

/// Whether two drafts are for the same desk and ask the same.
fn is_same(one: &Draft, other: &Draft) -> bool {
    let reach = |draft: &Draft| {
        let contact = draft.contact.mailbox.as_ref().or(draft.contact.page.as_ref());
        contact.map_or_else(|| draft.party_id.clone(), |(contact, _)| contact.clone())
    };
    let key = |draft: &Draft| {
        (reach(draft), draft.desk, draft.harm, draft.action, draft.stage, draft.nature)
    };
    key(one) == key(other) && one.standing == other.standing
}

/// One draft a host or address, where the recipient's form takes no more.
fn split(draft: Draft) -> Vec<Draft> {
    let Some(form) = draft.contact.form else { return vec![draft] };
    let most = if form.one_url { 1 } else { form.most_urls.unwrap_or(usize::MAX) };
    let mut groups: Vec<Vec<Place>> = Vec::new();
    for place in &draft.places {
        let fits = |group: &&mut Vec<Place>| {
            let same = group.iter().all(|other| other.host == place.host);
            group.len() < most && (!form.one_host || same)
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(place.clone()),
            None => groups.push(vec![place.clone()]),
        }
    }
    groups.into_iter().map(|places| Draft { places, ..draft.clone() }).collect()
}
