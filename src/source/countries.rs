//! ISO 3166-1 codes of countries as registration data writes them: a code, or an English name.

/// English names that answers use instead of codes.
const NAMES: &[(&str, &str)] = &[
    ("argentina", "AR"),
    ("australia", "AU"),
    ("austria", "AT"),
    ("belgium", "BE"),
    ("brazil", "BR"),
    ("bulgaria", "BG"),
    ("canada", "CA"),
    ("chile", "CL"),
    ("china", "CN"),
    ("colombia", "CO"),
    ("croatia", "HR"),
    ("cyprus", "CY"),
    ("czech republic", "CZ"),
    ("czechia", "CZ"),
    ("denmark", "DK"),
    ("estonia", "EE"),
    ("finland", "FI"),
    ("france", "FR"),
    ("germany", "DE"),
    ("deutschland", "DE"),
    ("greece", "GR"),
    ("hong kong", "HK"),
    ("hungary", "HU"),
    ("iceland", "IS"),
    ("india", "IN"),
    ("indonesia", "ID"),
    ("iran", "IR"),
    ("ireland", "IE"),
    ("israel", "IL"),
    ("italy", "IT"),
    ("japan", "JP"),
    ("kazakhstan", "KZ"),
    ("kenya", "KE"),
    ("korea", "KR"),
    ("latvia", "LV"),
    ("liechtenstein", "LI"),
    ("lithuania", "LT"),
    ("luxembourg", "LU"),
    ("malaysia", "MY"),
    ("malta", "MT"),
    ("mexico", "MX"),
    ("netherlands", "NL"),
    ("the netherlands", "NL"),
    ("new zealand", "NZ"),
    ("nigeria", "NG"),
    ("norway", "NO"),
    ("peru", "PE"),
    ("philippines", "PH"),
    ("poland", "PL"),
    ("polska/poland", "PL"),
    ("portugal", "PT"),
    ("romania", "RO"),
    ("russia", "RU"),
    ("russian federation", "RU"),
    ("serbia", "RS"),
    ("singapore", "SG"),
    ("slovakia", "SK"),
    ("slovenia", "SI"),
    ("south africa", "ZA"),
    ("south korea", "KR"),
    ("spain", "ES"),
    ("sweden", "SE"),
    ("switzerland", "CH"),
    ("taiwan", "TW"),
    ("thailand", "TH"),
    ("turkey", "TR"),
    ("türkiye", "TR"),
    ("ukraine", "UA"),
    ("united arab emirates", "AE"),
    ("united kingdom", "GB"),
    ("uk", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("usa", "US"),
    ("venezuela", "VE"),
    ("vietnam", "VN"),
    ("viet nam", "VN"),
];

/// Reads a country: a code, a code with a name beside it, or a well-known English name.
pub(crate) fn code(value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches('.');
    let is_code =
        |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let known = |name: &str| {
        let name = name.trim().to_lowercase();
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| (*code).to_owned())
    };
    if value.eq_ignore_ascii_case("zz") || value.eq_ignore_ascii_case("xx") {
        return None;
    }
    known(value)
        .or_else(|| is_code(value).then(|| value.to_ascii_uppercase()))
        .or_else(|| {
            let (before, rest) = value.split_once('(')?;
            let inner = rest.trim_end_matches([')', ' ']).trim();
            let before = before.trim();
            [before, inner].into_iter().find(|word| is_code(word)).map(str::to_ascii_uppercase)
        })
        .filter(|code| code != "ZZ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_become_codes() {
        for (text, expected) in [
            ("us", "US"),
            ("UK", "GB"),
            ("Hong Kong (HK)", "HK"),
            ("US (UNITED STATES)", "US"),
            ("Finland", "FI"),
            ("NO", "NO"),
        ] {
            assert_eq!(code(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_unknown() {
        assert_eq!(code("ZZ"), None);
        assert_eq!(code("REDACTED FOR PRIVACY"), None);
        assert_eq!(code(""), None);
    }
}
