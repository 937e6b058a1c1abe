use std::time::Instant;
use trace::source::whois;
#[test]
fn t() {
    for scale in [1usize, 4] {
        let n = 262_144 * scale;
        let rep = |s: &str| s.as_bytes().repeat(n / s.len());
        let bodies: Vec<(&str, Vec<u8>)> = vec![
            ("a", rep("a")),
            ("esc", rep("\x1b$B")),
            ("dom", rep("Domain: ")),
            (
                "domlines",
                (0..n / 24).flat_map(|n| format!("Domain: d{n}.example\n").into_bytes()).collect(),
            ),
            ("registrar:", rep("Registrar:\n")),
            ("contact", rep("contact: X\n\n")),
            ("br", rep("Registrar: (((([[[\n")),
            ("ns", rep("Name Server: a.b.c d.e.f\n")),
            ("at", rep("a@b.cc ")),
            ("at lines", rep("% x a@b.cc\n")),
            ("upd", rep("changed: 20200101\n")),
            ("status", rep("status: ok x\n")),
            ("colon", rep(":")),
            ("hi", rep("\u{fc}")),
            ("bin", vec![0xe9; n]),
            ("inet", rep("inetnum: 0.0.0.0 - 255.255.255.255\n\n")),
            (
                "inet2",
                rep(
                    "inetnum: 0.0.0.0 - 255.255.255.255\nadmin-c: A-B\ntech-c: c\norg: x\n\nrole: x\nnic-hdl: q\n\n",
                ),
            ),
            ("netr", rep("NetRange: 0.0.0.0 - 255.255.255.255\nOrgAbuseEmail: a@b.cc\n")),
            ("netw", rep("network:IP-Network:0.0.0.0/0\nnetwork:abuse:a@b.cc\n")),
            ("v4", rep("IPv4 Address : 0.0.0.0 - 255.255.255.255\n")),
            ("abuse c", rep("% Abuse contact for '0.0.0.0 - 255.255.255.255' is 'a@b.cc'\n")),
            ("tabs", rep("\t")),
            (
                "deep",
                (0..1400usize.min(n / 700))
                    .flat_map(|d| format!("{}a:\n", " ".repeat(d)).into_bytes())
                    .collect(),
            ),
        ];
        for (name, b) in bodies {
            let t = Instant::now();
            let _ = whois::read_domain("whois.example", &b, "example.com");
            let d1 = t.elapsed();
            let t = Instant::now();
            let _ = whois::read_number("whois.example", &b, "192.0.2.1");
            let d2 = t.elapsed();
            let t = Instant::now();
            let _ = whois::read_tld(&b);
            let d3 = t.elapsed();
            eprintln!("{scale} {name:12} {d1:?} {d2:?} {d3:?}");
        }
    }
}
