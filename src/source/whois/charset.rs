//! Turns the bytes of an answer into text: the protocol has no way to name a charset.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, KOI8_R, SHIFT_JIS, WINDOWS_1251,
    WINDOWS_1252,
};

use super::query::host;

/// Decodes an answer; what no charset explains comes out as Latin-1, so nothing is lost.
///
/// ISO-2022-JP comes first, because its bytes are valid UTF-8 as well.
pub fn decode(server: &str, bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if shifts_to_japanese(bytes)
        && let Some(text) = decode_cleanly(ISO_2022_JP, bytes)
    {
        return text;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let host = host(server);
    known_charset(&host)
        .or_else(|| guess(&host, bytes))
        .and_then(|charset| decode_cleanly(charset, bytes))
        .unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

/// Whether the bytes hold an escape sequence that ISO-2022-JP uses.
fn shifts_to_japanese(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|window| {
        matches!(window, [0x1b, b'$', b'@' | b'B'] | [0x1b, b'(', b'B' | b'J' | b'I'])
    })
}

/// Decodes with one charset, unless some byte does not fit it.
fn decode_cleanly(charset: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, had_errors) = charset.decode_without_bom_handling(bytes);
    (!had_errors).then(|| text.into_owned())
}

/// The charset that a server is known to use where it does not send UTF-8.
fn known_charset(host: &str) -> Option<&'static Encoding> {
    let latin = ["br", "fi", "hu", "is", "lu", "no", "ch", "li", "de", "dk", "se", "fr", "at"];
    let top = host.rsplit('.').next().unwrap_or_default();
    match host {
        "whois.apnic.net" | "whois.ripe.net" | "whois.lacnic.net" | "whois.arin.net" => {
            Some(WINDOWS_1252)
        }
        "whois.kg" | "whois.domain.kg" => Some(WINDOWS_1251),
        _ if latin.contains(&top) => Some(WINDOWS_1252),
        _ => None,
    }
}

/// Guesses a charset from the bytes and the server's top-level domain.
///
/// Only charsets of whole scripts are believed: among the Latin ones a wrong guess would change
/// names, and Latin-1 is what such servers send.
fn guess(host: &str, bytes: &[u8]) -> Option<&'static Encoding> {
    let top = host.rsplit('.').next().unwrap_or_default();
    let usable = !top.is_empty() && top.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(usable.then_some(top.as_bytes()), Utf8Detection::Deny);
    let believed =
        [BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS, WINDOWS_1251, KOI8_R].contains(&guessed);
    believed.then_some(guessed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_is_taken_as_it_is_and_loses_its_mark() {
        assert_eq!(decode("whois.example", "\u{feff}Zürich".as_bytes()), "Zürich");
    }

    #[test]
    fn japanese_escapes_win_over_plain_ascii() {
        let bytes = b"[Registrant] \x1b$B3t<02q<R\x1b(B Example";
        assert_eq!(decode("whois.jprs.jp", bytes), "[Registrant] 株式会社 Example");
    }

    #[test]
    fn a_stray_escape_does_not_hide_the_text() {
        assert_eq!(decode("", b"\x1b[31mDomain: example.com"), "\u{1b}[31mDomain: example.com");
    }

    #[test]
    fn known_servers_decide_over_guesses() {
        assert_eq!(
            decode("whois.registro.br", b"N\xfacleo de Inf. e Coord."),
            "Núcleo de Inf. e Coord."
        );
    }

    #[test]
    fn korean_and_russian_servers_are_guessed() {
        let (korean, ..) =
            EUC_KR.encode("도메인이름 : example.kr\n등록인 : 주식회사 예시\n등록대행자 : (주)예시");
        assert!(decode("whois.krnic.net", &korean).contains("등록대행자"));
        let (russian, ..) = WINDOWS_1251.encode("Домен не найден. Регистратор неизвестен.");
        assert!(decode("whois.example.kz", &russian).contains("Домен не найден"));
    }

    #[test]
    fn anything_else_is_latin_1() {
        assert_eq!(decode("", b"caf\xe9"), "café");
        assert_eq!(decode("", &[0xff, 0xfe, 0x00]).chars().count(), 3);
    }
}
