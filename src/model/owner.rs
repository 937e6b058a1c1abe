//! What only an owner who checks a name asks for: `trace check` compares it with a policy, and no
//! layer reads it.

use super::answer::Answer;

/// What is asked beyond what names the parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wants {
    /// Which certificate authorities may issue (CAA records).
    pub caa: bool,
    /// The site's `security.txt`; contacts the target.
    pub security_txt: bool,
    /// Whether each name server itself speaks for the zone; contacts the target's name servers.
    pub name_servers: bool,
}

/// The answers; `None` and an empty list stand for what was not asked.
#[derive(Debug, Clone, Default)]
pub struct OwnerFacts {
    /// Which certificate authorities may issue.
    pub caa: Option<Answer<Caa>>,
    /// How to report a vulnerability of the site.
    pub security_txt: Option<Answer<SecurityTxt>>,
    /// What each name server said when it was asked itself, by its name.
    pub name_servers: Vec<(String, Answer<Spoke>)>,
}

/// The CAA records that apply to a name (RFC 8659).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caa {
    /// The authorities that may issue, by the domains that they go by; none may where it is empty.
    pub issue: Vec<String>,
}

/// What a `security.txt` says (RFC 9116).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecurityTxt {
    /// The addresses of its `Contact` fields, in order of preference.
    pub contacts: Vec<String>,
    /// The text of its `Expires` field.
    pub expires: Option<String>,
    /// The addresses of its `Canonical` fields.
    pub canonical: Vec<String>,
}

/// What a name server says of a zone when it is asked itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoke {
    /// It holds the zone and answers with authority.
    WithAuthority,
    /// It answers, but does not hold the zone (a lame delegation).
    Lame,
}
