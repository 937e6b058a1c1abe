use super::*;

fn host(input: &str) -> String {
    Target::parse(input).unwrap_or_else(|refusal| panic!("{input}: {refusal}")).host()
}

fn refusal(input: &str) -> Refusal {
    Target::parse(input).expect_err(input)
}

#[test]
fn every_form_that_people_paste_names_its_host() {
    for (input, expected) in [
        ("example.com", "example.com"),
        ("hxxps://evil[.]example[.]com/x", "evil.example.com"),
        ("hXXp://evil(dot)example(.)com", "evil.example.com"),
        ("<https://www.example.com/a?b=c>", "www.example.com"),
        ("\"https://www.example.com/\",", "www.example.com"),
        ("http://bank.example.org@evil.example.com/", "evil.example.com"),
        ("WWW.Example.COM.", "www.example.com"),
        ("https://example.com.../x", "example.com"),
        ("http://1.1.1.1../", "1.1.1.1"),
        ("https://bücher.example.com/", "xn--bcher-kva.example.com"),
        ("example.com:8443/path", "example.com"),
        ("http://3232235778.example.com/", "3232235778.example.com"),
        ("http://16843009/", "1.1.1.1"),
        ("http://0x01010101/", "1.1.1.1"),
        ("[2606:4700::1111]:8443", "2606:4700::1111"),
        ("2606:4700::1111", "2606:4700::1111"),
        ("::ffff:1.1.1.1", "1.1.1.1"),
        ("as64500", "AS64500"),
        ("AS 64500", "AS64500"),
        ("_dmarc.example.com", "_dmarc.example.com"),
        ("AS1.10", "AS65546"),
        ("192.0.2.7/24", "192.0.2.0/24"),
        ("192[.]0[.]2[.]0/24", "192.0.2.0/24"),
        ("2001:db8::/32", "2001:db8::/32"),
        ("192.0.2.1/32", "192.0.2.1"),
        ("http:/evil.example.com", "evil.example.com"),
        ("http:evil.example.com", "evil.example.com"),
        ("https:\\\\evil.example.com\\x", "evil.example.com"),
        ("http://///evil.example.com/x", "evil.example.com"),
        ("//evil.example.com/x", "evil.example.com"),
        ("evil.example.com\\x", "evil.example.com"),
        ("hxxps[:]//evil[.]example[.]com[/]x", "evil.example.com"),
        ("hxxp[://]evil[.]example[.]com", "evil.example.com"),
        ("evil\\.example\\.com", "evil.example.com"),
        ("evil [.] example [dot] com", "evil.example.com"),
        ("mailto:x@example.com?subject=a/b", "example.com"),
        ("mailto:x%40example.com", "example.com"),
        ("\"Doe, John\" <x@example.com>", "example.com"),
        ("x[at]example[.]com", "example.com"),
        ("Click here <https://evil.example.com/>", "evil.example.com"),
        ("<https://evil.example.com/a|a label>", "evil.example.com"),
        ("<https://evil.example.com/login>.", "evil.example.com"),
        ("'evil.example.com'.", "evil.example.com"),
        ("[click here](https://evil.example.com/x)", "evil.example.com"),
        ("[https://bank.example.org/](https://evil.example.com/x \"title\").", "evil.example.com"),
        ("https://evil.example.com<https://evil.example.com/>", "evil.example.com"),
        ("https://evil.example.com/?q=<script>", "evil.example.com"),
        ("\u{feff}evil.example.com\u{200b}", "evil.example.com"),
    ] {
        assert_eq!(host(input), expected, "{input}");
    }
}

#[test]
fn what_is_shown_of_a_target_leads_back_to_it() {
    for input in ["https://example.com.../x", "http://1.1.1.1../", "AS64500", "bücher.example.com."]
    {
        let target = Target::parse(input).expect(input);
        assert_eq!(Target::parse(&target.host()).expect(input).subject, target.subject, "{input}");
        if let Some(url) = &target.url {
            assert_eq!(
                Target::parse(url.as_str()).expect(input).url.as_ref(),
                Some(url),
                "{input}"
            );
        }
    }
}

#[test]
fn wrappings_may_be_as_deep_as_the_input_is_long() {
    let depth = 200_000;
    let wrapped = format!("{}example.com{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(host(&wrapped), "example.com");
}

#[test]
fn a_bare_host_is_no_url_and_a_port_or_path_makes_one() {
    assert!(Target::parse("example.com").expect("parses").url.is_none());
    let target = Target::parse("example.com:8443/x").expect("parses");
    assert_eq!(target.url.expect("has a URL").as_str(), "https://example.com:8443/x");
}

#[test]
fn a_unicode_name_is_shown_in_both_forms() {
    let target = Target::parse("bücher.example.com").expect("parses");
    let name = target.name().expect("is a name");
    assert_eq!(name.ascii, "xn--bcher-kva.example.com");
    assert_eq!(name.unicode.as_deref(), Some("bücher.example.com"));
}

#[test]
fn the_suffix_list_is_read_twice() {
    let cut = |name: &str| {
        let s = Suffixes::of(name);
        (s.public.clone(), s.registrable.clone().unwrap_or_default(), s.private.unwrap_or_default())
    };
    let expected = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(cut("www.shop.co.uk"), expected("co.uk", "shop.co.uk", ""));
    assert_eq!(cut("evil.github.io"), expected("io", "github.io", "github.io"));
    assert_eq!(cut("x.s3.amazonaws.com"), expected("com", "amazonaws.com", "s3.amazonaws.com"));
    assert_eq!(cut("a.www.ck"), expected("ck", "www.ck", ""));
    assert_eq!(cut("a.b.unheard-of-tld"), expected("unheard-of-tld", "b.unheard-of-tld", ""));
    assert_eq!(Suffixes::of("a.evil.github.io").tenant("a.evil.github.io"), Some("evil.github.io"));
}

#[test]
fn what_cannot_be_traced_is_refused_with_its_reason() {
    for (input, code) in [
        ("", "empty-target"),
        ("   ", "empty-target"),
        ("http://abcdefghij.onion/", "special-use-name"),
        ("localhost", "special-use-name"),
        ("printer.local", "special-use-name"),
        ("com", "public-suffix"),
        ("co.uk", "public-suffix"),
        ("10.0.0.1", "special-address"),
        ("http://127.1/", "special-address"),
        ("http://3232235777/", "special-address"),
        ("::1", "special-address"),
        ("::ffff:10.0.0.1", "special-address"),
        ("0.0.0.0/0", "address-range"),
        ("AS0", "special-as-number"),
        ("AS64512", "special-as-number"),
        ("ftp://example.com/", "unsupported-scheme"),
        ("exa mple.com", "unreadable-target"),
        ("a..example.com", "unreadable-target"),
        ("as0.0..", "unreadable-target"),
        ("https://", "unreadable-target"),
        ("AS4294967296", "unreadable-target"),
        ("1.2.3", "unreadable-target"),
        ("3232235777", "unreadable-target"),
        ("intranet", "unreadable-target"),
        ("javascript:alert(1)", "unsupported-scheme"),
        ("mailto:nobody", "unreadable-target"),
        ("10.0.0.0/16", "special-address"),
        ("AS1.70000", "unreadable-target"),
    ] {
        assert_eq!(refusal(input).code(), code, "{input}");
    }
}

#[test]
fn a_refusal_names_the_input_and_says_what_to_do() {
    assert_eq!(
        refusal("co.uk").to_string(),
        "co.uk is a public suffix, under which domains are registered; name a domain below it"
    );
    assert_eq!(
        refusal("10.0.0.1").to_string(),
        "10.0.0.1 is a private address; nobody on the Internet is responsible for it"
    );
}

#[test]
fn only_the_host_is_refanged() {
    for (input, url) in [
        ("https://evil[.]example[.]com/a(.)b/c[at]d", "https://evil.example.com/a(.)b/c[at]d"),
        ("hxxp://evil(dot)example.com/?q=x[.]y#[dot]", "http://evil.example.com/?q=x[.]y#[dot]"),
        ("evil[.]example.com[/]a[/]b[.]php", "http://evil.example.com/a/b.php"),
    ] {
        let target = Target::parse(input).expect(input);
        assert_eq!(target.url.expect(input).as_str(), url, "{input}");
    }
}

#[test]
fn a_password_is_nowhere_in_a_target() {
    for input in [
        "https://user:s3cret@evil.example.com/x",
        "hxxps://user:s3cret[@]evil[.]example.com/x",
        "http:\\\\user:s3cret@evil.example.com",
        "<https://user:s3cret@evil.example.com/>",
        "https://www.google.com/url?q=https%3A%2F%2Fuser%3As3cret%40evil.example.com%2F",
    ] {
        let target = Target::parse(input).expect(input);
        assert_eq!(target.host(), "evil.example.com");
        assert!(!format!("{target:?}").contains("s3cret"), "{target:?}");
        assert!(!without_password(input).contains(":s3cret"), "{input}");
    }
    assert!(!refusal("user:s3cret@evil.example.com").to_string().contains("s3cret"));
    for hidden in [
        "//user:s3cret@evil.example.com/x",
        r"\\user:s3cret@evil.example.com\x",
        "https://user:s3cret%40evil.example.com/x",
        "https://user%3As3cret@evil.example.com/x",
        "https://user:s3cret\u{ff20}evil.example.com/",
        "https\u{ff1a}//user:s3cret@evil.example.com/",
        "https://example.com/ https://user:s3cret@evil.example.com/",
        "user:s3cret@evil.example.com//x",
    ] {
        assert!(!without_password(hidden).contains("s3cret"), "{}", without_password(hidden));
    }
    for plain in ["https://user@example.com/a:b@c", "mailto:a:b@example.com", "[2001:db8::1]:80"] {
        assert_eq!(without_password(plain), plain);
    }
}

#[test]
fn a_mailbox_and_a_range_keep_what_they_were() {
    let of = |input: &str| Target::parse(input).expect(input);
    assert_eq!(of("Jo <jo@example.com>").mailbox.as_deref(), Some("jo@example.com"));
    assert_eq!(of("http://jo@example.com/").mailbox, None);
    assert_eq!(of("jo@example.com/x").mailbox, None);
    assert_eq!(of("192.0.2.0/24").range, "192.0.2.0/24".parse().ok());
    assert_eq!(of("192.0.2.0/24").address(), "192.0.2.0".parse().ok());
    assert_eq!(of("192.0.2.1").range, None);
    let wrapped = of("https://www.google.com/url?q=https://evil.example.com/");
    assert_eq!(wrapped.wrapped_by.as_deref(), Some("Google"));
}

#[test]
fn a_refusal_says_what_to_give_instead() {
    let says = |input: &str, expected: &str| {
        let said = refusal(input).to_string();
        assert!(said.contains(expected), "{input:?}: {said}");
    };
    let head = "Received: from mail.example.org (mail.example.org [203.0.113.7]) by mx.example.net";
    says(head, "give each target by itself, such as 203.0.113.7");
    says("URL: https://evil.example.com/x", "such as https://evil.example.com/x");
    says("evil.example.com www.example.org", "such as evil.example.com");
    says("*.example.com", "or example.com");
    says("example.com,example.org", "give each target by itself");
    says("192.0.2.1-192.0.2.9", "give a range as 192.0.2.0/24");
    says("https://https://evil.example.com/", "the scheme stands in it twice");
    says("no target at all", "is not a URL");
}
