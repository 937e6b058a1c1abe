//! How a browser sees the pages. Left out, with a word, where there is none.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::hostile::hostile;
use crate::picture::changed;
use crate::{CASES, aside, printed, replayed};

/// The names under which distributions install the browser.
const BROWSERS: [&str; 4] =
    ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/// A program on the path.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}

/// A file of the tools that are installed beside the build.
fn tool(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools").join(path);
    file.exists().then_some(file)
}

/// Says that a story is left out.
fn missing(what: &str) {
    crate::left_out::left_out(&format!("{what} is not installed (`.ci/run` installs it)"));
}

/// Runs the browser on a file.
fn browse(browser: &Path, options: &[&str], file: &Path) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let output = Command::new(browser)
        .args(["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"])
        .arg(format!("--user-data-dir={}", home.path().display()))
        .args(options)
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("starts");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A page that shows others in frames, one after the other, and writes down what is found in them.
fn driver(axe: &str, pages: &[String]) -> String {
    let pages = serde_json::to_string(pages).expect("is JSON").replace("</", "<\\/");
    let axe = serde_json::to_string(axe).expect("is JSON").replace("</", "<\\/");
    format!(
        "<!doctype html><title>driver</title><body><script>
const pages = {pages}, axe = {axe}, found = [];
async function look(text) {{
  const frame = document.createElement('iframe');
  frame.style = 'width:800px;height:600px';
  const shown = new Promise(done => frame.onload = done);
  frame.srcdoc = text.replace(/<meta http-equiv[^>]*>/, '');
  document.body.append(frame);
  await shown;
  const inner = frame.contentDocument, all = [...inner.querySelectorAll('*')];
  const handlers = all.flatMap(one => [...one.attributes]).filter(a => a.name.startsWith('on')).length;
  const loading = inner.querySelectorAll('script,iframe,object,embed,link,img,image,use,form,base,video,audio').length;
  const links = [...inner.querySelectorAll('[href]')].map(one => one.getAttribute('href'));
  const wide = inner.documentElement.scrollWidth > 801;
  frame.contentWindow.eval(axe);
  const seen = await frame.contentWindow.axe.run();
  const dark = frame.contentWindow.matchMedia('(prefers-color-scheme: dark)').matches;
  const violations = seen.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | '));
  frame.remove();
  return {{violations, passes: seen.passes.length, dark, handlers, loading, links, wide}};
}}
(async () => {{
  for (const page of pages) found.push(await look(page));
  const out = document.createElement('pre');
  out.id = 'found';
  out.textContent = 'FOUND' + btoa(unescape(encodeURIComponent(JSON.stringify(found)))) + 'END';
  document.body.append(out);
}})();
</script>"
    )
}

/// What a browser finds on pages, in light or dark.
fn found(browser: &Path, axe: &str, pages: &[String], dark: bool) -> Vec<Value> {
    let (_folder, file) = aside("driver.html", &driver(axe, pages));
    let scheme = format!("--blink-settings=preferredColorScheme={}", i32::from(!dark));
    let options = [&*scheme, "--timeout=60000", "--virtual-time-budget=60000", "--dump-dom"];
    let dom = browse(browser, &options, &file);
    let text = dom.rsplit_once("FOUND").and_then(|(_, rest)| rest.split_once("END"));
    let (text, _) = text.unwrap_or_else(|| panic!("the browser found nothing:\n{dom:.600}"));
    serde_json::from_slice(&decoded(text)).expect("is JSON")
}

/// Undoes base64.
fn decoded(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).expect("is base64")
}

#[test]
fn nobody_is_shut_out_of_ten_pages_in_light_or_dark() {
    let Some(browser) = program(&BROWSERS) else { return missing("Chromium") };
    let Some(axe) = tool("node_modules/axe-core/axe.min.js") else { return missing("axe-core") };
    let axe = fs::read_to_string(axe).expect("is text");
    let pages: Vec<String> =
        CASES.iter().map(|name| printed(name, "html", &["--harm", "phishing"])).collect();
    for dark in [false, true] {
        let all = found(&browser, &axe, &pages, dark);
        assert_eq!(all.len(), pages.len());
        for (name, seen) in CASES.iter().zip(all) {
            assert_eq!(seen["violations"], Value::Array(Vec::new()), "{name}, dark: {dark}");
            assert!(seen["passes"].as_u64().is_some_and(|passes| passes > 15), "{name}: {seen}");
            assert_eq!((&seen["dark"], &seen["wide"]), (&dark.into(), &false.into()), "{name}");
            assert_eq!((&seen["handlers"], &seen["loading"]), (&0.into(), &0.into()), "{name}");
        }
    }
}

#[test]
fn a_browser_finds_nothing_that_acts_on_the_pages_of_a_hostile_world() {
    let Some(browser) = program(&BROWSERS) else { return missing("Chromium") };
    let Some(axe) = tool("node_modules/axe-core/axe.min.js") else { return missing("axe-core") };
    let axe = fs::read_to_string(axe).expect("is text");
    let worlds = ["thin-registry-whois-registrar", "registrar-with-reseller", "it-by-whois"];
    let mut pages = Vec::new();
    let mut targets = Vec::new();
    for name in worlds {
        let (_folder, path) = aside("hostile.case", &hostile(name));
        let json: Value = serde_json::from_str(&replayed(&path, "json", &[])).expect("is JSON");
        targets.push(json["target"]["registrable_domain"].as_str().expect("a name").to_owned());
        pages.push(replayed(&path, "html", &["--harm", "phishing"]));
    }
    for (seen, target) in found(&browser, &axe, &pages, false).iter().zip(&targets) {
        assert_eq!((&seen["handlers"], &seen["loading"]), (&0.into(), &0.into()), "{target}");
        let links = seen["links"].as_array().expect("links").iter().filter_map(Value::as_str);
        for link in links {
            let known = ["#", "mailto:", "tel:", "https://", "http://"];
            assert!(known.iter().any(|scheme| link.starts_with(scheme)), "{link}");
            let url = url::Url::parse(link).ok();
            let host = url.as_ref().and_then(url::Url::host_str).unwrap_or_default();
            assert!(!host.ends_with(target.as_str()), "{link} leads to the target");
        }
    }
}

/// Names in many scripts, with the widest letters of each.
const WIDE: &str = "ЩЩЩЩ ЖЖЖЖЮЮЮ ШИРОКОЕ ИМЯ КОМПАНИИ WWWWWWWWWW MMMMMMMMMM ௌௌௌௌௌ தமிழ்நாடு ഇന്ത്യൻ ഹോസ്റ്റിംഗ് \
     ഈൺൺൺൺൺൺൺ မြန်မာ ဪဪဪဪ ភាសាខ្មែរ ៘៘៘៘ 株式会社東京データセンター ﷽﷽﷽ الشركة العربية 𒐫𒐫𒐫 😴😴😴😴😴😴 ⸻⸻⸻ ՋՋՋՋՋՋ ﬄﬄﬄﬄ ѪѪѪѪѪѪ";

#[test]
fn no_script_runs_out_of_its_box() {
    let Some(browser) = program(&BROWSERS) else { return missing("Chromium") };
    for name in [WIDE, "GOOGLE HOSTING NQOGDHU LLC GOOGLE HOSTING NQOGDHU", "mwmwmwmw@@@@@@@%%%%"] {
        let (_old, path) = changed("ipv4-literal", &[("Bluefin VPS LLC", name)]);
        let picture = replayed(&path, "svg", &["--harm", "phishing"]);
        assert!(picture.contains(&name[..8]), "the name is in the picture");
        let page = format!(
            "<!doctype html><meta charset=utf-8><body style='width:360px;margin:0'>{picture}<pre id=out></pre><script>
const boxes = [...document.querySelectorAll('rect.box')].map(one => one.getBBox());
const wide = [...document.querySelectorAll('svg text:not(.number)')].filter(one => {{
  const at = one.getBBox(), middle = at.y + at.height / 2;
  const around = boxes.filter(box => box.y < middle && middle < box.y + box.height);
  return at.x + at.width > Math.min(360, ...around.map(box => box.x + box.width));
}}).map(one => one.textContent);
out.textContent = 'FOUND' + boxes.length + ' boxes; ' + wide.join(' | ') + 'END';
</script>"
        );
        let (_folder, file) = aside("wide.html", &page);
        let dom = browse(&browser, &["--virtual-time-budget=8000", "--dump-dom"], &file);
        let (_, found) = dom.split_once(">FOUND").expect("the browser has looked");
        let (found, _) = found.split_once("END").expect("the whole of it");
        assert!(found.ends_with(" boxes; ") && !found.starts_with("0 "), "too wide: {found}");
    }
}

#[test]
fn on_paper_no_word_is_too_small_to_be_read() {
    let Some(browser) = program(&BROWSERS) else { return missing("Chromium") };
    let Some(reader) = program(&["pdftotext"]) else { return missing("pdftotext") };
    let (folder, file) =
        aside("page.html", &printed("redirect-followed", "html", &["--harm", "phishing"]));
    let paper = folder.path().join("page.pdf");
    let print = format!("--print-to-pdf={}", paper.display());
    browse(&browser, &["--no-pdf-header-footer", &print], &file);
    let read = Command::new(&reader).arg("-bbox").arg(&paper).arg("-").output().expect("reads");
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    let side = |line: &str, name: &str| -> Option<f64> {
        line.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse().ok()
    };
    let words = text.lines().filter(|line| line.contains("<word "));
    let heights = words.filter_map(|line| Some((side(line, "yMax")? - side(line, "yMin")?, line)));
    let all: Vec<(f64, &str)> = heights.collect();
    assert!(all.len() > 500, "{} words", all.len());
    // A line is taller than its letters' size by a fifth at least.
    for (height, line) in all {
        assert!(height > 7.0 * 1.2, "{height}: {line}");
    }
}

#[test]
fn on_paper_every_contact_is_whole() {
    let Some(browser) = program(&BROWSERS) else { return missing("Chromium") };
    let Some(reader) = program(&["pdftotext"]) else { return missing("pdftotext") };
    for name in ["cdn-hides-host", "redirect-followed"] {
        let (folder, file) = aside("page.html", &printed(name, "html", &[]));
        let paper = folder.path().join("page.pdf");
        let print = format!("--print-to-pdf={}", paper.display());
        browse(&browser, &["--no-pdf-header-footer", &print], &file);
        let read = Command::new(&reader).arg("-layout").arg(&paper).arg("-").output();
        let text = String::from_utf8_lossy(&read.expect("reads").stdout).into_owned();
        let json: Value = serde_json::from_str(&printed(name, "json", &[])).expect("is JSON");
        let entries = json["chain"].as_array().expect("entries").iter();
        for contact in entries.flat_map(|entry| entry["contacts"].as_array().expect("contacts")) {
            let contact = contact["value"].as_str().expect("text");
            assert!(text.contains(contact), "{name}: {contact} is not whole on paper");
        }
    }
}

#[test]
fn pages_and_pictures_are_well_formed() {
    let Some(python) = program(&["python3"]) else { return missing("Python") };
    let Some(packages) = tool("python") else { return missing("html5lib") };
    let script = "import sys, html5lib, xml.etree.ElementTree as tree
for path in sys.argv[1:]:
    if path.endswith('.svg'): tree.parse(path)
    else: html5lib.HTMLParser(strict=True).parse(open(path, encoding='utf-8').read())
print('well-formed')";
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    for name in CASES {
        for format in ["html", "svg"] {
            let file = folder.path().join(format!("{name}.{format}"));
            fs::write(&file, printed(name, format, &["--harm", "phishing"])).expect("is written");
            files.push(file);
        }
    }
    let ran =
        Command::new(python).env("PYTHONPATH", packages).args(["-c", script]).args(&files).output();
    let ran = ran.expect("starts");
    assert_eq!(
        String::from_utf8_lossy(&ran.stdout).trim(),
        "well-formed",
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}
